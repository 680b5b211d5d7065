// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Choices that are made of several sentences: "Alternatively, this file may be used under …" after another grant,
//! "You may use it under either of these licences" after several, "Incompatible With Secondary Licenses".

use super::prose::Block;
use super::token::{Token, words};
use super::vocabulary::NEGATION;
use crate::licence::expression::identifiers;
use crate::model::{LicenceMatch, LicenceMethod, Subject};

/// A licence that a block grants.
#[derive(Debug, Clone)]
pub(in crate::licence) struct Claim {
    pub(in crate::licence) found: LicenceMatch,
    /// Whether the name stands alone where a licence is expected.
    pub(super) alone: bool,
    /// Whether it may be had instead of what was granted before.
    pub(in crate::licence) instead: bool,
}

impl Claim {
    /// Claims that stand for themselves.
    pub(super) fn plain(found: Vec<LicenceMatch>) -> Vec<Self> {
        let plain = |found| Self {
            found,
            alone: false,
            instead: false,
        };
        found.into_iter().map(plain).collect()
    }
}

/// Most lines between what is granted first and the sentence that offers another licence for it.
const NEAR: u32 = 40;

/// Most readings of a choice.
const MOST_READINGS: usize = 16;

/// Most words of a sentence that offers a choice and names nothing.
const LONGEST_OFFER: usize = 40;

/// Whether the words before a grant say that it stands instead of another.
pub(super) fn says(before: &[Token]) -> bool {
    const ONE: &[&str] = &["alternatively", "alternately", "alternativement"];
    const PHRASES: &[&[&str]] = &[
        &["may", "also", "be", "used"],
        &["may", "also", "be", "distributed"],
        &["may", "also", "be", "redistributed"],
        &["can", "also", "be", "used"],
        &["can", "also", "be", "distributed"],
        &["can", "also", "be", "redistributed"],
        &["may", "also", "be", "made", "available"],
        &["may", "also", "use", "it"],
        &["may", "also", "redistribute"],
        &["may", "also", "distribute"],
        &["peut", "aussi", "etre", "utilise"],
        &["peut", "egalement", "etre", "utilise"],
        &["peut", "aussi", "etre", "distribue"],
        &["peut", "egalement", "etre", "distribue"],
    ];
    let one = before.iter().any(|token| ONE.contains(&token.word.as_str()));
    let says = |phrase: &[&str]| {
        before
            .windows(phrase.len())
            .any(|window| window.iter().zip(phrase).all(|(token, word)| token.word == *word))
    };
    one || PHRASES.iter().any(|phrase| says(phrase))
}

/// Joins what is granted instead of another to it, and what a later sentence says one may choose from.
pub(super) struct Joining {
    done: Vec<Claim>,
}

impl Joining {
    pub(super) fn new() -> Self {
        Self { done: Vec::new() }
    }

    /// Takes what a block grants.
    pub(super) fn take(&mut self, block: &Block, claims: Vec<Claim>) {
        let offer = offers_before(block);
        for claim in claims {
            match self
                .done
                .last_mut()
                .filter(|last| claim.instead && follows(last, &claim))
            {
                Some(last) => join(&mut last.found, &claim.found),
                None => self.done.push(claim),
            }
        }
        if let Some(line) = offer {
            self.choose(line);
        }
    }

    /// What was taken, in order.
    pub(super) fn done(self) -> Vec<Claim> {
        self.done
    }

    /// "You may elect to redistribute this code under either of these licenses": what was granted together just
    /// before is a choice.
    fn choose(&mut self, line: u32) {
        let near = |claim: &Claim| !claim.alone && claim.found.lines.1 + NEAR / 2 >= line;
        let from = self
            .done
            .iter()
            .rposition(|claim| !near(claim))
            .map_or(0, |at| at + 1);
        let mut named: Vec<&str> = Vec::new();
        for claim in &self.done[from..] {
            if !named.contains(&claim.found.expression.as_str()) {
                named.push(&claim.found.expression);
            }
        }
        let same = |claim: &Claim| claim.found.subject == self.done[from].found.subject;
        if !(2..=4).contains(&named.len()) || !self.done[from..].iter().all(same) {
            return;
        }
        let rest = self.done.split_off(from + 1);
        if let Some(first) = self.done.last_mut() {
            for claim in rest {
                join(&mut first.found, &claim.found);
            }
        }
    }
}

/// Whether one grant may stand instead of the one before.
fn follows(last: &Claim, claim: &Claim) -> bool {
    let near = claim.found.lines.0 <= last.found.lines.1.saturating_add(NEAR);
    let is_code = |claim: &Claim| matches!(claim.found.subject, Subject::Project | Subject::Code);
    let same = last.found.subject == claim.found.subject || (is_code(last) && is_code(claim));
    near && !last.alone && same
}

/// Makes two grants one choice.
pub(in crate::licence) fn join(first: &mut LicenceMatch, second: &LicenceMatch) {
    let readings = |found: &LicenceMatch| -> Vec<String> {
        std::iter::once(&found.expression)
            .chain(&found.rivals)
            .cloned()
            .collect()
    };
    let mut all: Vec<String> = Vec::new();
    for one in readings(first) {
        for other in readings(second) {
            let mut both = identifiers(&one);
            let more: Vec<String> = identifiers(&other)
                .into_iter()
                .filter(|id| !both.contains(id))
                .collect();
            both.extend(more);
            let both = both.join(" OR ");
            if !all.contains(&both) {
                all.push(both);
            }
        }
    }
    all.truncate(MOST_READINGS);
    if all.is_empty()
        || [&*first, second]
            .iter()
            .any(|found| found.expression.contains(" AND "))
    {
        return;
    }
    first.expression = all.remove(0);
    first.rivals = all;
    first.since = None;
    first.confidence = first.confidence.min(second.confidence);
    first.lines = (
        first.lines.0.min(second.lines.0),
        first.lines.1.max(second.lines.1),
    );
    if second.method == LicenceMethod::Statement {
        first.method = LicenceMethod::Statement;
    }
}

/// The line of a sentence of a block that offers the choice of licences that were named before it.
fn offers_before(block: &Block) -> Option<u32> {
    const THESE: &[&str] = &["these", "those", "two", "both", "ces", "deux"];
    sentence_that(block, |said| {
        let of_these = |at: usize| {
            let near = &said[at..said.len().min(at + 6)];
            near.iter().any(|word| THESE.contains(&word.as_str()))
        };
        (0..said.len()).any(|at| {
            let word = said[at].as_str();
            let next = said.get(at + 1).map_or("", String::as_str);
            match (word, next) {
                ("either", "license") => true,
                ("either" | "one" | "any", "of") | ("une", "des" | "de" | "ou") => of_these(at),
                _ => false,
            }
        })
    })
}

/// The line of a sentence of a block that offers the choice of licences that follow it.
pub(super) fn offers_after(block: &Block) -> Option<u32> {
    sentence_that(block, |said| {
        let has = |word: &str| said.iter().any(|one| one == word);
        let pair = |one: &str, other: &str| {
            said.windows(2)
                .any(|window| window[0] == one && window[1] == other)
        };
        let several = has("licenses");
        let chosen = has("either")
            || pair("one", "of")
            || pair("any", "of")
            || pair("your", "option")
            || pair("your", "choice")
            || pair("choice", "of")
            || pair("au", "choix")
            || pair("votre", "choix")
            || pair("une", "des");
        let dual = ["dual", "dually", "double", "triple"]
            .iter()
            .any(|word| has(word))
            && (several || has("licensed"));
        (several && chosen) || dual || (has("either") && has("license"))
    })
}

/// The line of the first sentence that a test holds for, and that speaks of licences and denies nothing.
fn sentence_that(block: &Block, test: impl Fn(&[String]) -> bool) -> Option<u32> {
    if block.quoted {
        return None;
    }
    let said = words(&block.text);
    let mut at = 0;
    for sentence in said.split(|word| word == ".") {
        let from = at;
        at += sentence.len() + 1;
        let licences = sentence
            .iter()
            .any(|word| matches!(word.as_str(), "license" | "licenses" | "licensed"));
        let denied = sentence.iter().any(|word| NEGATION.contains(word.as_str()));
        if licences && !denied && sentence.len() <= LONGEST_OFFER && test(sentence) {
            let place = super::token::cut(&block.text)
                .get(from)
                .map_or(0, |token| token.at.start);
            return Some(block.line(place));
        }
    }
    None
}

/// Whether a block says what the second exhibit of the MPL 2.0 does: the file may not be had under the GPL.
pub(super) fn is_exhibit_b(block: &Block) -> bool {
    let folded = crate::model::fold(&block.text);
    folded.contains("incompatible with secondary licenses") && folded.contains("mozilla public license")
}

/// Names the MPL 2.0 of a file that says so as the list does.
pub(super) fn without_secondary(claims: &mut [Claim]) {
    for claim in claims {
        if claim.found.expression == "MPL-2.0" {
            "MPL-2.0-no-copyleft-exception".clone_into(&mut claim.found.expression);
        }
    }
}
