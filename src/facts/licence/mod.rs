// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the files of a repository say of licences, and the conclusion for code, documentation and data.

mod again;
mod assemble;
mod conclude;
mod doubt;
mod lockfile;
mod package;
mod place;
mod said;
mod sources;
#[cfg(test)]
mod sources_tests;
#[cfg(test)]
mod tests;
mod vague;
mod weigh;

use std::sync::Arc;

use crate::licence::{self, Kind};
use crate::model::{FileLicences, Known, LicenceText, Origin, Role, Unknown, is_program};

pub(super) use assemble::{Gathered, assemble};
use place::is_folder_licence;
pub(crate) use place::reaches;

/// The first licence texts of one repository are compared whatever their size: its own and, counted apart, those of
/// copied code.
const FIRST_TEXTS: usize = 64;

/// Most bytes of the texts after them that are compared, and how many bytes one counts for at least and at most.
const MORE_BYTES: u64 = 4 << 20;
const LEAST_BYTES: u64 = 1 << 10;
const MOST_BYTES: u64 = 256 << 10;

/// How many licence texts were asked for so far, and how many bytes those after the first ones hold.
#[derive(Debug, Default)]
struct Count {
    texts: usize,
    bytes: u64,
}

impl Count {
    /// Whether there is room for a text of this size.
    fn takes(&mut self, size: Option<u64>) -> bool {
        self.texts += 1;
        if self.texts <= FIRST_TEXTS {
            return true;
        }
        let size = size.unwrap_or(MOST_BYTES).clamp(LEAST_BYTES, MOST_BYTES);
        let takes = self.bytes + size <= MORE_BYTES;
        if takes {
            self.bytes += size;
        }
        takes
    }
}

/// What the licence texts of one repository were counted to.
#[derive(Debug, Default)]
pub(super) struct Counts {
    own: Count,
    vendored: Count,
}

/// What a file is asked about licences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Nothing.
    Nothing,
    /// Which licences its text is.
    Text,
    /// The same, but too many were looked at before it: nothing is known of it.
    TooMany,
    /// The same, of a licence file among copied code.
    VendoredText,
    /// The same, but too many were looked at before it.
    TooManyVendored,
    /// What its sentences say.
    Document,
    /// What its first lines say.
    Head,
    /// Which licences the dependencies have that it locks.
    Lockfile,
    /// Which licences it states for a package of data.
    Package,
}

impl Counts {
    /// What a file of this size is asked after those before it; called in the order of paths.
    pub(super) fn allow(&mut self, asked: Asked, size: Option<u64>) -> Asked {
        match asked {
            Asked::Text if !self.own.takes(size) => Asked::TooMany,
            Asked::VendoredText if !self.vendored.takes(size) => Asked::TooManyVendored,
            _ => asked,
        }
    }
}

/// What a file of this name, role and origin is asked, however many there are.
pub(super) fn asked(path: &str, role: Option<Role>, origin: Origin) -> Asked {
    let text = role == Some(Role::Licence) || is_folder_licence(path);
    match origin {
        Origin::Own if text => Asked::Text,
        Origin::Vendored if text => Asked::VendoredText,
        Origin::Own if role == Some(Role::Readme) || place::is_readme(path) => Asked::Document,
        Origin::Own if is_program(path) => Asked::Head,
        Origin::Own if lockfile::is_telling(path) => Asked::Lockfile,
        Origin::Own if package::is_one(path) => Asked::Package,
        _ => Asked::Nothing,
    }
}

impl Asked {
    /// Whether the file was not looked at because of those before it.
    pub(super) fn is_too_many(self) -> bool {
        matches!(self, Self::TooMany | Self::TooManyVendored)
    }

    /// What is asked once the text is seen: a file that only fills in the blanks of a licence is no text of one.
    pub(super) fn of_text(self, text: &str) -> Self {
        match self {
            Self::Text | Self::VendoredText if licence::only_fills_in(text) => Self::Nothing,
            asked => asked,
        }
    }
}

/// What a file says.
pub(super) fn read(asked: Asked, path: &Arc<str>, text: &str) -> FileLicences {
    again::once(asked, path, text, || read_anew(asked, path, text))
}

fn read_anew(asked: Asked, path: &Arc<str>, text: &str) -> FileLicences {
    let matches = match asked {
        Asked::Nothing | Asked::TooMany | Asked::TooManyVendored => Vec::new(),
        Asked::Text | Asked::VendoredText => {
            let mut found = licence::identify(path, text, Kind::Licence).matches;
            let others = licence::of_others(path, text, &found);
            found.retain(|one| !others.iter().any(|lines| lines.contains(&one.lines.0)));
            found
        }
        Asked::Lockfile => lockfile::read(path, text),
        Asked::Package => package::read(text),
        Asked::Document => licence::claims(path, text, Kind::Document),
        Asked::Head => licence::heads(path, text),
    };
    let asks = asked == Asked::Text && matches.is_empty();
    FileLicences {
        path: Arc::clone(path),
        nearest: asks.then(|| licence::nearest(text)).flatten(),
        refused: match asked {
            Asked::Document => licence::refusal(path, text),
            Asked::Text if asks => licence::grants_nothing(path, text),
            _ => None,
        },
        kept: matches!(asked, Asked::Text | Asked::Document)
            .then(|| licence::kept(path, text, asked == Asked::Text, &matches))
            .flatten(),
        folders: match asked {
            Asked::Document => licence::listed_folders(text, &matches),
            _ => Vec::new(),
        },
        matches,
    }
}

/// The one licence that a licence file is, for lists of texts.
pub(super) fn name(file: &FileLicences) -> LicenceText {
    let id = licence::combine(&file.matches);
    let score = file
        .matches
        .iter()
        .filter(|found| found.is_sure())
        .map(|found| found.confidence)
        .min();
    LicenceText {
        path: Arc::clone(&file.path),
        score: score.filter(|_| id.is_some()).unwrap_or(0),
        id: id.map_or_else(
            || Known::No(Unknown::UnrecognisedLicence(Arc::clone(&file.path))),
            Known::Yes,
        ),
    }
}
