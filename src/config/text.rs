// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is valid in a value of a settings file, and the place of one that is not.

use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::value::Datetime;
use url::Url;

use crate::model::{Datasets, Declarations, Globs, ProfileId, printable};
use crate::opendata::{self, NoDataset};
use crate::rule::{FileError, Reason, Step, place};

use super::Chosen;

pub(super) type Checked<T> = Result<T, FileError>;

/// The text that errors point into.
pub(super) struct Text<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Text<'_> {
    pub(super) fn error(&self, span: &Range<usize>, reason: impl Into<Reason>) -> FileError {
        FileError::at(self.file, self.text, span, reason)
    }

    pub(super) fn filled(&self, value: &Spanned<String>, key: &str) -> Checked<String> {
        let text = value.get_ref().trim();
        if text.is_empty() {
            return Err(self.error(&value.span(), empty(key)));
        }
        Ok(text.to_owned())
    }

    /// A date without a time.
    pub(super) fn date(&self, date: &Spanned<Datetime>, key: &str) -> Checked<Date> {
        let written = date.get_ref();
        let plain = written.time.is_none() && written.offset.is_none();
        let read = plain.then(|| written.to_string().parse().ok()).flatten();
        read.ok_or_else(|| {
            let reason = Reason::said(
                format!("{key} doit être une date seule, comme 2027-06-30"),
                format!("{key} must be a plain date, such as 2027-06-30"),
            );
            self.error(&date.span(), reason)
        })
    }

    pub(super) fn profile(&self, profile: Option<&Spanned<String>>) -> Checked<Option<Chosen>> {
        profile
            .map(|one| {
                let id = ProfileId::new(one.get_ref()).map_err(|error| self.error(&one.span(), error))?;
                let FileError {
                    file, line, column, ..
                } = self.error(&one.span(), Reason::Reader(String::new()));
                Ok(Chosen {
                    id,
                    file,
                    line,
                    column,
                })
            })
            .transpose()
    }

    /// Patterns on names, each refused at its own place.
    pub(super) fn globs(&self, globs: &[Spanned<String>]) -> Checked<Globs> {
        for one in globs {
            if one.get_ref().trim().is_empty() {
                return Err(self.error(&one.span(), empty_pattern()));
            }
            Globs::new(vec![one.get_ref().clone()])
                .and_then(|globs| globs.compile())
                .map_err(|error| self.error(&one.span(), error))?;
        }
        let first = globs.first().map_or(0..0, Spanned::span);
        let all = globs.iter().map(|one| one.get_ref().clone()).collect();
        let refused = |error| self.error(&first, error);
        let all = Globs::new(all).map_err(refused)?;
        // Each may be small enough and all of them too large together.
        all.compile().map_err(refused)?;
        Ok(all)
    }

    /// Patterns on paths of the repository: those that no path can match are slips of the pen.
    pub(super) fn path_globs(&self, globs: &[Spanned<String>]) -> Checked<Globs> {
        for one in globs {
            if let Some(reason) = no_path(one.get_ref()) {
                return Err(self.error(&one.span(), reason));
            }
        }
        self.globs(globs)
    }

    /// What reports show as links, or ask of the portal.
    pub(super) fn declarations(
        &self,
        declared: Option<&Declarations>,
        way: &[Step<'_>],
    ) -> Checked<Declarations> {
        let Some(declared) = declared else {
            return Ok(Declarations::default());
        };
        let blame = |rest: &[Step<'_>], reason: Reason| {
            let way: Vec<_> = way.iter().chain(rest).copied().collect();
            self.error(&place(self.text, &way), reason)
        };
        let texts = [
            ("administration", declared.administration.as_deref()),
            ("reciprocity-reason", declared.reciprocity_reason.as_deref()),
        ];
        for (key, text) in texts {
            if text.is_some_and(|text| text.trim().is_empty()) {
                return Err(blame(&[Step::Key(key)], empty(key)));
            }
        }
        let upstream = declared.inherited_licence.as_ref();
        let web = declared.web_interface.as_ref();
        let addresses = [
            (
                ["inherited-licence", "upstream"],
                upstream.map(|one| one.upstream.as_str()),
            ),
            (["web-interface", "url"], web.and_then(|web| web.url.as_deref())),
        ];
        for ([table, key], address) in addresses {
            if let Some(reason) = address.and_then(no_address) {
                return Err(blame(&[Step::Key(table), Step::Key(key)], reason));
            }
        }
        let lists = [
            ("published-libraries", &declared.published_libraries),
            ("upstream-contributions", &declared.upstream_contributions),
        ];
        for (key, list) in lists {
            for (at, address) in list.iter().flatten().enumerate() {
                if let Some(reason) = no_address(address) {
                    return Err(blame(&[Step::Key(key), Step::Item(at)], reason));
                }
            }
        }
        if let Some((list, at, reason)) = declared.datasets.as_ref().and_then(wrong_dataset) {
            let way = [Step::Key("datasets"), Step::Key(list), Step::Item(at)];
            return Err(blame(&way, reason));
        }
        Ok(declared.clone())
    }
}

/// A value without a text in it.
fn empty(key: &str) -> Reason {
    Reason::said(
        format!("{key} ne doit pas être vide"),
        format!("{key} must not be empty"),
    )
}

fn empty_pattern() -> Reason {
    Reason::said(
        "un motif vide ne correspond à rien : retirez-le",
        "an empty pattern matches nothing: take it out",
    )
}

/// Why no path of a repository can match a pattern.
fn no_path(glob: &str) -> Option<Reason> {
    let text = glob.trim();
    let parts: Vec<&str> = text.split('/').collect();
    let drive = matches!(text.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    let absolute = parts.len() > 1 && parts[0].is_empty();
    if absolute || drive || parts.iter().any(|part| *part == "." || *part == "..") {
        return Some(Reason::said(
            format!(
                "« {glob} » ne correspond à aucun fichier : les chemins partent de la racine du dépôt, sans « / » au début, sans « . » ni « .. »"
            ),
            format!(
                "\"{glob}\" matches no file: paths start at the root of the repository, without \"/\" at the beginning, \".\" or \"..\""
            ),
        ));
    }
    let folder = text.strip_suffix('/')?;
    Some(Reason::said(
        format!("« {glob} » ne correspond à aucun fichier : pour tout un dossier, écrivez « {folder}/** »"),
        format!("\"{glob}\" matches no file: for a whole folder, write \"{folder}/**\""),
    ))
}

/// Whether a text is the whole address of a page of the web.
pub(super) fn is_web_address(text: &str) -> bool {
    let scheme = text.starts_with("https://") || text.starts_with("http://");
    let sound = !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c));
    scheme && sound && Url::parse(text).is_ok_and(|url| url.host_str().is_some_and(|host| !host.is_empty()))
}

/// Addresses are shown as links in reports: only whole ones of the web are accepted.
pub(super) fn no_address(text: &str) -> Option<Reason> {
    if text.trim().is_empty() {
        return Some(Reason::said(
            "une adresse ne doit pas être vide",
            "an address must not be empty",
        ));
    }
    (!is_web_address(text)).then(|| {
        Reason::said(
            format!("« {text} » n'est pas une adresse du web : écrivez-la en entier, comme https://exemple.gouv.fr"),
            format!("\"{text}\" is not a web address: it must begin with https:// and name a host, such as https://example.org"),
        )
    })
}

/// The first dataset that nobody can find, or that is in both lists.
fn wrong_dataset(datasets: &Datasets) -> Option<(&'static str, usize, Reason)> {
    let lists = [
        ("published", &datasets.published),
        ("consumed", &datasets.consumed),
    ];
    let mut published = Vec::new();
    for (list, all) in lists {
        for (at, text) in all.iter().enumerate() {
            let key = match opendata::declared(text) {
                Ok(key) => key,
                Err(error) => return Some((list, at, no_dataset(text, error))),
            };
            if list == "published" {
                published.push(key);
            } else if published.contains(&key) {
                let reason = Reason::said(
                    format!(
                        "« {text} » est aussi dans published : un jeu de données publié par l'équipe ne se met que là"
                    ),
                    format!("\"{text}\" is in published too: what the team publishes belongs there alone"),
                );
                return Some((list, at, reason));
            }
        }
    }
    None
}

fn no_dataset(text: &str, error: NoDataset) -> Reason {
    let french = match error {
        NoDataset::Nothing => {
            "ne désigne aucun jeu de données de data.gouv.fr : écrivez son nom court, son identifiant ou son adresse"
        }
        NoDataset::Other => {
            "est une adresse de data.gouv.fr, mais pas celle d'un jeu de données : écrivez l'adresse de la page du jeu"
        }
        NoDataset::Transport => {
            "est une adresse de transport.data.gouv.fr, dont data.gouv.fr ne connaît pas les noms : écrivez l'adresse du \
             même jeu sur data.gouv.fr"
        }
    };
    let text = printable(text, 200);
    Reason::said(format!("« {text} » {french}"), format!("\"{text}\" {error}"))
}

#[cfg(test)]
mod tests {
    use super::{is_web_address, no_path};

    #[test]
    fn only_whole_addresses_are_taken() {
        for (text, web) in [
            ("https://exemple.gouv.fr", true),
            ("http://exemple.gouv.fr/a?b#c", true),
            ("https://", false),
            ("https:// x", false),
            ("https://a b.fr", false),
            ("ftp://x", false),
            ("", false),
            ("javascript:x", false),
            ("exemple.gouv.fr", false),
        ] {
            assert_eq!(is_web_address(text), web, "{text}");
        }
    }

    #[test]
    fn patterns_that_no_path_can_match_are_known() {
        for (glob, known) in [
            ("/abs", true),
            ("../x", true),
            ("./x", true),
            ("a/../b", true),
            ("old/", true),
            ("C:/x", true),
            ("old/**", false),
            ("*.md", false),
            ("a..b/.c", false),
            (".github/**", false),
            ("**/", true),
        ] {
            assert_eq!(no_path(glob).is_some(), known, "{glob}");
        }
    }
}
