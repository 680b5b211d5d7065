// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The places inside a document that a link can name.
//!
//! The forges make a name from each heading: lower case, without signs, spaces turned to hyphens. GitHub keeps a
//! hyphen for each space, GitLab (`Gitlab::Utils::Markdown.string_to_anchor`) one for a run of them; a name that comes again gets a number. Other
//! tools (Sphinx, `MkDocs`, Asciidoctor) make other names: for their markups, names that differ in signs and accents only are
//! taken for the same.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization as _;

use crate::model::fold;

use super::Format;

/// The names of places in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors {
    /// As the forges make them, in lower case.
    exact: BTreeSet<String>,
    /// Without signs, accents and numbers at the end, for tools that make other names.
    loose: BTreeSet<String>,
    /// Names of headings with pictures, tags or runs of spaces, without their hyphens: forges keep a hyphen for what
    /// they leave out, and how many is theirs to say.
    bent: BTreeSet<String>,
    /// Whether a forge makes the names of this markup by the rules above.
    by_forge: bool,
}

impl Anchors {
    /// The names that a document gives itself, and those of its headings in order, each with the name that `{#name}`
    /// behind it gives and whether it holds more than words.
    pub(super) fn of<'a>(
        format: Format,
        named: &[String],
        headings: impl Iterator<Item = (&'a str, &'a str, bool)>,
    ) -> Self {
        let mut exact: BTreeSet<String> = named.iter().map(|name| key(name)).collect();
        let mut alike: BTreeSet<String> = named.iter().map(|name| loose(name)).collect();
        let mut used: [BTreeMap<String, usize>; 2] = Default::default();
        let mut bent = BTreeSet::new();
        for (heading, given, more) in headings {
            alike.insert(loose(heading));
            // To a forge a given name is the last words of the heading.
            let whole = if given.is_empty() {
                heading.to_owned()
            } else {
                alike.insert(loose(given));
                format!("{heading} {given}")
            };
            let heading = &*whole;
            if more {
                bent.insert(joined(&github(heading)));
            }
            for (slug, used) in [github(heading), gitlab(heading)].into_iter().zip(&mut used) {
                let count = used.entry(slug.clone()).or_default();
                exact.insert(match *count {
                    0 => slug,
                    count => format!("{slug}-{count}"),
                });
                *count += 1;
            }
        }
        Self {
            exact,
            loose: alike,
            bent,
            by_forge: format == Format::Markdown,
        }
    }

    /// Whether a fragment (what follows `#`, percent-encoded or not) names a place, as a forge shows the
    /// document.
    #[must_use]
    pub fn has(&self, fragment: &str) -> bool {
        let key = key(fragment);
        self.exact.contains(&key)
            || self.bent.contains(&joined(&key))
            || !self.by_forge && self.may_have(fragment)
    }

    /// Whether a fragment may name a place when another tool makes a page of the document: signs, accents and
    /// numbers at the end do not matter.
    #[must_use]
    pub fn may_have(&self, fragment: &str) -> bool {
        self.loose.contains(&loose(&key(fragment)))
    }
}

/// A name without its hyphens.
fn joined(name: &str) -> String {
    name.replace('-', "")
}

/// A name without signs, accents and the number of a name that comes again.
fn loose(name: &str) -> String {
    let folded = fold(name);
    folded
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
        .to_owned()
}

/// A name in the form in which names are compared: decoded, composed, in lower case, without the prefix that GitHub and
/// GitLab put before names and without the marks that choose the look of an emoji.
fn key(name: &str) -> String {
    let decoded = percent_decode_str(name).decode_utf8_lossy();
    let lower: String = decoded
        .nfc()
        .filter(|c| !is_joiner(*c))
        .collect::<String>()
        .to_lowercase();
    match lower.strip_prefix("user-content-") {
        Some(rest) => rest.to_owned(),
        None => lower,
    }
}

/// Variation selectors and the zero-width joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{200d}')
}

/// GitHub's name of a heading.
fn github(heading: &str) -> String {
    heading
        .trim()
        .nfc()
        .filter(|c| {
            (c.is_alphanumeric() && !is_other_number(*c)) || matches!(c, ' ' | '-' | '_') || is_mark(*c)
        })
        .map(|c| if c == ' ' { '-' } else { c })
        .collect::<String>()
        .to_lowercase()
}

/// GitLab's name of a heading.
fn gitlab(heading: &str) -> String {
    let mut name = String::new();
    for c in github(heading).chars() {
        if c != '-' || !name.ends_with('-') {
            name.push(c);
        }
    }
    if !name.is_empty() && name.chars().all(|c| c.is_ascii_digit()) {
        name.insert_str(0, "anchor-");
    }
    name
}

/// Powers, indices, fractions and numbers in circles (general category No), which the forges leave out.
fn is_other_number(c: char) -> bool {
    matches!(c,
        '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2080}'..='\u{2089}'
        | '\u{2150}'..='\u{215f}' | '\u{2189}' | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}'
        | '\u{2776}'..='\u{2793}')
}

/// Marks that stay in names; those that choose the look of an emoji are left out on both sides.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !is_joiner(c)
}

#[cfg(test)]
mod tests {
    use super::{Anchors, Format, github, gitlab};

    #[test]
    fn headings_have_the_names_that_forges_give_them() {
        for (heading, on_github, on_gitlab) in [
            ("Installation", "installation", "installation"),
            ("1. Démarrage rapide", "1-démarrage-rapide", "1-démarrage-rapide"),
            ("🚀 Getting started", "-getting-started", "-getting-started"),
            ("⚙\u{fe0f} Config", "-config", "-config"),
            ("API & CLI", "api--cli", "api-cli"),
            ("`npm run dev`", "npm-run-dev", "npm-run-dev"),
            ("L'outil : à_quoi ?", "loutil--à_quoi-", "loutil-à_quoi-"),
            ("2024", "2024", "anchor-2024"),
            (
                "Émissions de CO₂ au m²",
                "émissions-de-co-au-m",
                "émissions-de-co-au-m",
            ),
        ] {
            assert_eq!((&*github(heading), &*gitlab(heading)), (on_github, on_gitlab));
        }
    }

    #[test]
    fn fragments_find_their_place() {
        let headings = ["Usage", "Usage", "Présentation", "Mode d’emploi"];
        let anchors = Anchors::of(
            Format::Markdown,
            &["haut".to_owned()],
            headings.into_iter().map(|text| (text, "", false)),
        );
        for fragment in [
            "usage",
            "usage-1",
            "Usage",
            "user-content-usage",
            "pr%C3%A9sentation",
            "pre\u{301}sentation",
            "haut",
            "mode-demploi",
        ] {
            assert!(anchors.has(fragment), "{fragment}");
        }
        for fragment in ["usage-2", "presentation", "mode-d-emploi"] {
            assert!(!anchors.has(fragment), "{fragment}");
        }
        assert!(anchors.may_have("presentation"));
        assert!(!anchors.may_have("contact"));
        let rst = Anchors::of(Format::Rst, &[], [("Démarrage rapide", "", false)].into_iter());
        let pictured = Anchors::of(
            Format::Markdown,
            &[],
            [("Usage", "", true), ("Contact", "", false)].into_iter(),
        );
        let given = Anchors::of(Format::Markdown, &[], [("Titre", "mon-id", false)].into_iter());
        assert!(given.has("titre-mon-id") && !given.has("titre") && !given.has("mon-id"));
        assert!(given.may_have("mon-id"));
        assert!(pictured.has("-usage") && pictured.has("usage") && !pictured.has("-contact"));
        assert!(rst.has("demarrage-rapide") && rst.has("_demarrage_rapide"));
    }
}
