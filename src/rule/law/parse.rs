// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The files of `rules/law/`, read and validated.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Answer, Cell, Effect, Entry, Law, LawFile, Status};
use crate::model::{Localized, Subject};
use crate::rule::parse::{Source, date};
use crate::rule::toml_error::{FileError, Reason, parse_toml};

/// A file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    version: String,
    #[serde(deserialize_with = "date")]
    updated: Date,
    /// What holds for each licence of the file that does not say otherwise.
    status: Option<Status>,
    subjects: Option<Vec<RawSubject>>,
    article: Option<String>,
    source: Option<Spanned<String>>,
    #[serde(default)]
    sources: BTreeMap<String, Source>,
    #[serde(default)]
    licence: Vec<Spanned<RawLicence>>,
    #[serde(default)]
    cell: Vec<Spanned<RawCell>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLicence {
    id: Spanned<String>,
    effect: Option<Effect>,
    subjects: Option<Vec<RawSubject>>,
    article: Option<String>,
    source: Option<Spanned<String>>,
    #[serde(default, deserialize_with = "some_date")]
    until: Option<Date>,
    scope: Option<Localized>,
    note: Option<Localized>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCell {
    from: Vec<Spanned<String>>,
    into: Vec<Spanned<String>>,
    answer: Answer,
    #[serde(default, rename = "copies-only")]
    copies_only: bool,
    source: Spanned<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawSubject {
    Code,
    Documentation,
    Data,
}

fn some_date<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    date(from).map(Some)
}

/// A file with its name, for errors with a place.
struct Reader<'a> {
    shown: &'a str,
    text: &'a str,
    raw: &'a RawFile,
}

impl Law {
    /// Adds one file; `name` is its name without `.toml`.
    ///
    /// # Errors
    /// When the text is not a file of the law, at the line and column of the fault.
    pub(in crate::rule) fn add(&mut self, name: &str, shown: &str, text: &str) -> Result<(), FileError> {
        let raw: RawFile = parse_toml(shown, text)?;
        let reader = Reader {
            shown,
            text,
            raw: &raw,
        };
        for licence in &raw.licence {
            let entry = reader.entry(licence)?;
            if self
                .entries
                .iter()
                .any(|known| known.id == entry.id && known.status == entry.status && overlap(known, &entry))
            {
                let id = &entry.id;
                let reason = Reason::said(
                    format!("« {id} » est déjà là avec le même statut"),
                    format!("\"{id}\" is already there with the same status"),
                );
                return Err(reader.blame(&licence.get_ref().id, reason));
            }
            self.entries.push(entry);
        }
        for cell in &raw.cell {
            let cell = cell.get_ref();
            self.cells.push(Cell {
                from: reader.ids(&cell.from)?,
                into: reader.ids(&cell.into)?,
                answer: cell.answer,
                copies_only: cell.copies_only,
                source: reader.source(&cell.source)?,
            });
        }
        self.files.push(LawFile {
            name: name.to_owned(),
            version: raw.version.clone(),
            updated: raw.updated,
        });
        Ok(())
    }
}

fn overlap(a: &Entry, b: &Entry) -> bool {
    a.subjects.iter().any(|subject| b.subjects.contains(subject))
}

impl Reader<'_> {
    fn blame<T>(&self, at: &Spanned<T>, reason: impl Into<Reason>) -> FileError {
        FileError::at(self.shown, self.text, &at.span(), reason)
    }

    fn entry(&self, licence: &Spanned<RawLicence>) -> Result<Entry, FileError> {
        let lacks = |what: &str| {
            let reason = Reason::said(
                format!("{what} manque ici et en tête du fichier"),
                format!("{what} is missing here and at the top of the file"),
            );
            self.blame(licence, reason)
        };
        let raw = licence.get_ref();
        let status = self.raw.status.ok_or_else(|| lacks("`status`"))?;
        let homologated = status == Status::Homologated;
        if homologated != raw.until.is_some() || homologated != raw.scope.is_some() {
            let reason = Reason::said(
                "une licence homologuée a `until` et `scope`, et aucune autre licence ne les a",
                "a homologated licence has `until` and `scope`, and no other licence has",
            );
            return Err(self.blame(licence, reason));
        }
        let subjects = raw.subjects.as_ref().or(self.raw.subjects.as_ref());
        let subjects = subjects.ok_or_else(|| lacks("`subjects`"))?;
        // No article speaks of what it does not name.
        let named = matches!(status, Status::Listed | Status::Homologated);
        let article = raw.article.as_ref().or(self.raw.article.as_ref());
        let source = raw.source.as_ref().or(self.raw.source.as_ref());
        Ok(Entry {
            id: self.id(&raw.id)?,
            status,
            subjects: subjects.iter().map(|subject| (*subject).into()).collect(),
            effect: raw.effect,
            until: raw.until,
            scope: raw.scope.clone(),
            note: raw.note.clone(),
            article: match article.filter(|_| named) {
                None if named => return Err(lacks("`article`")),
                article => article.cloned(),
            },
            source: self.source(source.ok_or_else(|| lacks("`source`"))?)?,
        })
    }

    fn source(&self, name: &Spanned<String>) -> Result<Source, FileError> {
        self.raw.sources.get(name.get_ref()).cloned().ok_or_else(|| {
            let table = name.get_ref();
            let reason = Reason::said(
                format!("il n'y a pas de [sources.{table}] dans ce fichier"),
                format!("there is no [sources.{table}] in this file"),
            );
            self.blame(name, reason)
        })
    }

    fn ids(&self, ids: &[Spanned<String>]) -> Result<Vec<String>, FileError> {
        ids.iter().map(|id| self.id(id)).collect()
    }

    /// An identifier that is in the SPDX list and not deprecated, or a `LicenseRef-`.
    fn id(&self, id: &Spanned<String>) -> Result<String, FileError> {
        let name = id.get_ref();
        let known = match name.strip_prefix("LicenseRef-") {
            Some(own) => {
                !own.is_empty()
                    && own
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
            }
            None => spdx::license_id(name).is_some_and(|known| known.name == name && !known.is_deprecated()),
        };
        if known {
            Ok(name.clone())
        } else {
            let reason = Reason::said(
                format!("« {name} » n'est ni dans la liste SPDX, ni une LicenseRef-"),
                format!("\"{name}\" is neither in the SPDX list nor a LicenseRef-"),
            );
            Err(self.blame(id, reason))
        }
    }
}

impl From<RawSubject> for Subject {
    fn from(subject: RawSubject) -> Self {
        match subject {
            RawSubject::Code => Self::Code,
            RawSubject::Documentation => Self::Documentation,
            RawSubject::Data => Self::Data,
        }
    }
}
