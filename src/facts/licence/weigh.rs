// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that change what other words mean: what sentences give to code, documentation and data.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::said::{Rank, Said, is_for_content};
use crate::model::{Headers, LicenceMethod, Subject};

/// Confidence from which on a sentence of the README may speak against a licence file.
const SURE_SENTENCE: u8 = 70;

/// A licence file that the README gives to the documentation or the data, while it gives another licence to the
/// code, says nothing of the code: "the guides are under the licence of LICENSE.md, the code under MIT".
pub(super) fn set_apart(words: &mut Vec<Said>) {
    let told: Vec<(Subject, BTreeSet<String>)> = words
        .iter()
        .filter(|said| said.folder.is_empty() && said.rank == Rank::Document)
        .filter(|said| said.seen.confidence >= SURE_SENTENCE)
        .map(|said| (said.subject, said.families()))
        .collect();
    let gives = |subject, families: &BTreeSet<String>| {
        told.iter()
            .any(|(to, given)| *to == subject && !given.is_disjoint(families))
    };
    let code_is_told = told.iter().any(|(subject, _)| *subject == Subject::Code);
    let mut more = Vec::new();
    words.retain_mut(|said| {
        let families = said.families();
        let whole = said.folder.is_empty() && said.subject == Subject::Project && said.rank == Rank::Text;
        if !whole || !code_is_told || gives(Subject::Code, &families) || gives(Subject::Project, &families) {
            return true;
        }
        let takers = [Subject::Documentation, Subject::Data]
            .into_iter()
            .filter(|to| gives(*to, &families));
        let moved: Vec<Said> = takers
            .map(|subject| Said {
                subject,
                ..said.clone()
            })
            .collect();
        let stays = moved.is_empty();
        more.extend(moved);
        stays
    });
    words.extend(more);
}

/// What explicit sentences say outranks what was assumed, and what is said of one file only.
///
/// - A text of a licence for contents was taken for that of the documentation and the data: a sentence that gives
///   them another one shows that it is there for something else.
/// - A manifest in words of its own ("Licence Ouverte Etalab v2.0") yields to a sentence on the code.
/// - In a README that gives one licence to the code, one for contents is given to the rest.
/// - A tag in a README is that of the README, where anything else speaks of the project.
pub(super) fn weigh_sentences(words: &mut Vec<Said>) {
    give_the_rest(words);
    let here = |said: &Said| said.folder.is_empty();
    let sentences: Vec<(Subject, BTreeSet<String>)> = words
        .iter()
        .filter(|said| here(said) && said.rank == Rank::Document && said.seen.confidence >= SURE_SENTENCE)
        .filter(|said| said.seen.method != LicenceMethod::Tag)
        .map(|said| (said.subject, said.families()))
        .collect();
    let against = |subjects: &[Subject], families: &BTreeSet<String>| {
        let mut told = sentences
            .iter()
            .filter(|(subject, _)| subjects.contains(subject))
            .peekable();
        told.peek().is_some() && told.all(|(_, given)| given.is_disjoint(families))
    };
    let spoken = words.iter().any(|said| {
        here(said)
            && !said.minor
            && matches!(said.subject, Subject::Project | Subject::Code)
            && (said.rank < Rank::Document
                || (said.rank == Rank::Document && said.seen.method != LicenceMethod::Tag))
    });
    words.retain_mut(|said| {
        let families = said.families();
        if said.assumed && here(said) && against(&[Subject::Documentation, Subject::Data], &families) {
            return false;
        }
        let vague = said.rank == Rank::Manifest && said.seen.confidence < 100 && here(said);
        if vague && against(&[Subject::Code], &families) {
            said.rank = Rank::Vague;
        }
        let of_file = said.rank == Rank::Document && said.seen.method == LicenceMethod::Tag && here(said);
        !(of_file && spoken)
    });
}

/// Where nothing else speaks of the code, what most source files say together is its licence, though no licence has
/// most of them.
pub(super) fn hear_sources(words: &mut [Said], headers: &Headers) {
    let of_code =
        |said: &Said| said.folder.is_empty() && matches!(said.subject, Subject::Project | Subject::Code);
    let told: usize = headers.expressions.iter().map(|said| said.files).sum();
    let spoken = words
        .iter()
        .any(|said| of_code(said) && !said.minor && said.rank != Rank::Forge);
    if spoken || told * 2 <= headers.files {
        return;
    }
    for said in words.iter_mut().filter(|said| of_code(said)) {
        said.minor &= said.rank != Rank::Header;
    }
}

/// "The code of this repository is under MIT. Its contents are under Licence Ouverte."
fn give_the_rest(words: &mut Vec<Said>) {
    let codes: Vec<(Arc<str>, BTreeSet<String>)> = words
        .iter()
        .filter(|said| said.rank == Rank::Document && said.subject == Subject::Code)
        .filter(|said| said.seen.confidence >= SURE_SENTENCE)
        .filter_map(|said| Some((Arc::clone(said.seen.place.path.as_ref()?), said.families())))
        .collect();
    let mut more = Vec::new();
    words.retain_mut(|said| {
        let families = said.families();
        let sentence = said.rank == Rank::Document && said.seen.method == LicenceMethod::Statement;
        let beside = codes
            .iter()
            .any(|(path, given)| said.seen.place.path.as_ref() == Some(path) && given.is_disjoint(&families));
        let rest = sentence
            && beside
            && said.subject == Subject::Project
            && families.iter().all(|family| is_for_content(family));
        if rest {
            more.extend([Subject::Documentation, Subject::Data].map(|subject| Said {
                subject,
                ..said.clone()
            }));
        }
        !rest
    });
    words.extend(more);
}
