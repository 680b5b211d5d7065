// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What files say of licences, for a terminal and as JSON.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::strings::Strings;
use super::wire::v1;
use crate::model::{Copyright, Lang, LicenceMatch, LicenceMethod, NearestText, Subject, printable};

/// Widest column of paths, in characters: a longer path stands on a line of its own.
const WIDEST: usize = 44;

/// Longest holder or expression that the terminal shows, in characters.
const LONGEST: usize = 200;

/// What `vigie licence` tells.
#[derive(Debug, Clone)]
pub struct LicenceView<'a> {
    /// Files in order.
    pub files: Vec<FileView<'a>>,
    /// Folders that were named.
    pub folders: Vec<FolderView>,
    /// The language of the words.
    pub lang: Lang,
}

/// One file.
#[derive(Debug, Clone)]
pub struct FileView<'a> {
    /// The path as it was asked for.
    pub path: &'a str,
    /// Whether somebody named this very file: it is then told even if it says nothing.
    pub named: bool,
    /// Everything that it grants, as one SPDX expression.
    pub expression: Option<String>,
    /// Each identifier with what it was found by.
    pub licences: Vec<(String, &'a LicenceMatch)>,
    /// Copyright lines.
    pub copyrights: &'a [Copyright],
    /// The known text that a licence file of which nothing is named looks most like.
    pub nearest: Option<&'a NearestText>,
    /// Whether it was read.
    pub state: State,
}

impl FileView<'_> {
    /// Whether there is something to tell of the file.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.named || !self.licences.is_empty() || !self.copyrights.is_empty()
    }
}

/// Whether a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It was.
    Read,
    /// It is no text.
    Binary,
    /// It was not, and why.
    Unread(String),
}

/// One folder.
#[derive(Debug, Clone)]
pub struct FolderView {
    /// The path as it was asked for.
    pub path: String,
    /// Files below it that were looked at.
    pub looked: usize,
    /// Of these, those that name a licence for sure.
    pub licensed: usize,
}

/// `vigie.licence.v1`.
///
/// # Errors
/// Never for the types of the wire format; the error is passed on rather than hidden.
pub fn json(view: &LicenceView<'_>) -> Result<String, serde_json::Error> {
    Ok(format!("{}\n", super::json::pretty(&v1::Licences::new(view))?))
}

/// One line a licence: the file, the licence, how sure it is, how it was found and where. Of several, their expression
/// comes first.
#[must_use]
pub fn text(view: &LicenceView<'_>) -> String {
    let told: Vec<&FileView> = view.files.iter().filter(|file| file.is_told()).collect();
    let width = |text: &str| text.nfc().count();
    let column = told
        .iter()
        .map(|file| width(file.path))
        .max()
        .unwrap_or(0)
        .min(WIDEST);
    let words = Words {
        strings: Strings::of(view.lang),
        lang: view.lang,
    };
    let mut out = String::new();
    for file in told {
        let lines = words.lines(file);
        for (index, line) in lines.iter().enumerate() {
            let name = if index == 0 { file.path } else { "" };
            if width(name) > column {
                let _ = writeln!(out, "{name}");
                let _ = writeln!(out, "{:column$}  {line}", "");
            } else {
                let _ = writeln!(out, "{name}{:pad$}  {line}", "", pad = column - width(name));
            }
        }
    }
    for folder in &view.folders {
        let _ = writeln!(out, "{}", words.folder(folder));
    }
    out
}

struct Words<'a> {
    strings: &'a Strings,
    lang: Lang,
}

impl Words<'_> {
    fn lines(&self, file: &FileView<'_>) -> Vec<String> {
        // Of several licences only the expression tells whether one may choose.
        let several = file.expression.iter().filter(|_| file.licences.len() > 1);
        let mut lines: Vec<String> = several.map(|whole| printable(whole, LONGEST)).collect();
        lines.extend(file.licences.iter().map(|(id, found)| self.found(id, found)));
        match &file.state {
            State::Read if lines.is_empty() => lines.push(self.nothing(file)),
            State::Read => {}
            State::Binary => lines.push(self.strings.get("licence_binary").to_owned()),
            State::Unread(why) => lines.push(format!("{} ({why})", self.strings.get("licence_unread"))),
        }
        lines.extend(file.copyrights.iter().map(|line| {
            let parts = [line.years.as_str(), line.holder.as_str()];
            let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            printable(&format!("© {}", told.join(" ")), LONGEST)
        }));
        lines
    }

    /// Nothing was named; what the file looks like, where that is known.
    fn nothing(&self, file: &FileView<'_>) -> String {
        let none = self.strings.get("licence_none");
        file.nearest.map_or_else(
            || none.to_owned(),
            |near| {
                let space = if self.lang == Lang::Fr { "\u{a0}" } else { "" };
                let (label, colon) = (
                    self.strings.get("licence_nearest"),
                    if self.lang == Lang::Fr { "\u{a0}:" } else { ":" },
                );
                format!("{none} ({label}{colon} {}, {}{space}%)", near.id, near.percent)
            },
        )
    }

    fn found(&self, id: &str, found: &LicenceMatch) -> String {
        let names = std::iter::once(id)
            .chain(found.rivals.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" | ");
        let percent = match self.lang {
            Lang::Fr => format!("{}\u{a0}%", found.confidence),
            Lang::En => format!("{}%", found.confidence),
        };
        let method = self.strings.get(by(found.method));
        let lines = match found.lines {
            (first, last) if first == last => format!("{} {first}", self.strings.get("licence_line")),
            (first, last) => format!("{} {first}-{last}", self.strings.get("licence_lines")),
        };
        let subject =
            given_to(found.subject).map_or_else(String::new, |key| format!(", {}", self.strings.get(key)));
        let doubt = if found.is_sure() {
            String::new()
        } else {
            format!(", {}", self.strings.get("licence_ambiguous"))
        };
        printable(
            &format!("{names}  {percent}  {method}, {lines}{subject}{doubt}"),
            LONGEST,
        )
    }

    fn folder(&self, folder: &FolderView) -> String {
        format!(
            "{}: {} {}, {} {}",
            folder.path,
            folder.looked,
            self.strings.get("licence_looked"),
            folder.licensed,
            self.strings.get("licence_licensed")
        )
    }
}

/// The words for how a licence was found.
fn by(method: LicenceMethod) -> &'static str {
    match method {
        LicenceMethod::Exact => "licence_by_exact",
        LicenceMethod::Text => "licence_by_text",
        LicenceMethod::Notice => "licence_by_notice",
        LicenceMethod::Tag => "licence_by_tag",
        LicenceMethod::Manifest => "licence_by_manifest",
        LicenceMethod::Title => "licence_by_title",
        LicenceMethod::Statement => "licence_by_statement",
        LicenceMethod::Badge => "licence_by_badge",
        LicenceMethod::FileName => "licence_by_file_name",
        LicenceMethod::Forge => "licence_by_forge",
    }
}

/// The words for what a licence is given to, when the text says so.
fn given_to(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Project => None,
        Subject::Code => Some("licence_for_code"),
        Subject::Documentation => Some("licence_for_documentation"),
        Subject::Data => Some("licence_for_data"),
    }
}
