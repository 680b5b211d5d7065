// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why a command could not do its work, and the sentence that says so in the reader's language.
//!
//! `en` and `fr` match every case without a catch-all: none can be added without its two sentences.

mod argument;
mod en;
mod forge;
mod fr;
mod merge;
mod portal;
mod reader;
mod source;
mod system;

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::config::LoadError;
use crate::forge::ForgeError;
use crate::history::HistoryError;
use crate::mirror::MirrorError;
use crate::model::{Gap, IdError, Lang, ValueError};
use crate::pipeline::{AuditError, LookError};
use crate::portal::PortalError;
use crate::report::{RenderError, TemplateError};
use crate::rule::{FileError, SetError};
use crate::snapshot::SnapshotError;

pub(super) use argument::{BadValue, usage};

/// Why a command could not do its work. It deliberately does not implement [`std::error::Error`]: it is told
/// with [`Trouble::told`], in a language.
#[derive(Debug)]
pub(super) enum Trouble {
    /// No command was named.
    NoCommand,
    /// The standard output refuses.
    Print(io::Error),
    /// A file cannot be written.
    Write { path: PathBuf, why: io::Error },
    /// The folder of a file to be written does not exist.
    NoFolder { path: PathBuf, folder: PathBuf },
    /// A folder cannot be made.
    MakeFolder { path: PathBuf, why: io::Error },
    /// A file cannot be read.
    Read { path: PathBuf, why: io::Error },
    /// A file that Vigie wrote does not hold what it should.
    Content { path: PathBuf, why: serde_json::Error },
    /// A file cannot be removed.
    Remove { path: PathBuf, why: io::Error },
    /// More than one format would go to the standard output.
    TwoPrinted,
    /// Two reports would go into one file.
    SameFile(PathBuf),
    /// `SOURCE_DATE_EPOCH` is no moment.
    Epoch(String),
    /// What should hold a token holds none.
    NoToken(TokenSource),
    /// The file of a token cannot be read.
    TokenFile { path: PathBuf, why: io::Error },
    /// An address is to be audited, and the network is forbidden.
    AddressOffline(String),
    /// An address holds what may be a password.
    Misshapen(String),
    /// A `file://` address leads nowhere on this machine.
    NotLocal(String),
    /// No rule answers a choice.
    IdleChoice(String),
    /// A choice of rules is empty.
    EmptyChoice,
    /// A choice of rules cannot be read.
    Choice { text: String, why: globset::Error },
    /// A folder of templates replaces none.
    NoTemplate { folder: PathBuf, known: String },
    /// Nothing has this name.
    NoSuch {
        what: Named,
        name: String,
        known: String,
    },
    /// No rule has this identifier.
    NoRule(String),
    /// A folder of rules holds none.
    NoRuleFile(PathBuf),
    /// A rule would lie in the folder of a category that nobody knows; where categories are listed, and those known.
    NewCategory {
        name: String,
        file: PathBuf,
        known: String,
    },
    /// A rule file is there already.
    Exists(PathBuf),
    /// Not one of the rules that could close the gate could be judged.
    Blind,
    /// The same of a member of a cohort, with what could not be read of it.
    Unread(Gap),
    /// What a cohort cannot be made of.
    Cohort(CohortTrouble),
    /// What the parts of a cohort cannot make.
    Merge(MergeTrouble),
    /// Paths of `vigie licence` that could not be looked at: the first, and how many more.
    Look(LookError, usize),
    /// A thread panicked while it held what others need, or could not be started.
    Threads(String),
    /// JSON cannot be written.
    Json(serde_json::Error),
    /// An input or output of no particular file.
    Io(io::Error),
    /// What the library says.
    Library(Library),
}

/// Errors of the library.
#[derive(Debug)]
pub(super) enum Library {
    Snapshot(SnapshotError),
    Mirror(MirrorError),
    Forge(ForgeError),
    Portal(PortalError),
    Audit(AuditError),
    Rules(SetError),
    File(FileError),
    Load(LoadError),
    Render(RenderError),
    History(HistoryError),
    Id(IdError),
    Value(ValueError),
}

/// Why no cohort is made.
#[derive(Debug)]
pub(super) enum CohortTrouble {
    /// `--group`, `--project` or `--topic` without `--gitlab`.
    PartsOfGitLab,
    /// A GitLab is named, and the network is forbidden.
    GitLabOffline,
    /// A list holds addresses, and the network is forbidden.
    ListOffline,
    /// A folder holds two files that say what its repositories are.
    TwoNotes(PathBuf),
    /// The file in a folder of repositories names other sources.
    OtherSources(String),
    /// Two entries of a cohort file speak of one repository.
    SpokenTwice { file: String, line: usize, name: String },
    /// Nothing is left to audit.
    NoRepository,
    /// The folder of the results holds the repositories that are to be audited.
    ResultsAmong(PathBuf),
    /// Not one repository could be audited; how many there are.
    NoneAudited(usize),
    /// The environment does not say which part of a cohort to do.
    ShardAuto,
}

/// Where a token was looked for.
#[derive(Debug)]
pub(super) enum TokenSource {
    /// A variable of the environment.
    Variable(&'static str),
    /// A file.
    File(PathBuf),
}

/// What has a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    Profile,
    Category,
    Level,
}

/// Why parts make no whole.
#[derive(Debug)]
pub(super) enum MergeTrouble {
    /// No part is given.
    Nothing,
    /// A folder holds no part.
    Unread { path: PathBuf, why: io::Error },
    /// Two parts are not of one run.
    OtherRun { part: PathBuf, first: PathBuf },
    /// Two parts were made too long apart: their folders and moments.
    OtherMoment {
        first: (PathBuf, Timestamp),
        last: (PathBuf, Timestamp),
    },
    /// Two parts are not held to the same thresholds, or name other promotions.
    OtherFile { part: PathBuf, first: PathBuf },
    /// One part is given twice.
    Twice { index: u64, total: u64 },
    /// Two parts hold one repository.
    RepositoryTwice(String),
    /// A part lacks.
    Lacks { index: u64, total: u64 },
    /// The parts hold fewer repositories than the whole.
    Count { held: usize, whole: usize },
    /// A day of a promotion is none.
    Day(String),
    /// The name of a repository's files is none.
    Identifier(String),
}

/// A sentence of the library in the reader's language, such as the reason of a row of a cohort. One that is told in
/// that language already stays as it is.
pub(super) fn phrase(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fr => forge::phrase(text),
        Lang::En => text.to_owned(),
    }
}

impl Trouble {
    /// One clear sentence that says what to do.
    pub(super) fn told(&self, lang: Lang) -> String {
        let told = match lang {
            Lang::Fr => fr::sentence(self),
            Lang::En => en::sentence(self),
        };
        without_numbers(&told)
    }
}

/// Without the numbers that the library puts after the system's words: "(os error 2)" tells people nothing.
pub(super) fn without_numbers(told: &str) -> String {
    let mut parts = told.split(" (os error ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(')') {
            Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
                out.push_str(rest);
            }
            _ => out.extend([" (os error ", part]),
        }
    }
    out
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<CohortTrouble> for Trouble {
    fn from(trouble: CohortTrouble) -> Self {
        Self::Cohort(trouble)
    }
}

impl From<MergeTrouble> for Trouble {
    fn from(trouble: MergeTrouble) -> Self {
        Self::Merge(trouble)
    }
}

/// Every error of the library turns into a trouble with `?`.
macro_rules! from_library {
    ($($error:ty => $variant:ident,)*) => {
        $(impl From<$error> for Trouble {
            fn from(error: $error) -> Self {
                Self::Library(Library::$variant(error))
            }
        })*
    };
}

from_library! {
    SnapshotError => Snapshot,
    MirrorError => Mirror,
    ForgeError => Forge,
    PortalError => Portal,
    AuditError => Audit,
    SetError => Rules,
    FileError => File,
    LoadError => Load,
    RenderError => Render,
    HistoryError => History,
    IdError => Id,
    ValueError => Value,
}

impl From<TemplateError> for Trouble {
    fn from(error: TemplateError) -> Self {
        RenderError::Template(error).into()
    }
}

impl From<csv::Error> for Trouble {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<rayon::ThreadPoolBuildError> for Trouble {
    fn from(error: rayon::ThreadPoolBuildError) -> Self {
        Self::Threads(error.to_string())
    }
}
