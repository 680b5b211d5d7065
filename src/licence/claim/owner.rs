// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whose work a sentence speaks of: the project's own, or someone else's.

use std::ops::Range;

use super::guard::Scene;
use super::subject::{self, Part};
use super::vocabulary::{DETERMINERS, KNOWN, MADE_FROM, OTHERS, OWN, SHOWING};

/// Words that make a noun before them a part of somebody's name: "the Apache Software Foundation".
const BODIES: &[&str] = &[
    "foundation",
    "fondation",
    "consortium",
    "institute",
    "conservancy",
    "alliance",
    "collective",
];

impl Scene<'_> {
    /// Whether the nearest thing before the grant is someone else's work.
    pub(super) fn is_others(&self, start: usize) -> bool {
        let first = self.from.min(start);
        let end = self.cue;
        let part = self.part();
        let mut own = None;
        let mut other = None;
        let mut depth = 0_usize;
        for at in first..end {
            let word = self.word(at);
            if depth == 0 && self.is_called_foreign(at) {
                other = Some(at);
            }
            match word {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            // What stands in brackets is said in passing.
            if self.named(at) || depth > 0 || part.contains(&at) {
                continue;
            }
            let known =
                KNOWN.contains(&word) && !(self.block.own && self.is_compound(at)) && !self.qualifies_own(at);
            if self.is_own(at) {
                own = Some(at);
            } else if !self.is_in_title(at)
                && (OTHERS.contains(&word) || known)
                && !self.is_own_noun(at)
                && !self.is_folder_of_contents(at)
                && !self.is_joined_picture(at)
            {
                other = Some(at);
            }
        }
        let Some(other) = other else {
            return self.is_foreign_data(first, end);
        };
        let after = own.is_some_and(|own| own > other);
        // "ce projet utilise X et est publié sous": the verb goes back to the first subject.
        let back = own.is_some() && self.goes_back(other, end);
        !(after || back) || self.is_foreign_data(first, end)
    }

    /// In a licence file, "code that was sourced from X": a part of what the file is for, up to the grant.
    pub(super) fn part(&self) -> Range<usize> {
        const TAKEN: &[&str] = &[
            "sourced", "taken", "derived", "copied", "borrowed", "imported", "adapted",
        ];
        let begins = |at: usize| {
            self.word(at) == "code"
                && (at + 1..at + 4)
                    .any(|next| TAKEN.contains(&self.word(next)) && self.word(next + 1) == "from")
        };
        let first = (self.from..self.cue).find(|at| begins(*at));
        match first.filter(|_| self.block.own) {
            Some(first) => first..self.cue,
            None => 0..0,
        }
    }

    /// "This Django app", "ce bundle Symfony": a name that tells what the project's own work is made for.
    fn qualifies_own(&self, at: usize) -> bool {
        const MADE: &[&str] = &[
            "app",
            "application",
            "bundle",
            "client",
            "code",
            "component",
            "composant",
            "crate",
            "extension",
            "gem",
            "image",
            "library",
            "bibliotheque",
            "librairie",
            "module",
            "outil",
            "package",
            "paquet",
            "plugin",
            "project",
            "projet",
            "service",
            "site",
            "software",
            "logiciel",
            "template",
            "theme",
            "tool",
            "wrapper",
        ];
        let own = |at: usize| MADE.contains(&self.word(at));
        let shown = |back: usize| {
            at.checked_sub(back)
                .is_some_and(|at| at >= self.from && SHOWING.contains(&self.word(at)))
        };
        (shown(1) && own(at + 1)) || (shown(2) && own(at - 1))
    }

    /// Whether a word is a piece of a longer name: the `linux` of `linux-raw-sys`.
    fn is_compound(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let text = &self.block.text;
        text[token.at.end..].starts_with(['-', '_']) || text[..token.at.start].ends_with(['-', '_'])
    }

    /// Whether the title of the document stands at a word: a project may be named after the works that it brings together.
    fn is_title(&self, at: usize) -> bool {
        let title = &self.block.title;
        !title.is_empty()
            && title
                .iter()
                .enumerate()
                .all(|(offset, word)| self.word(at + offset) == word)
    }

    /// Whether a word stands in the title where it is repeated.
    fn is_in_title(&self, at: usize) -> bool {
        let length = self.block.title.len();
        (at.saturating_sub(length.saturating_sub(1))..=at)
            .any(|first| first + length > at && self.is_title(first))
    }

    /// A determiner and a noun that show the project's own work.
    fn is_own(&self, at: usize) -> bool {
        let word = self.word(at);
        if self.is_title(at) || self.goes_back_to_own(at) {
            return true;
        }
        if !DETERMINERS.contains(&word) {
            return matches!(word, "we" | "nous") && at < self.cue;
        }
        let showing = SHOWING.contains(&word);
        // "developed by the Apache Software Foundation": who made something is not what is licensed.
        let agent = at > self.from && matches!(self.word(at - 1), "by" | "par");
        if !showing && (agent || self.is_source_of_another(at)) {
            return false;
        }
        let near = (at + 1..(at + 4).min(self.cue + 1)).find(|next| OWN.contains(&self.word(*next)));
        let between = near.is_some_and(|near| {
            (at + 1..near).all(|next| {
                !OTHERS.contains(&self.word(next)) && !matches!(self.word(next), "de" | "of" | "," | "des")
            })
        });
        // "le module X", "la bibliothèque X": a noun that others' works have too needs "ce".
        let noun = near.map_or("", |near| self.word(near));
        let shared = matches!(
            noun,
            "bibliotheque"
                | "library"
                | "librairie"
                | "module"
                | "plugin"
                | "bundle"
                | "extension"
                | "package"
                | "paquet"
                | "framework"
                | "composant"
                | "dossier"
                | "folder"
                | "directory"
                | "repertoire"
                | "component"
                | "theme"
                | "template"
                | "file"
                | "fichier"
                | "fichiers"
                | "files"
                | "base"
                | "modele"
                | "model"
                | "outil"
                | "tool"
                | "service"
                | "script"
                | "logiciel"
                | "api"
                | "plateforme"
        );
        let of_known = near.is_some_and(|near| {
            (near + 1..(near + 4).min(self.cue)).any(|next| KNOWN.contains(&self.word(next)))
        });
        let of_body = near.is_some_and(|near| BODIES.contains(&self.word(near + 1)));
        between && !of_known && !of_body && (showing || !shared || self.ends_noun(near))
    }

    /// "Inspirée du guide de X", "adapted from the documentation of X": what something was made from.
    fn is_source_of_another(&self, at: usize) -> bool {
        let link = usize::from(matches!(
            self.word(at.wrapping_sub(1)),
            "de" | "from" | "of" | "on"
        ));
        at.checked_sub(1 + link)
            .is_some_and(|before| before >= self.from && MADE_FROM.contains(&self.word(before)))
    }

    /// "Bien que ce projet utilise X, son code est": the main clause goes back to the first subject.
    fn goes_back_to_own(&self, at: usize) -> bool {
        matches!(self.word(at), "son" | "sa" | "ses" | "its")
            && at > self.from
            && self.word(at - 1) == ","
            && OWN.contains(&self.word(at + 1))
            && matches!(
                self.word(self.from),
                "bien" | "quoique" | "although" | "though" | "even" | "while"
            )
            && (self.from..at).any(|before| SHOWING.contains(&self.word(before)))
    }

    /// Whether a verb or the grant follows a noun: "la bibliothèque est", not "la bibliothèque X est".
    fn ends_noun(&self, near: Option<usize>) -> bool {
        near.is_some_and(|near| {
            near + 1 >= self.cue
                || matches!(
                    self.word(near + 1),
                    "est"
                        | "sont"
                        | "is"
                        | "are"
                        | ","
                        | "of"
                        | "du"
                        | "de"
                        | "in"
                        | "dans"
                        | "may"
                        | "distribue"
                        | "publie"
                )
        })
    }

    /// Whether a word that brings in others stands in "this plugin", "ce module".
    fn is_own_noun(&self, at: usize) -> bool {
        let own = OWN.contains(&self.word(at));
        let before = (1..=2).filter_map(|back| at.checked_sub(back)).any(|at| {
            SHOWING.contains(&self.word(at))
                || (DETERMINERS.contains(&self.word(at)) && self.ends_noun(Some(at + 1)))
        });
        let genitive = matches!(self.word(at), "from" | "via" | "its" | "son" | "sa" | "ses") && own;
        (own && before) || genitive || (self.word(at) == "issue" && self.word(at + 1) == "tracker")
    }

    /// "le dossier data/", "the docs folder": by its name it holds the project's own data or texts.
    fn is_folder_of_contents(&self, at: usize) -> bool {
        let holds = |at: usize| {
            let part = subject::of(self.word(at));
            matches!(part, Some(Part::Data | Part::Documentation))
        };
        let next = if self.word(at + 1) == "«" { at + 2 } else { at + 1 };
        let before = match at.checked_sub(1) {
            Some(one) if self.word(one) == "/" => one.checked_sub(1),
            one => one,
        };
        matches!(self.word(at), "dossier" | "folder" | "directory" | "repertoire")
            && (holds(next) || before.is_some_and(holds))
    }

    /// "Les images et logos": pictures beside others of the project.
    fn is_joined_picture(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "logo" | "logos" | "icon" | "icons" | "icone" | "icones" | "pictogrammes"
        ) && at >= 2
            && matches!(self.word(at - 1), "et" | "and")
            && matches!(subject::of(self.word(at - 2)), Some(Part::Documentation))
    }

    /// Whether the verb of the grant goes back over a phrase to the first subject.
    fn goes_back(&self, other: usize, end: usize) -> bool {
        let verb = |at: usize| matches!(self.word(at), "est" | "sont" | "is" | "are" | "reste" | "remains");
        let grants = |at: usize| {
            matches!(
                self.word(at),
                "publie"
                    | "distribue"
                    | "released"
                    | "distributed"
                    | "published"
                    | "licensed"
                    | "diffuse"
                    | "place"
                    | "soumis"
            )
        };
        (other + 1..end.min(self.tokens.len())).any(|at| {
            let joins = matches!(self.word(at), "et" | "and" | ",");
            joins && (verb(at + 1) || (self.word(at) != "," && grants(at + 1)))
        })
    }

    /// "les données de l'INSEE": data that the words give to someone else.
    fn is_foreign_data(&self, start: usize, end: usize) -> bool {
        const LINKS: &[&str] = &["de", "du", "des", "d", "from", "by", "par", "of"];
        const SKIPPED: &[&str] = &[
            "l", "la", "le", "les", "the", "ce", "cette", "ces", "this", "our", "notre", "nos",
        ];
        let noun = (start..end).rev().find(|at| {
            matches!(
                self.word(*at),
                "donnees"
                    | "data"
                    | "dataset"
                    | "datasets"
                    | "jeu"
                    | "jeux"
                    | "images"
                    | "photos"
                    | "base"
                    | "tiles"
                    | "tuiles"
            ) && !self.named(*at)
        });
        let Some(noun) = noun else { return false };
        if noun > start
            && matches!(
                self.word(noun - 1),
                "nos" | "notre" | "our" | "ces" | "these" | "ce" | "this"
            )
        {
            return false;
        }
        for at in (noun + 1..end).filter(|at| !self.named(*at)) {
            let word = self.word(at);
            if LINKS.contains(&word) {
                let mut next = at + 1;
                while SKIPPED.contains(&self.word(next)) {
                    next += 1;
                }
                let target = self.word(next);
                if next < end
                    && target != "donnees"
                    && target != "data"
                    && !OWN.contains(&target)
                    && !is_inner(target)
                {
                    return true;
                }
            }
        }
        // "OpenStreetMap data".
        noun > start && KNOWN.contains(&self.word(noun - 1))
    }
}

/// Words after "données de" that are no one.
fn is_inner(word: &str) -> bool {
    matches!(
        word,
        "" | "test"
            | "tests"
            | "reference"
            | "exemple"
            | "nous"
            | "equipe"
            | "demonstration"
            | "sortie"
            | "resultats"
            | "us"
            | "team"
            | "referentiel"
            | "cartographie"
            | "recensement"
            | "defaut"
            | "default"
            | "production"
    )
}
