// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that turn a sentence about a licence into something else than a grant: negation, doubt, history,
//! plans and advice.

use super::prose::Block;
use super::subject::{self, Part};
use super::token::Token;
use super::vocabulary::{DETERMINERS, DOUBT, EXCEPT, EXCEPTIONS, HISTORY, NEGATION, NOW, OWN, SHOWING};
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

    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    pub(super) fn named(&self, at: usize) -> bool {
        self.names.iter().any(|(start, end)| (*start..*end).contains(&at))
    }

    /// Whether the sentence grants, as far as its other words tell.
    /// A notice speaks of the file that it stands in.
    pub(super) fn is_grant(&self, notice: bool) -> bool {
        let start = self.start();
        let end = self.end();
        !self.is_question()
            && !self.is_denied(start, end)
            && !self.is_hedged(start, end)
            && (notice || !(self.is_others(start) || self.is_for_foreign()))
    }

    /// Where what is said of this name begins: after the previous grant, a contrast or "now".
    fn start(&self) -> usize {
        (self.from..self.name.0)
            .rev()
            .find(|at| NOW.contains(&self.word(*at)) || (self.word(*at) == ";" && *at < self.cue))
            .map_or(self.from, |at| at + 1)
    }

    /// Where the clause of the name ends.
    fn end(&self) -> usize {
        (self.name.1..self.tokens.len())
            .find(|at| {
                matches!(
                    self.word(*at),
                    "," | ";" | ":" | "(" | "|" | "–" | "·" | "but" | "mais" | "except"
                ) || self.begins_other_part(*at)
                    || self.says(*at, &["in", "the", "hope"])
            })
            .unwrap_or(self.tokens.len())
    }

    /// "et les données ne sont pas": the sentence goes on with another part of the work.
    fn begins_other_part(&self, at: usize) -> bool {
        matches!(self.word(at), "et" | "and")
            && DETERMINERS.contains(&self.word(at + 1))
            && subject::of(self.word(at + 2)).is_some()
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
            // "CeCILL 2.1 compatible GPL" praises the licence.
            if at == self.name.1 && word.starts_with("compatible") {
                at += 1;
                continue;
            }
            let denied = listed(&NEGATION) || self.is_contraction(at);
            if (denied && !self.is_harmless_negation(at)) || listed(&DOUBT) || listed(&HISTORY) {
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
        // "License: Modified MIT", "a modified version of the Apache License".
        let before = (self.cue..self.name.0).rev().find(|at| {
            !matches!(
                self.word(*at),
                "version" | "of" | "de" | "the" | "la" | "gnu" | "license" | "«"
            )
        });
        let altered = before.is_some_and(|at| {
            matches!(
                self.word(at),
                "modified" | "modifiee" | "altered" | "customized" | "customised" | "adaptee" | "amended"
            )
        });
        near || said || altered
    }

    pub(super) fn says(&self, at: usize, phrase: &[&str]) -> bool {
        phrase
            .iter()
            .enumerate()
            .all(|(offset, word)| self.word(at + offset) == *word)
    }

    /// The end of "can't", "won't" and their like.
    fn is_contraction(&self, at: usize) -> bool {
        let before = || self.block.text[..self.tokens[at].at.start].ends_with(['\'', '’']);
        self.word(at) == "t" && before()
    }

    /// "commercial ou non", "non exclusive", "not only", "sans garantie d'aucune sorte", and what an earlier clause of
    /// the sentence denies: "il ne dépend de rien et est sous", "contrairement à X, ce projet est sous".
    fn is_harmless_negation(&self, at: usize) -> bool {
        let goes_on = (at + 1..self.cue).any(|next| match self.word(next) {
            "et" | "and" => matches!(self.word(next + 1), "est" | "sont" | "is" | "are"),
            "," => SHOWING.contains(&self.word(next + 1)) && OWN.contains(&self.word(next + 2)),
            _ => false,
        });
        if goes_on {
            return true;
        }
        match self.word(at) {
            "aucun" | "aucune" => matches!(self.word(at + 1), "sorte" | "garantie" | "warranty"),
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
            "n" | "ne" => (at + 1..at + 4)
                .any(|next| self.says(next, &["pas", "seulement"]) || self.says(next, &["pas", "que"])),
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
            // "You may choose to be licensed under" grants.
            "choose" | "choisir" => {
                let before = at.saturating_sub(2)..at;
                let dual =
                    |token: &Token| matches!(token.word.as_str(), "double" | "dual" | "triple" | "dually");
                before.clone().any(|at| matches!(self.word(at), "you" | "vous"))
                    && before
                        .clone()
                        .any(|at| matches!(self.word(at), "may" | "can" | "pouvez"))
                    || self.tokens.iter().any(dual)
            }
            _ => false,
        }
    }
}
