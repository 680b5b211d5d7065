// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Messages, reasons and names put into French and English sentences.
//!
//! Written for people who are no developers. Every value is matched, without a catch-all: a new
//! message cannot be added without its two sentences.
#![expect(
    clippy::match_same_arms,
    reason = "one arm for each word: two languages may share one"
)]

mod data;
pub mod dataset;
mod en;
mod fr;
mod history;
mod licence;
mod many;
mod metadata;
pub mod official;
mod pattern;
mod schema;
pub mod step;

use std::fmt::Write as _;

pub use licence::{licence_method, licence_subject};
pub use many::unknowns;

use crate::model::{
    Confidence, Effort, GapKind, KnownBytes, Lang, Level, LinkKind, Message, ObjectKind, Reason, Unchecked,
    Unknown, Verdict, WaiverState, printable,
};
use crate::score::Grade;

/// Most characters of a quotation from the audited repository.
const QUOTED: usize = 120;
/// Most items of a list of names looked for.
const LISTED: usize = 4;
/// A space that no line break may replace, as French typography asks before `: ; ! ?` and inside guillemets.
const NB: char = '\u{a0}';

/// What was seen, or what lacks, as a sentence without a final stop.
#[must_use]
pub fn message(lang: Lang, message: &Message) -> String {
    match lang {
        Lang::Fr => fr::message(message),
        Lang::En => en::message(message),
    }
}

/// Why a rule does not concern the repository.
#[must_use]
pub fn reason(lang: Lang, reason: &Reason) -> String {
    match lang {
        Lang::Fr => fr::reason(reason),
        Lang::En => en::reason(reason),
    }
}

/// Why something is not known.
#[must_use]
pub fn unknown(lang: Lang, unknown: &Unknown) -> String {
    match lang {
        Lang::Fr => fr::unknown(unknown),
        Lang::En => en::unknown(unknown),
    }
}

/// What was not checked of a table.
#[must_use]
pub fn unchecked(lang: Lang, why: &Unchecked) -> String {
    match lang {
        Lang::Fr => schema::why_fr(why),
        Lang::En => schema::why_en(why),
    }
}

/// What was not seen whole.
#[must_use]
pub fn gap(lang: Lang, kind: &GapKind) -> String {
    match lang {
        Lang::Fr => fr::gap(kind),
        Lang::En => en::gap(kind),
    }
}

/// The name of a kind of gap in machine-readable reports; the same in every language.
#[must_use]
pub fn gap_name(kind: &GapKind) -> &'static str {
    match kind {
        GapKind::EmptyRepository => "empty-repository",
        GapKind::UnbornHead => "unborn-head",
        GapKind::NonUtf8Path => "non-utf8-path",
        GapKind::CaseCollision => "case-collision",
        GapKind::LinkOutside => "link-outside",
        GapKind::LinkLoop => "link-loop",
        GapKind::LinkBroken => "link-broken",
        GapKind::Submodule => "submodule",
        GapKind::LfsPointer => "lfs-pointer",
        GapKind::TooLarge(_) => "too-large",
        GapKind::LeftBehind(_) => "left-behind",
        GapKind::OverBudget(_) => "over-budget",
        GapKind::MissingObject => "missing-object",
        GapKind::CorruptObject => "corrupt-object",
        GapKind::HostilePath => "hostile-path",
        GapKind::Ignored(_) => "ignored",
        GapKind::GitUnreadable => "git-unreadable",
        GapKind::GitFormat => "git-format",
        GapKind::Unreadable(_) => "unreadable",
        GapKind::TooManyEntries(_) => "too-many-entries",
        GapKind::TooDeep(_) => "too-deep",
        GapKind::LinksUnseen(_) => "links-unseen",
        GapKind::LicencesUnseen(_) => "licences-unseen",
        GapKind::Unparsable(_) => "unparsable",
    }
}

/// The name of a level.
#[must_use]
pub fn level(lang: Lang, level: Level) -> &'static str {
    match (lang, level) {
        (Lang::Fr, Level::Required) => "obligatoire",
        (Lang::Fr, Level::Recommended) => "recommandé",
        (Lang::Fr, Level::Optional) => "facultatif",
        (Lang::Fr, Level::Info) => "information",
        (Lang::En, Level::Required) => "required",
        (Lang::En, Level::Recommended) => "recommended",
        (Lang::En, Level::Optional) => "optional",
        (Lang::En, Level::Info) => "information",
    }
}

/// The name of a confidence.
#[must_use]
pub fn confidence(lang: Lang, confidence: Confidence) -> &'static str {
    match (lang, confidence) {
        (Lang::Fr, Confidence::High) => "certain",
        (Lang::Fr, Confidence::Medium) => "probable, à vérifier",
        (Lang::Fr, Confidence::Low) => "simple indice, à vérifier",
        (Lang::En, Confidence::High) => "certain",
        (Lang::En, Confidence::Medium) => "likely, to be checked",
        (Lang::En, Confidence::Low) => "a hint only, to be checked",
    }
}

/// What mending costs.
#[must_use]
pub fn effort(lang: Lang, effort: Effort) -> &'static str {
    match (lang, effort) {
        (Lang::Fr, Effort::Minutes) => "quelques minutes",
        (Lang::Fr, Effort::Hours) => "quelques heures",
        (Lang::Fr, Effort::Days) => "quelques jours",
        (Lang::En, Effort::Minutes) => "a few minutes",
        (Lang::En, Effort::Hours) => "a few hours",
        (Lang::En, Effort::Days) => "a few days",
    }
}

/// The name of a verdict.
#[must_use]
pub fn verdict(lang: Lang, verdict: &Verdict) -> &'static str {
    match (lang, verdict) {
        (Lang::Fr, Verdict::Pass(_)) => "respectée",
        (Lang::Fr, Verdict::Fail(_)) => "non respectée",
        (Lang::Fr, Verdict::NotApplicable(_)) => "sans objet",
        (Lang::Fr, Verdict::Undetermined(_)) => "non déterminée",
        (Lang::Fr, Verdict::Waived(_)) => "dérogation",
        (Lang::En, Verdict::Pass(_)) => "passed",
        (Lang::En, Verdict::Fail(_)) => "failed",
        (Lang::En, Verdict::NotApplicable(_)) => "not applicable",
        (Lang::En, Verdict::Undetermined(_)) => "undetermined",
        (Lang::En, Verdict::Waived(_)) => "waived",
    }
}

/// What a letter means.
#[must_use]
pub fn grade(lang: Lang, grade: Grade) -> &'static str {
    match (lang, grade) {
        (Lang::Fr, Grade::A) => "très bon",
        (Lang::Fr, Grade::B) => "bon",
        (Lang::Fr, Grade::C) => "moyen",
        (Lang::Fr, Grade::D) => "faible",
        (Lang::Fr, Grade::E) => "très faible",
        (Lang::En, Grade::A) => "very good",
        (Lang::En, Grade::B) => "good",
        (Lang::En, Grade::C) => "fair",
        (Lang::En, Grade::D) => "weak",
        (Lang::En, Grade::E) => "very weak",
    }
}

/// What became of a waiver.
#[must_use]
pub fn waiver_state(lang: Lang, state: WaiverState) -> &'static str {
    match (lang, state) {
        (Lang::Fr, WaiverState::Active) => "en cours",
        (Lang::Fr, WaiverState::Expired) => "expirée\u{a0}: elle ne couvre plus rien",
        (Lang::Fr, WaiverState::Unused) => "inutile\u{a0}: plus aucun écart ne lui correspond",
        (Lang::Fr, WaiverState::NotJudged) => "non examinée\u{a0}: sa règle n’a pas été jugée ici",
        (Lang::Fr, WaiverState::NoRule) => {
            "sans effet\u{a0}: aucune règle ne porte ce nom (voir vigie rules list)"
        }
        (Lang::En, WaiverState::Active) => "in force",
        (Lang::En, WaiverState::Expired) => "expired: it no longer covers anything",
        (Lang::En, WaiverState::Unused) => "unused: no fault matches it any more",
        (Lang::En, WaiverState::NotJudged) => "not looked at: its rule was not judged here",
        (Lang::En, WaiverState::NoRule) => "without effect: no rule bears this name (see vigie rules list)",
    }
}

/// Whether a number takes the singular: French says "0 point".
#[must_use]
pub fn is_one(lang: Lang, n: usize) -> bool {
    n == 1 || lang == Lang::Fr && n == 0
}

/// A size in words.
#[must_use]
pub fn bytes(lang: Lang, size: u64) -> String {
    match lang {
        Lang::Fr => fr::bytes(size),
        Lang::En => en::bytes(size),
    }
}

/// Sizes together in words.
#[must_use]
pub fn total(lang: Lang, bytes: KnownBytes) -> String {
    match (lang, bytes.sum) {
        (Lang::Fr, None) => "taille inconnue".to_owned(),
        (Lang::En, None) => "size unknown".to_owned(),
        (_, Some(sum)) if !bytes.partial => self::bytes(lang, sum),
        (Lang::Fr, Some(sum)) => format!("au moins {}", fr::bytes(sum)),
        (Lang::En, Some(sum)) => format!("at least {}", en::bytes(sum)),
    }
}

/// What a link to data.gouv.fr leads to.
#[must_use]
pub fn object_kind(lang: Lang, kind: ObjectKind) -> &'static str {
    match (lang, kind) {
        (Lang::Fr, ObjectKind::Dataset) => "jeu de données",
        (Lang::Fr, ObjectKind::Resource) => "ressource",
        (Lang::Fr, ObjectKind::Reuse) => "réutilisation",
        (Lang::Fr, ObjectKind::ReuseList) => "réutilisations",
        (Lang::Fr | Lang::En, ObjectKind::Dataservice) => "API",
        (Lang::Fr, ObjectKind::Organization) => "organisation",
        (Lang::Fr, ObjectKind::Topic) => "thématique",
        (Lang::Fr, ObjectKind::Post) => "article",
        (Lang::En, ObjectKind::Dataset) => "dataset",
        (Lang::En, ObjectKind::Resource) => "resource",
        (Lang::En, ObjectKind::Reuse) => "reuse",
        (Lang::En, ObjectKind::ReuseList) => "reuses",
        (Lang::En, ObjectKind::Organization) => "organisation",
        (Lang::En, ObjectKind::Topic) => "topic",
        (Lang::En, ObjectKind::Post) => "post",
    }
}

/// The name of a kind of link; in English, the one used in data.
#[must_use]
pub fn link_kind(lang: Lang, kind: LinkKind) -> &'static str {
    if lang == Lang::En {
        return kind.as_str();
    }
    match kind {
        LinkKind::Object(kind) => object_kind(lang, kind),
        LinkKind::StaticFile => "fichier déposé",
        LinkKind::Schema => "schéma",
        LinkKind::TransportDataset => "jeu de transport.data.gouv.fr",
        LinkKind::TransportResource => "ressource de transport.data.gouv.fr",
        LinkKind::LegacyDataset => "ancien jeu de données",
        LinkKind::DataFile => "fichier de données",
        LinkKind::ApiEndpoint => "route de l’API",
        LinkKind::ApiRoot => "racine de l’API",
        LinkKind::ApiService => "autre service",
        LinkKind::Search => "recherche",
        LinkKind::Feed => "flux",
        LinkKind::SitePage => "page du portail",
        LinkKind::SiteRoot => "accueil du portail",
        LinkKind::SiteAsset => "image ou script du portail",
        LinkKind::Subsite => "autre site du domaine",
        LinkKind::Template => "modèle d’adresse",
        LinkKind::Other => "autre",
    }
}

/// Puts the spaces of French typography into a text that Vigie or a rule's author wrote.
/// Never used on quotations, which stay as they are.
#[must_use]
pub fn typeset(lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Fr => [":", ";", "!", "?", "»", "%"]
            .iter()
            .fold(apostrophes(text).replace("« ", "«\u{a0}"), |text, sign| {
                text.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"))
            }),
    }
}

/// Turns the typewriter's apostrophe between two letters into the French one, code spans apart.
fn apostrophes(text: &str) -> String {
    let mut code = false;
    let mut before = ' ';
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        code ^= c == '`';
        let inside_a_word = before.is_alphabetic() && rest.peek().is_some_and(|next| next.is_alphabetic());
        out.push(if c == '\'' && !code && inside_a_word {
            '’'
        } else {
            c
        });
        before = c;
    }
    out
}

/// A day (`YYYY-MM-DD`, and whatever follows) in words. What is no day stays as it is.
#[must_use]
pub fn day(lang: Lang, text: &str) -> String {
    let Some(date) = text
        .get(..10)
        .and_then(|day| day.parse::<jiff::civil::Date>().ok())
    else {
        return text.to_owned();
    };
    let months = match lang {
        Lang::Fr => fr::MONTHS,
        Lang::En => en::MONTHS,
    };
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|index| months.get(index));
    let number = match (lang, date.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    };
    format!(
        "{number}{NB}{}{NB}{}",
        month.copied().unwrap_or_default(),
        date.year()
    )
}

/// A number with its thousands parted.
fn thousands(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// A quotation, without its marks.
fn shown(text: &str) -> String {
    printable(text, QUOTED)
}

/// Path patterns as names, each once.
fn paths(globs: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in globs.iter().map(|glob| pattern::path(glob)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Words without the star that leaves their end open: people read the beginning well enough.
fn stems(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| word.trim_end_matches('*').to_owned())
        .collect()
}

/// The readable ones of some regular expressions.
fn texts(patterns: &[String]) -> Vec<String> {
    patterns
        .iter()
        .filter_map(|source| pattern::regex(source))
        .collect()
}

/// A list of names, shortened when it is long.
fn list(names: &[String], quote: fn(&str) -> String) -> String {
    let mut text = names
        .iter()
        .take(LISTED)
        .map(|name| quote(name))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > LISTED {
        text.push_str(", …");
    }
    text
}

/// A size with one decimal, in decimal units, as file managers and forges show it.
fn size(bytes: u64, mark: char, units: [&str; 4]) -> String {
    let (mut divisor, mut unit) = (1_u64, 0);
    while unit < 3 && bytes / divisor >= 1000 {
        divisor *= 1000;
        unit += 1;
    }
    let mut text = (bytes / divisor).to_string();
    let tenth = bytes % divisor * 10 / divisor;
    if tenth > 0 {
        let _ = write!(text, "{mark}{tenth}");
    }
    let _ = write!(text, "{NB}{}", units[unit]);
    text
}

#[cfg(test)]
mod tests {
    use super::{day, is_one, thousands, total};
    use crate::model::Lang;

    #[test]
    fn sizes_that_are_not_known_are_not_counted_as_nothing() {
        let told = |sizes: &[Option<u64>]| total(Lang::En, sizes.iter().copied().collect());
        assert_eq!(told(&[None, None]), "size unknown");
        assert_eq!(told(&[Some(2), None]), format!("at least {}", told(&[Some(2)])));
        assert_eq!(told(&[Some(1), Some(1)]), told(&[Some(2)]));
    }

    #[test]
    fn nothing_takes_the_singular_in_french() {
        assert!(is_one(Lang::Fr, 0) && !is_one(Lang::En, 0) && is_one(Lang::En, 1) && !is_one(Lang::Fr, 2));
    }

    #[test]
    fn days_are_told_in_words() {
        assert_eq!(day(Lang::Fr, "2026-11-23"), "23\u{a0}novembre\u{a0}2026");
        assert_eq!(day(Lang::Fr, "2026-08-01"), "1er\u{a0}août\u{a0}2026");
        assert_eq!(day(Lang::En, "2026-01-02T03:04:05Z"), "2\u{a0}January\u{a0}2026");
        for other in ["soon", "2026-13-01", "é2026-01-01"] {
            assert_eq!(day(Lang::En, other), other);
        }
    }

    #[test]
    fn thousands_are_parted() {
        assert_eq!(
            [0, 999, 1_000, 500_000, 1_234_567].map(|n| thousands(n, ',')),
            ["0", "999", "1,000", "500,000", "1,234,567"]
        );
    }
}
