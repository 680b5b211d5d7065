// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From everything that is said to one expression a subject.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::licence::identifiers;
use crate::model::{Conclusion, Disagreement, LicenceMethod, LicenceSeen, Subject};

use super::said::{Rank, Said, families, has_variants};

/// Most pieces of evidence kept for one conclusion.
const MOST_EVIDENCE: usize = 20;

/// Confidence at most, for each reason to doubt: GNU's variant is not said, the relation of several
/// licences is not said, sources contradict each other.
const VARIANT_UNSAID: u8 = 80;
const RELATION_UNSAID: u8 = 50;
const CONTRADICTED: u8 = 70;

/// An expression and what else fits.
struct Reading {
    expression: String,
    rivals: Vec<String>,
    most: u8,
}

/// Concludes for one subject of one folder from the words on it, and tells those that disagree.
pub(super) fn conclude(
    subject: Subject,
    folder: &str,
    words: &[&Said],
    unnamed: Vec<Arc<str>>,
    disagreements: &mut Vec<Disagreement>,
) -> Conclusion {
    let mut words = words.to_vec();
    words.sort_by(|a, b| {
        let key = |said: &Said| (said.minor, said.rank, u8::MAX - said.seen.confidence);
        key(a).cmp(&key(b)).then_with(|| a.seen.place.cmp(&b.seen.place))
    });
    let mut conclusion = Conclusion {
        subject,
        folder: Arc::from(folder),
        expression: None,
        rivals: Vec::new(),
        confidence: 0,
        inherited: false,
        evidence: Vec::new(),
        unnamed,
    };
    let Some(mut reading) = read(&words) else {
        return conclusion;
    };
    let ours = families(&reading.expression);
    let agrees = |said: &&&Said| !said.families().is_disjoint(&ours);
    conclusion.evidence = words
        .iter()
        .filter(agrees)
        .take(MOST_EVIDENCE)
        .map(|said| said.seen.clone())
        .collect();
    if let Some(first) = conclusion.evidence.first() {
        let differing: Vec<_> = words
            .iter()
            .filter(|said| {
                let apart = differs(said, &ours, &reading.expression)
                    || is_rival_manifest(said, first)
                    || rival_sentence(said, &words).is_some();
                apart && !is_part(said, &words) && !is_gpl_beside_lgpl(said, &ours)
            })
            .map(|said| Disagreement {
                subject,
                seen: said.seen.clone(),
                against: rival_sentence(said, &words)
                    .or_else(|| opposed(said, &conclusion.evidence))
                    .unwrap_or(first)
                    .clone(),
            })
            .collect();
        if !differing.is_empty() {
            reading.most = reading.most.min(CONTRADICTED);
        }
        disagreements.extend(differing);
        conclusion.confidence = certainty(&conclusion.evidence, words[0].rank).min(reading.most);
    }
    conclusion.expression = Some(reading.expression);
    conclusion.rivals = reading.rivals;
    conclusion
}

/// Whether the same file names it as a part of a whole: a classifier beside an expression.
fn is_part(said: &Said, words: &[&Said]) -> bool {
    let theirs = said.families();
    words.iter().any(|other| {
        said.seen.method == LicenceMethod::Manifest
            && other.seen.method == LicenceMethod::Manifest
            && other.seen.place.path == said.seen.place.path
            && other.families().len() > theirs.len()
            && theirs.is_subset(&other.families())
    })
}

/// Whether two manifests give one project different licences. Two texts side by side are a pair; each manifest speaks
/// of the whole.
fn is_rival_manifest(said: &Said, first: &LicenceSeen) -> bool {
    said.rank == Rank::Manifest
        && !said.minor
        && first.method == LicenceMethod::Manifest
        && first.place.path != said.seen.place.path
        && families(&first.expression).is_disjoint(&said.families())
}

/// The sentence of the README that a sentence of a licence file contradicts, when all of the README do: a text may stand
/// beside another, but "this project is under" speaks of the whole, there and here.
fn rival_sentence<'a>(said: &Said, words: &[&'a Said]) -> Option<&'a LicenceSeen> {
    let theirs = said.families();
    let sentence = said.rank == Rank::Text
        && !said.minor
        && said.subject == Subject::Project
        && said.seen.method == LicenceMethod::Statement;
    let mut readme = words.iter().filter(|other| {
        other.rank == Rank::Document
            && matches!(other.subject, Subject::Project | Subject::Code)
            && other.seen.method == LicenceMethod::Statement
    });
    let first = readme.next().filter(|_| sentence)?;
    let apart = |other: &Said| other.families().is_disjoint(&theirs);
    (apart(first) && readme.all(|other| apart(other))).then_some(&first.seen)
}

/// The piece of evidence that a word contradicts, when it is not the first: the text of a GNU licence is that of
/// both variants, so that only another source that names one can be contradicted.
fn opposed<'a>(said: &Said, evidence: &'a [LicenceSeen]) -> Option<&'a LicenceSeen> {
    let is_text = |seen: &LicenceSeen| matches!(seen.method, LicenceMethod::Exact | LicenceMethod::Text);
    evidence
        .iter()
        .find(|seen| !is_text(seen) && other_variant(&said.seen.expression, &seen.expression))
}

/// The confidence of the best evidence, bounded by the kind of source that the conclusion begins with.
fn certainty(evidence: &[LicenceSeen], rank: Rank) -> u8 {
    let best = evidence.first().map_or(0, |seen| seen.confidence);
    best.min(match rank {
        Rank::Text => 100,
        Rank::Header | Rank::Manifest => 80,
        Rank::Document => 70,
        Rank::Vague | Rank::Shelf => 60,
        Rank::Forge => 50,
    })
}

/// Whether a word contradicts the conclusion. Files of another licence, texts in `LICENSES/` and the forge's
/// guess do not; a weak sentence may speak of something else.
fn differs(said: &Said, ours: &BTreeSet<String>, expression: &str) -> bool {
    let speaks = !said.minor
        && match said.rank {
            Rank::Text | Rank::Header | Rank::Manifest | Rank::Vague => true,
            Rank::Document => said.seen.confidence >= 70,
            Rank::Shelf | Rank::Forge => false,
        };
    speaks
        && (said.families().is_disjoint(ours)
            || (said.exact && other_variant(&said.seen.expression, expression)))
}

/// Whether two expressions name the two variants of one GNU licence.
fn other_variant(a: &str, b: &str) -> bool {
    let theirs = identifiers(b);
    identifiers(a).iter().any(|id| {
        has_variants(id)
            && !theirs.contains(id)
            && theirs
                .iter()
                .any(|other| has_variants(other) && families(other) == families(id))
    })
}

/// What the words make together; they come in the order of their rank.
fn read(words: &[&Said]) -> Option<Reading> {
    let first = words.iter().find(|said| !said.minor)?;
    let leaders: Vec<&Said> = words
        .iter()
        .copied()
        .filter(|said| said.rank == first.rank && !said.minor)
        .collect();
    let wanted: BTreeSet<String> = leaders.iter().flat_map(|said| said.families()).collect();
    let wanted = without_gpl_beside_lgpl(wanted);
    // Somebody tells how the licences of several texts go together, or which variant is meant.
    let rest = words.iter().copied().filter(|said| said.rank != Rank::Forge);
    let telling: Vec<&Said> = rest
        .filter(|said| {
            let theirs = said.families();
            wanted.is_subset(&theirs) && (said.exact || theirs.len() > 1) && (!said.minor || theirs == wanted)
        })
        .collect();
    if let Some(best) = telling.first() {
        return Some(settled(best, &telling));
    }
    let mut ids: Vec<&str> = Vec::new();
    for said in &leaders {
        let kept = !said.families().is_disjoint(&wanted);
        if kept && !ids.contains(&said.seen.expression.as_str()) {
            ids.push(&said.seen.expression);
        }
    }
    Some(match ids.as_slice() {
        [only] => alone(only),
        many => joined(many),
    })
}

/// The variant that the words tell; when they tell both, both are kept.
fn settled(best: &Said, telling: &[&Said]) -> Reading {
    let expression = best.seen.expression.clone();
    if !best.exact {
        return alone(&expression);
    }
    let rivals: BTreeSet<String> = telling
        .iter()
        .filter(|said| said.exact && !said.minor && other_variant(&said.seen.expression, &expression))
        .map(|said| said.seen.expression.clone())
        .collect();
    Reading {
        most: if rivals.is_empty() { 100 } else { VARIANT_UNSAID },
        expression,
        rivals: rivals.into_iter().collect(),
    }
}

/// One expression that nobody makes more exact: a GNU licence may be of either variant.
fn alone(expression: &str) -> Reading {
    let single = identifiers(expression).len() == 1;
    let other = match expression.strip_suffix("-or-later") {
        Some(base) if single => Some(format!("{base}-only")),
        _ => expression
            .strip_suffix("-only")
            .filter(|_| single)
            .map(|base| format!("{base}-or-later")),
    };
    Reading {
        expression: expression.to_owned(),
        most: if other.is_some() { VARIANT_UNSAID } else { 100 },
        rivals: other.into_iter().collect(),
    }
}

/// Several licences whose relation nobody tells: all at once is the careful reading, a choice the other.
fn joined(ids: &[&str]) -> Reading {
    let parts: Vec<String> = ids
        .iter()
        .map(|id| {
            if id.contains(' ') {
                format!("({id})")
            } else {
                (*id).to_owned()
            }
        })
        .collect();
    Reading {
        expression: parts.join(" AND "),
        rivals: vec![parts.join(" OR ")],
        most: RELATION_UNSAID,
    }
}

/// Whether a text is the one that [`without_gpl_beside_lgpl`] leaves out.
fn is_gpl_beside_lgpl(said: &Said, ours: &BTreeSet<String>) -> bool {
    let both: BTreeSet<String> = said.families().union(ours).cloned().collect();
    let left_out = !said.families().is_subset(ours);
    said.rank == Rank::Text && left_out && without_gpl_beside_lgpl(both) == *ours
}

/// GNU asks to put the text of the GPL 3 beside that of the LGPL 3, which refers to it.
fn without_gpl_beside_lgpl(mut families: BTreeSet<String>) -> BTreeSet<String> {
    if families.contains("LGPL-3.0") {
        families.remove("GPL-3.0");
    }
    families
}
