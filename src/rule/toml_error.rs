// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of TOML files, at the exact line and column.

use std::fmt;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::toml_words::plain;
use crate::model::{IdError, Localized, ValueError};

/// What is wrong in a file and what to do, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What the reader of TOML says, in English.
    Reader(String),
    /// A value that has no meaning.
    Value(Box<ValueError>),
    /// A name that is no identifier.
    Id(IdError),
    /// What only this kind of file knows, in both languages.
    Said(Box<Localized>),
}

impl Reason {
    /// A sentence in both languages.
    #[must_use]
    pub fn said(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Said(Box::new(Localized {
            fr: fr.into(),
            en: en.into(),
        }))
    }
}

/// In English, as every error of the library.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reader(words) => f.write_str(words),
            Self::Value(error) => error.fmt(f),
            Self::Id(error) => error.fmt(f),
            Self::Said(both) => f.write_str(&both.en),
        }
    }
}

impl From<ValueError> for Reason {
    fn from(error: ValueError) -> Self {
        Self::Value(Box::new(error))
    }
}

impl From<IdError> for Reason {
    fn from(error: IdError) -> Self {
        Self::Id(error)
    }
}

/// A file that cannot be used, and the place that says why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {reason}")]
pub struct FileError {
    /// The file's name as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub reason: Reason,
}

impl FileError {
    /// An error at a range of bytes of the text.
    #[must_use]
    pub fn at(file: &str, text: &str, span: &Range<usize>, reason: impl Into<Reason>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        // Editors do not count the mark that a file may begin with.
        let mark = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let line_start = before.rfind('\n').map_or(mark.min(before.len()), |at| at + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            reason: reason.into(),
        }
    }

    /// An error of the file as a whole.
    #[must_use]
    pub fn whole(file: &str, reason: impl Into<Reason>) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            reason: reason.into(),
        }
    }
}

/// One step on the way to a value of a TOML document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'k> {
    /// The value of a key in a table.
    Key(&'k str),
    /// An item of a list, from 0.
    Item(usize),
    /// The key itself, and not its value: the end of a way.
    Name(&'k str),
}

/// Where the value at the end of a way stands in a TOML document: as far as the way leads.
#[must_use]
pub fn place(text: &str, way: &[Step<'_>]) -> Range<usize> {
    let Ok(document) = DeTable::parse(text) else {
        return 0..0;
    };
    let mut found = document.span();
    let Some((first, rest)) = way.split_first() else {
        return found;
    };
    let Some((span, mut value)) = entry(document.get_ref(), *first) else {
        return 0..0;
    };
    found = span;
    for step in rest {
        let next = match (value.map(Spanned::get_ref), *step) {
            (Some(DeValue::Table(table)), step) => entry(table, step),
            (Some(DeValue::Array(items)), Step::Item(at)) => {
                items.get(at).map(|item| (item.span(), Some(item)))
            }
            _ => None,
        };
        let Some((span, deeper)) = next else { break };
        (found, value) = (span, deeper);
    }
    found
}

/// What a step leads to in a table: its place, and its value unless the step ends at the key.
fn entry<'t, 'd>(
    table: &'t DeTable<'d>,
    step: Step<'_>,
) -> Option<(Range<usize>, Option<&'t Spanned<DeValue<'d>>>)> {
    let (wanted, ends) = match step {
        Step::Key(name) => (name, false),
        Step::Name(name) => (name, true),
        Step::Item(_) => return None,
    };
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == wanted)?;
    Some(if ends {
        (key.span(), None)
    } else {
        (value.span(), Some(value))
    })
}

/// Every text of a TOML document with its place, keys included, in the order of the document.
#[must_use]
pub fn texts(text: &str) -> Vec<(Range<usize>, String)> {
    fn gather(value: &Spanned<DeValue<'_>>, found: &mut Vec<(Range<usize>, String)>) {
        match value.get_ref() {
            DeValue::String(text) => found.push((value.span(), text.to_string())),
            DeValue::Array(items) => items.iter().for_each(|item| gather(item, found)),
            DeValue::Table(table) => of(table, found),
            _ => {}
        }
    }
    fn of(table: &DeTable<'_>, found: &mut Vec<(Range<usize>, String)>) {
        for (key, value) in table {
            found.push((key.span(), key.get_ref().to_string()));
            gather(value, found);
        }
    }
    let mut found = Vec::new();
    if let Ok(document) = DeTable::parse(text) {
        of(document.get_ref(), &mut found);
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// Reads a TOML text into a type.
///
/// # Errors
/// When the text is not TOML or not of the type's shape, at the place of the fault.
pub fn parse_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, FileError> {
    toml::from_str(text).map_err(|error| {
        let words = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = Reason::Reader(plain(&words));
        FileError::at(file, text, &error.span().unwrap_or(0..0), reason)
    })
}

#[cfg(test)]
mod tests {
    use super::Step::{Item, Key, Name};
    use super::{FileError, Reason, place, texts};

    #[test]
    fn a_way_leads_to_its_place_whatever_else_holds_the_same_text() {
        let text = "a = \"x\"\nb = [\n  \"y\",\n  \"x\",\n]\n[[c]]\nd = { e = \"\" }\n[[c]]\nd.e = \"x\"\n";
        let shown = |way: &[_]| &text[place(text, way)];
        assert_eq!(shown(&[Key("b"), Item(1)]), "\"x\"");
        assert_eq!(
            place(text, &[Key("b"), Item(1)]).start,
            text.find("  \"x\"").unwrap() + 2
        );
        assert_eq!(shown(&[Key("c"), Item(0), Key("d"), Key("e")]), "\"\"");
        assert_eq!(
            place(text, &[Key("c"), Item(1), Key("d"), Key("e")]).start,
            text.rfind("\"x\"").unwrap()
        );
        assert_eq!(shown(&[Name("b")]), "b");
        assert_eq!(shown(&[Key("c"), Item(0), Key("d"), Name("e")]), "e");
        // As far as the way leads.
        assert_eq!(shown(&[Key("b"), Item(7)]), shown(&[Key("b")]));
        assert_eq!(place(text, &[Key("z")]), 0..0);
        assert_eq!(place("no toml", &[Key("z")]), 0..0);
    }

    #[test]
    fn a_mark_at_the_beginning_is_no_column() {
        let text = "\u{feff}a = 1";
        let error = FileError::at("f", text, &place(text, &[Key("a")]), Reason::said("", ""));
        assert_eq!((error.line, error.column), (1, 5));
        let error = FileError::at("f", text, &(0..0), Reason::said("", ""));
        assert_eq!((error.line, error.column), (1, 1));
    }

    #[test]
    fn texts_come_in_the_order_of_the_document() {
        let found: Vec<_> = texts("b = [\"1\"]\na = { c = \"2\" }")
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(found, ["b", "1", "a", "c", "2"]);
    }
}
