// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The fixed words of reports, from `report-templates/strings.<lang>.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::embedded::EMBEDDED_TEMPLATES;
use super::wording::{self, typeset};
use crate::model::Lang;
use crate::rule::{FileError, parse_toml};

/// The words of one language, by key.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    lang: Lang,
    words: BTreeMap<String, String>,
}

static FRENCH: LazyLock<Strings> = LazyLock::new(|| embedded(Lang::Fr));
static ENGLISH: LazyLock<Strings> = LazyLock::new(|| embedded(Lang::En));

fn embedded(lang: Lang) -> Strings {
    let name = Strings::file(lang);
    let text = EMBEDDED_TEMPLATES.iter().find(|(path, _)| *path == name);
    // The files are part of the program and tested: a key that lacks shows its name.
    text.and_then(|(path, text)| Strings::parse(lang, path, text).ok())
        .unwrap_or_default()
}

impl Strings {
    /// The words that the program carries.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FRENCH,
            Lang::En => &ENGLISH,
        }
    }

    /// The name of the file of a language.
    #[must_use]
    pub fn file(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "strings.fr.toml",
            Lang::En => "strings.en.toml",
        }
    }

    /// Reads a file of words. `shown` is the name that errors bear.
    ///
    /// # Errors
    /// When the text is not a table of texts.
    pub fn parse(lang: Lang, shown: &str, text: &str) -> Result<Self, FileError> {
        let raw: BTreeMap<String, String> = parse_toml(shown, text)?;
        let words = raw.into_iter().map(|(key, text)| (key, typeset(lang, &text)));
        Ok(Self {
            lang,
            words: words.collect(),
        })
    }

    /// These words, with those of another file in place of their namesakes.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.words.extend(other.words);
        self
    }

    /// The text of a key, or the key itself when it lacks.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The text of a key whose `{n}` is a number, in the singular (`key_one`) or the plural (`key_many`).
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = if wording::is_one(self.lang, n) {
            "one"
        } else {
            "many"
        };
        self.get(&format!("{key}_{form}")).replace("{n}", &n.to_string())
    }

    /// Every key with its text.
    #[must_use]
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.words
    }
}
