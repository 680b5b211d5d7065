// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences that somebody put beside or into a licence, and what they take back.
//!
//! A sentence takes something back when it speaks of the work or of its use, and forbids, reserves, charges for or
//! makes depend on a consent. One that disclaims a warranty, or speaks of names, marks and pictures, does not.

use std::ops::Range;
use std::sync::LazyLock;

use super::disown;
use super::signs;
use super::words::{Words, hash};

/// What a licence is about.
const SUBJECTS: &[&str] = &[
    "software",
    "reuse",
    "program",
    "code",
    "license",
    "licensed",
    "licensee",
    "licensees",
    "permission",
    "use",
    "uses",
    "used",
    "using",
    "user",
    "users",
    "usage",
    "redistribution",
    "redistribute",
    "redistributed",
    "distribution",
    "distributed",
    "copies",
    "modified",
    "modifications",
    "rights",
    "sell",
    "sold",
    "logiciel",
    "utilisation",
    "utilisations",
    "utiliser",
    "utilise",
    "usages",
    "reutilisation",
    "reutilisations",
    "redistribuer",
    "redistribue",
    "distribue",
    "licencie",
    "droits",
    "copier",
    "modifier",
    "vendre",
];

/// Sentences with one of these speak of signs and pictures, which licences of software leave out.
const SIGNS: &[&str] = &[
    "logo",
    "logos",
    "trademark",
    "trademarks",
    "brand",
    "brands",
    "marque",
    "marques",
    "photo",
    "photos",
    "image",
    "images",
    "icons",
];

/// Sentences with one of these disclaim, or speak of something else than the work.
const OTHER_MATTERS: &[&str] = &[
    "warranty",
    "warranties",
    "liable",
    "liability",
    "damages",
    "merchantability",
    "disclaim",
    "infringement",
    "garantie",
    "garanties",
    "responsabilite",
    "dommages",
    "trade",
    "endorse",
    "promote",
    "advertising",
    "patent",
    "patents",
    "export",
    "compliance",
    "according",
    "caution",
    "endorsement",
    "endorsed",
    "conformite",
];

/// Phrases that forbid. A hyphen joins words, and letters that stand alone are left out.
const FORBIDDING: &[&[&str]] = &[
    &["may", "not"],
    &["must", "not"],
    &["shall", "not"],
    &["may", "only"],
    &["can", "only"],
    &["cannot"],
    &["no", "part"],
    &["not", "permitted"],
    &["not", "allowed"],
    &["not", "granted"],
    &["not", "authorized"],
    &["prohibited"],
    &["forbidden"],
    &["excluded"],
    &["interdit"],
    &["interdite"],
    &["interdits"],
    &["interdites"],
    &["interdiction"],
    &["exclu"],
    &["exclue"],
    &["exclus"],
    &["exclues"],
    &["ne", "peut"],
    &["ne", "peuvent"],
    &["ne", "doit"],
    &["ne", "doivent"],
    &["ne", "pouvez"],
    &["ne", "devez"],
    &["proscrit"],
    &["proscrite"],
];

/// Phrases that keep something for some people, some uses or some time.
const RESERVING: &[&[&str]] = &[
    &["solely"],
    &["exclusively"],
    &["limited", "to"],
    &["restricted", "to"],
    &["only", "for"],
    &["only", "to"],
    &["only", "by"],
    &["only", "be", "used"],
    &["used", "only"],
    &["use", "only"],
    &["terminates", "automatically", "on"],
    &["expires"],
    &["uniquement"],
    &["exclusivement"],
    &["reservee"],
    &["reservees"],
    &["reserve", "aux"],
    &["est", "reserve"],
    &["usage", "reserve"],
    &["limitee"],
    &["limite", "aux"],
];

/// Phrases that charge.
const CHARGING: &[&[&str]] = &[
    &["paid", "license"],
    &["must", "purchase"],
    &["must", "pay"],
    &["must", "obtain"],
    &["must", "contact"],
    &["requires", "commercial", "license"],
    &["requires", "paid"],
    &["need", "commercial", "license"],
    &["commercial", "license", "must"],
    &["commercial", "license", "is", "required"],
    &["subject", "to", "payment"],
    &["subject", "to", "the", "payment"],
    &["payante"],
    &["paiement"],
    &["redevance"],
];

/// Phrases that ask for a consent.
const ASKING: &[&[&str]] = &[
    &["prior", "written"],
    &["prior", "consent"],
    &["prior", "permission"],
    &["written", "permission"],
    &["written", "consent"],
    &["written", "approval"],
    &["without", "permission"],
    &["autorisation", "prealable"],
    &["autorisation", "ecrite"],
    &["accord", "prealable"],
    &["accord", "ecrit"],
    &["soumise", "autorisation"],
    &["soumis", "autorisation"],
    &["soumise", "accord"],
    &["soumis", "accord"],
];

/// Phrases that say that a licence was changed, or is another's. "Modified BSD license" is the name of BSD-3-Clause.
const CHANGING: &[&[&str]] = &[
    &["modified", "mit"],
    &["modified", "apache"],
    &["modified", "version", "of", "the", "mit"],
    &["modified", "version", "of", "the", "apache"],
    &["modified", "version", "of", "the", "gnu"],
    &["only", "modification", "part"],
    &["following", "additional", "conditions"],
    &["following", "additional", "restrictions"],
    &["additional", "restrictions", "apply"],
    &["subject", "to", "the", "following", "restrictions"],
    // The text below is not the project's licence.
    &["is", "proprietary"],
    &["proprietary", "and", "confidential"],
    &["est", "proprietaire"],
    &["does", "not", "apply", "to", "this"],
    &["est", "plus", "sous"],
    &["third", "party", "notices"],
];

/// Words that oblige. They count in a file that is the licence and little else.
const OBLIGING: &[&str] = &["must", "shall", "doit", "doivent", "devez"];

/// Uses that some licences keep from people.
const USES: &[&str] = &[
    "commercial",
    "commerciale",
    "commerciales",
    "commerciaux",
    "commercially",
    "sell",
    "selling",
    "sold",
    "resale",
    "resold",
    "profit",
    "lucratif",
    "lucrative",
    "lucratives",
    "vendre",
    "vendu",
    "vente",
    "revente",
    "military",
    "militaire",
    "militaires",
    "academic",
    "educational",
    "research",
    "recherche",
    "evaluation",
];

/// Most words beside the licences of a file that is nothing but them.
const LITTLE_ELSE: usize = 120;

/// Most words between a licence and a sentence that is held to be about it.
const NEAR: usize = 80;

/// Most words of a file that names a licence and sets conditions of its own. Longer ones are lists of other works.
const LONGEST_STATEMENT: usize = 800;

/// Least share of a sentence, in percent, that no licence explains: else it is a changed sentence of the licence.
const LEAST_ADDED: usize = 60;

/// How a sentence of the EUPL's notice in French begins and ends.
const NOTICE: [&[&str]; 2] = [
    &["vous", "ne", "pouvez", "utiliser"],
    &["que", "conformement", "la", "license"],
];

/// Most words by which it names the work: "la présente œuvre".
const LONGEST_WORK: usize = 3;

type Phrases = Vec<Vec<u32>>;

/// The lists above as hashes.
struct Lists {
    subjects: Vec<u32>,
    other: Vec<u32>,
    signs: Vec<u32>,
    obliging: Vec<u32>,
    uses: Vec<u32>,
    taking: Phrases,
    changing: Phrases,
    notice: [Vec<u32>; 2],
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |list: &[&str]| list.iter().map(|word| hash(word)).collect::<Vec<u32>>();
    let phrases = |lists: &[&[&[&str]]]| -> Phrases {
        lists
            .iter()
            .flat_map(|list| list.iter())
            .map(|phrase| words(phrase))
            .collect()
    };
    Lists {
        subjects: words(SUBJECTS),
        other: words(&[SIGNS, OTHER_MATTERS].concat()),
        signs: words(SIGNS),
        obliging: words(OBLIGING),
        uses: words(USES),
        taking: phrases(&[FORBIDDING, RESERVING, CHARGING, ASKING]),
        changing: phrases(&[CHANGING]),
        notice: NOTICE.map(words),
    }
});

/// Where sentences stand that were added and take something back. `explained` tells of each word whether a licence
/// says it; `spans` are the places of the licences; `own` tells that the text is a file of licences.
pub(super) fn restrictions(
    words: &Words,
    explained: &[bool],
    spans: &[Range<usize>],
    own: bool,
) -> Vec<Range<usize>> {
    let beside = words.len() - spans.iter().map(Range::len).sum::<usize>();
    let oblige = own && beside <= LITTLE_ELSE;
    sentences(words)
        .filter(|sentence| is_added(&explained[sentence.clone()]))
        .filter(|sentence| {
            let reach = if own { NEAR } else { 0 };
            spans
                .iter()
                .any(|span| sentence.start < span.end + reach && span.start < sentence.end + reach)
        })
        .filter(|sentence| {
            let said = &words.hashes[sentence.clone()];
            let above = own && spans.iter().all(|span| sentence.end <= span.start);
            let design = own && signs::is_of_design(said);
            (!design && takes_back(said, oblige)) || (above && disown::disowns(said))
        })
        .collect()
}

/// Whether a text that holds no licence holds a sentence that takes something back.
pub(super) fn restricts(words: &Words) -> bool {
    words.len() <= LONGEST_STATEMENT
        && sentences(words).any(|sentence| takes_back(&words.hashes[sentence], false))
}

/// Whether a sentence of a text keeps some uses from those who are granted a licence: trade, armies, all but studies.
pub(super) fn restricts_use(words: &Words) -> bool {
    sentences(words).any(|sentence| {
        let sentence = &words.hashes[sentence];
        let uses = sentence.iter().any(|word| LISTS.uses.contains(word));
        uses && takes_back(sentence, false)
    })
}

/// The sentences of a text.
pub(super) fn sentences(words: &Words) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    words
        .sentences
        .chunk_by(|one, next| one == next)
        .map(move |sentence| {
            let start = at;
            at += sentence.len();
            start..at
        })
}

/// Whether a sentence speaks of signs and pictures.
pub(super) fn speaks_of_signs(sentence: &[u32]) -> bool {
    sentence.iter().any(|word| LISTS.signs.contains(word))
}

fn is_added(explained: &[bool]) -> bool {
    let added = explained.iter().filter(|known| !**known).count();
    added * 100 >= LEAST_ADDED * explained.len()
}

fn takes_back(sentence: &[u32], oblige: bool) -> bool {
    let lists = &*LISTS;
    let has = |list: &[u32]| sentence.iter().any(|word| list.contains(word));
    let says = |phrases: &Phrases| {
        (0..sentence.len()).any(|at| phrases.iter().any(|phrase| sentence[at..].starts_with(phrase)))
    };
    if says(&lists.changing) {
        return true;
    }
    // "Not every contribution … cannot be ported", "shall not affect the use": what is granted stays as it is.
    let touches_nothing = [[hash("not"), hash("every")], [hash("not"), hash("affect")]];
    if sentence
        .windows(2)
        .any(|pair| touches_nothing.iter().any(|phrase| pair == phrase))
    {
        return false;
    }
    has(&lists.subjects)
        && !has(&lists.other)
        && !is_notice(sentence)
        && (says(&lists.taking) || (oblige && has(&lists.obliging)))
}

/// "Vous ne pouvez utiliser la présente œuvre que conformément à la Licence.": what the notice of the EUPL says itself.
fn is_notice(sentence: &[u32]) -> bool {
    let lists = &*LISTS;
    let [begins, ends] = &lists.notice;
    let middle = sentence.len().saturating_sub(begins.len() + ends.len());
    sentence.starts_with(begins) && sentence.ends_with(ends) && middle <= LONGEST_WORK
}
