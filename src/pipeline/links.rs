// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The links to data.gouv.fr of files and folders, without any repository or rule.

use std::path::PathBuf;

use super::look::{self, Content, LookError};
use crate::facts;
use crate::model::{DataLink, Progress};
use crate::snapshot::Limits;

/// Largest file that is read for its links, in bytes: logs and tables of links are larger than sources.
const FILE_BYTES: u64 = 64 << 20;

/// The links that were found, and what could not be looked at.
#[derive(Debug, Default)]
pub struct LinksFound {
    /// In the order of the arguments, then of paths and places.
    pub links: Vec<DataLink>,
    /// Arguments that lead to nothing or could not be read, each with its reason.
    pub troubles: Vec<LookError>,
    /// Files below folders that could not be read, each with its reason.
    pub unread: Vec<LookError>,
}

/// Looks for links in files, and in the files below folders: those that `.gitignore` hides are left out.
///
/// # Errors
/// When the threads cannot be started.
pub fn links(
    paths: &[PathBuf],
    jobs: usize,
    progress: &dyn Progress,
) -> Result<LinksFound, rayon::ThreadPoolBuildError> {
    let limits = Limits {
        file_bytes: FILE_BYTES,
        ..Limits::default()
    };
    let seen = look::each("links", paths, &limits, jobs, progress, look)?;
    let mut found = LinksFound {
        troubles: seen.troubles,
        ..LinksFound::default()
    };
    for file in seen.files {
        match file {
            Ok(links) => found.links.extend(links),
            Err((true, reason)) => found.troubles.push(reason),
            Err((false, reason)) => found.unread.push(reason),
        }
    }
    Ok(found)
}

/// The links of a file; else whether somebody named it, and why it was not read.
fn look(file: Content) -> Result<Vec<DataLink>, (bool, LookError)> {
    match file.bytes {
        Ok(bytes) => Ok(facts::links_of(&file.path, bytes).unwrap_or_default()),
        Err(source) => {
            let path = file.path;
            Err((file.named, LookError::Unread { path, source }))
        }
    }
}
