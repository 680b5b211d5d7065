// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that turn a sentence about a licence into something else than a grant: negation, doubt, history,
//! plans, advice, and works of others.

use std::ops::Range;

use super::prose::Block;
use super::subject::{self, Part};
use super::token::Token;
use super::vocabulary::{
    DETERMINERS, DOUBT, EXCEPT, EXCEPTIONS, HISTORY, KNOWN, NEGATION, NOW, OTHERS, OWN, SHOWING,
};
use super::wordlist::Words;
use crate::licence::text::{ALLOWING, RESTRICTIONS};

/// The sentence around a name.
pub(super) struct Scene<'t> {
    /// The block that the sentence stands in.
    pub(super) block: &'t Block,
    /// The tokens of the sentence.
    pub(super) tokens: &'t [Token],
    /// Where the words that grant begin.
    pub(super) cue: usize,
    /// Where the name begins and ends.
    pub(super) name: (usize, usize),
    /// Where the previous grant of the sentence ended.
    pub(super) from: usize,
    /// The tokens of names.
    pub(super) names: &'t [(usize, usize)],
}

impl Scene<'_> {
    /// Whether a name with a capital stands before the grant, and neither a noun of the project nor of its parts.
    pub(super) fn names_a_work(&self) -> bool {
        let before = self.from..self.cue;
        let own = before.clone().any(|at| {
            OWN.contains(self.word(at))
                || subject::of(self.word(at)).is_some()
                || SHOWING.contains(&self.word(at))
        });
        let capital = before
            .filter(|at| !self.named(*at) && self.word(*at) != "license" && self.word(*at) != "licenses")
            .any(|at| {
                let written = &self.block.text[self.tokens[at].at.clone()];
                let verb = matches!(
                    self.word(at),
                    "released"
                        | "licensed"
                        | "distributed"
                        | "published"
                        | "publie"
                        | "distribue"
                        | "place"
                        | "diffuse"
                        | "available"
                        | "sous"
                );
                written.len() > 1 && written.starts_with(char::is_uppercase) && !verb
            });
        capital && !own
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    fn named(&self, at: usize) -> bool {
        self.names.iter().any(|(start, end)| (*start..*end).contains(&at))
    }

    /// Whether the sentence grants, as far as its other words tell.
    /// A notice speaks of the file that it stands in.
    pub(super) fn is_grant(&self, notice: bool) -> bool {
        let start = self.start();
        let end = self.end();
        !self.is_question() && !self.is_denied(start, end) && (notice || !self.is_others(start))
    }

    /// Where what is said of this name begins: after the previous grant, a contrast or "now".
    fn start(&self) -> usize {
        (self.from..self.cue)
            .rev()
            .find(|at| NOW.contains(&self.word(*at)) || self.word(*at) == ";")
            .map_or(self.from, |at| at + 1)
    }

    /// Where the clause of the name ends.
    fn end(&self) -> usize {
        (self.name.1..self.tokens.len())
            .find(|at| {
                matches!(
                    self.word(*at),
                    "," | ";" | ":" | "(" | "|" | "–" | "·" | "but" | "mais" | "except"
                )
            })
            .unwrap_or(self.tokens.len())
    }

    fn is_question(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.word == "?")
    }

    fn is_denied(&self, start: usize, end: usize) -> bool {
        let part = self.part();
        let mut at = start;
        let mut excepted = false;
        while at < end {
            let word = self.word(at);
            if self.named(at) || part.contains(&at) {
                at += 1;
                continue;
            }
            if let Some(phrase) = EXCEPTIONS.iter().find(|phrase| self.says(at, phrase)) {
                at += phrase.len();
                while at < self.cue && !matches!(self.word(at), ",") && at < start + 12 {
                    at += 1;
                }
                continue;
            }
            if EXCEPT.contains(&word) && at < self.cue {
                excepted = true;
            }
            if word == "," {
                excepted = false;
            }
            let listed = |list: &Words| list.contains(word);
            if (listed(&NEGATION) && !self.is_harmless_negation(at)) || listed(&DOUBT) || listed(&HISTORY) {
                let notice = self.is_notice_word(at);
                if !notice {
                    return true;
                }
            }
            at += 1;
        }
        excepted || self.is_modified(end) || self.is_restricted()
    }

    /// "for non-commercial use only": another licence, that has no name. What is said of data or texts behind the name
    /// does not touch it.
    fn is_restricted(&self) -> bool {
        let other = (self.name.1..self.tokens.len()).find(|at| {
            matches!(
                subject::of(self.word(*at)),
                Some(Part::Data | Part::Documentation | Part::Contents)
            )
        });
        (self.from..other.unwrap_or(self.tokens.len())).any(|at| {
            let phrase = RESTRICTIONS.iter().any(|phrase| self.says(at, phrase));
            let allowed = (at.saturating_sub(3)..at).any(|before| ALLOWING.contains(&self.word(before)));
            phrase && !allowed && !self.named(at)
        })
    }

    /// "with the following modification": another licence, that has no name.
    fn is_modified(&self, end: usize) -> bool {
        let near = (self.name.1..end.min(self.name.1 + 5)).any(|at| {
            matches!(
                self.word(at),
                "modification"
                    | "modifications"
                    | "modified"
                    | "modifie"
                    | "modifiee"
                    | "exception"
                    | "exceptions"
            )
        });
        let after = self.tokens.len().min(self.name.1 + 16);
        let said = (self.name.1..after).any(|at| {
            self.says(at, &["with", "the", "following", "modification"])
                || self.says(at, &["with", "the", "above", "modification"])
                || self.says(at, &["avec", "les", "modifications"])
        });
        near || said
    }

    fn says(&self, at: usize, phrase: &[&str]) -> bool {
        phrase
            .iter()
            .enumerate()
            .all(|(offset, word)| self.word(at + offset) == *word)
    }

    /// "commercial ou non", "non exclusive", "not only".
    fn is_harmless_negation(&self, at: usize) -> bool {
        match self.word(at) {
            "non" => {
                at > 0 && matches!(self.word(at - 1), "ou" | "or")
                    || matches!(
                        self.word(at + 1),
                        "exclusive"
                            | "exclusif"
                            | "commercial"
                            | "commerciale"
                            | "commerciales"
                            | "profit"
                            | "exclusivement"
                    )
            }
            "not" => self.word(at + 1) == "only",
            _ => false,
        }
    }

    /// Words of the grants themselves: "if you wish", "used under the terms of", "issued".
    fn is_notice_word(&self, at: usize) -> bool {
        match self.word(at) {
            "used" => {
                matches!(self.word(at.wrapping_sub(1)), "be" | "and" | "or" | "copied")
                    || self.word(at + 1) == "under"
            }
            "if" => self.word(at + 1) == "you" && matches!(self.word(at + 2), "wish" | "prefer" | "want"),
            "requires" | "required" => true,
            _ => false,
        }
    }

    /// Whether the nearest thing before the grant is someone else's work.
    fn is_others(&self, start: usize) -> bool {
        let first = self.from.min(start);
        let end = self.cue;
        let part = self.part();
        let mut own = None;
        let mut other = None;
        let mut depth = 0_usize;
        for at in first..end {
            let word = self.word(at);
            match word {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            // What stands in brackets is said in passing.
            if self.named(at) || depth > 0 || part.contains(&at) {
                continue;
            }
            let known = KNOWN.contains(&word) && !(self.block.own && self.is_compound(at));
            if self.is_own(at) {
                own = Some(at);
            } else if (OTHERS.contains(&word) || known)
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
    fn part(&self) -> Range<usize> {
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

    /// Whether a word is a piece of a longer name: the `linux` of `linux-raw-sys`.
    fn is_compound(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let text = &self.block.text;
        text[token.at.end..].starts_with(['-', '_']) || text[..token.at.start].ends_with(['-', '_'])
    }

    /// A determiner and a noun that show the project's own work.
    fn is_own(&self, at: usize) -> bool {
        let word = self.word(at);
        if !DETERMINERS.contains(&word) {
            return matches!(word, "we" | "nous") && at < self.cue;
        }
        let showing = SHOWING.contains(&word);
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
        between && !of_known && (showing || !shared || self.ends_noun(near))
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
        for at in noun + 1..end {
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
