// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What files and folders say of licences, without any repository or rule.

use std::path::PathBuf;

use super::look::{self, Content, LookError, Seen};
use crate::facts;
use crate::licence::Identified;
use crate::model::Progress;
use crate::snapshot::{Limits, ReadError};

/// One file that was looked at.
#[derive(Debug)]
pub struct LookedFile {
    /// The path as it was asked for, below the folder that was asked for.
    pub path: String,
    /// Whether somebody named this very file, rather than a folder above it.
    pub named: bool,
    /// What it says.
    pub found: LookedState,
}

/// What came of looking at a file.
#[derive(Debug)]
pub enum LookedState {
    /// A text, and what it says of licences, if anything.
    Text(Identified),
    /// No text.
    Binary,
    /// The content could not be read.
    Unread(ReadError),
}

/// What was asked for and what was found.
#[derive(Debug, Default)]
pub struct Looked {
    /// Files in the order of the arguments, those of a folder in the order of their paths.
    pub files: Vec<LookedFile>,
    /// Arguments that are folders.
    pub folders: Vec<String>,
    /// Arguments that lead to nothing, or cannot be listed, each with its reason.
    pub troubles: Vec<LookError>,
}

/// Looks at files, and at the files below folders: those that `.gitignore` hides are left out.
///
/// # Errors
/// When the threads cannot be started.
pub fn licences(
    paths: &[PathBuf],
    limits: &Limits,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<Looked, rayon::ThreadPoolBuildError> {
    let Seen {
        files,
        folders,
        troubles,
    } = look::each("licences", paths, limits, jobs, progress, look)?;
    Ok(Looked {
        files,
        folders,
        troubles,
    })
}

fn look(file: Content) -> LookedFile {
    let found = match file.bytes {
        Err(error) => LookedState::Unread(error),
        Ok(bytes) => match facts::licences_of(&file.path, bytes, file.named) {
            Some(found) => LookedState::Text(found),
            None => LookedState::Binary,
        },
    };
    LookedFile {
        path: file.path,
        named: file.named,
        found,
    }
}
