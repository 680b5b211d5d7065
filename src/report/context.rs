// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What templates are given: the wire format, the words, and the verdicts in the order of reports.

use std::collections::BTreeMap;

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::RuleView;
use super::story::{self, Group};
use super::strings::Strings;
use super::wire::v1::{Audit, Cohort, DataFile, Repository, RuleVerdict, Status, VerdictName};
use super::wording;
use crate::model::{Comparison, Confidence, Continuation, Lang, Level, ObjectKind, printable};
use crate::score;

/// The context of `audit.html.j2` and `audit.md.j2`.
pub(super) fn audit(audit: &Audit, lang: Lang, t: &Strings) -> Value {
    let count = |name| story::with(audit, name).len();
    context! {
        audit => data(audit),
        t => data(t.all()),
        lang => lang.as_str(),
        names => names(lang),
        data_folders => folders(&audit.data, lang),
        blockers => groups(&story::blockers(audit)),
        failures => groups(&story::failures(audit)),
        waived => verdicts(&story::waived(audit)),
        undetermined => story::undetermined(audit)
            .into_iter()
            .map(|(reason, rules)| context! { reason => reason, verdicts => verdicts(&rules) })
            .collect::<Vec<_>>(),
        passed => verdicts(&story::with(audit, VerdictName::Pass)),
        not_applicable => verdicts(&story::with(audit, VerdictName::NotApplicable)),
        counts => context! {
            pass => count(VerdictName::Pass),
            fail => count(VerdictName::Fail),
            waived => count(VerdictName::Waived),
            undetermined => count(VerdictName::Undetermined),
            not_applicable => count(VerdictName::NotApplicable),
        },
    }
}

/// Most files of one folder of data that are shown.
const MOST_FILES: usize = 20;

/// Data files by folder, in the order of paths.
fn folders(files: &[DataFile], lang: Lang) -> Vec<Value> {
    let mut by_folder: BTreeMap<&str, Vec<(&str, &DataFile)>> = BTreeMap::new();
    for file in files {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        by_folder.entry(folder).or_default().push((name, file));
    }
    by_folder
        .into_iter()
        .map(|(folder, files)| {
            let shown = files
                .iter()
                .take(MOST_FILES)
                .map(|(name, file)| context! { name => *name, file => data(file) });
            context! {
                path => folder,
                count => files.len(),
                bytes => wording::total(lang, files.iter().map(|(_, file)| file.size).collect()),
                left => files.len().saturating_sub(MOST_FILES),
                files => shown.collect::<Vec<_>>(),
            }
        })
        .collect()
}

/// The context of `cohort.html.j2`.
pub(super) fn cohort(cohort: &Cohort, lang: Lang, t: &Strings) -> Value {
    let mut audited: Vec<&Repository> = cohort
        .repositories
        .iter()
        .filter(|one| one.status == Status::Audited)
        .collect();
    // Closed gates first, then those of which nobody knows, then the lowest percentage; a repository without a score comes last.
    audited.sort_by_key(|one| {
        let percent = one.score.as_ref().and_then(|score| score.percent);
        let gate = match one.gate_passed {
            Some(false) => 0,
            None => 1,
            Some(true) => 2,
        };
        (gate, percent.unwrap_or(101))
    });
    let failed: Vec<_> = cohort
        .repositories
        .iter()
        .filter(|one| one.status == Status::Failed)
        .collect();
    let archived: Vec<_> = cohort
        .repositories
        .iter()
        .filter(|one| one.status == Status::Archived)
        .collect();
    let grades = &cohort.summary.grades;
    let grades = [
        ("A", grades.a),
        ("B", grades.b),
        ("C", grades.c),
        ("D", grades.d),
        ("E", grades.e),
    ];
    context! {
        cohort => data(cohort),
        t => data(t.all()),
        lang => lang.as_str(),
        names => names(lang),
        audited => data(&audited),
        profiles => if cohort.mixes_profiles() { profiles(cohort) } else { BTreeMap::new() },
        quiet => cohort.comparison.as_ref().is_some_and(Comparison::is_empty),
        failed => data(&failed),
        archived => data(&archived),
        pages => cohort
            .repositories
            .iter()
            .filter(|one| one.page.is_some())
            .map(|one| (one.id.clone(), true))
            .collect::<BTreeMap<_, _>>(),
        continuations => [
            Continuation::InternalTeam,
            Continuation::Contractor,
            Continuation::OtherProgramme,
            Continuation::OtherAdministration,
            Continuation::Abandoned,
        ]
        .map(|one| (one.as_str(), t.get(&one.as_str().replace('-', "_")).to_owned()))
        .into_iter()
        .collect::<BTreeMap<_, _>>(),
        titles => cohort.faults.iter().map(|one| (one.rule.clone(), one.title.clone())).collect::<BTreeMap<_, _>>(),
        named => cohort.repositories.iter().map(|one| (one.id.clone(), one.name.clone())).collect::<BTreeMap<_, _>>(),
        grades => grades
            .into_iter()
            .map(|(letter, count)| context! {
                letter => letter,
                count => count,
                percent => (count * 100).checked_div(cohort.summary.audited).unwrap_or(0),
            })
            .collect::<Vec<_>>(),
    }
}

/// The profile of each repository.
fn profiles(cohort: &Cohort) -> BTreeMap<String, String> {
    let all = cohort.repositories.iter();
    all.filter_map(|one| Some((one.id.clone(), one.profile.clone()?)))
        .collect()
}

/// The context of `rule.html.j2`.
pub(super) fn rule(view: &RuleView<'_>, t: &Strings) -> Value {
    let of = |wanted: VerdictName, archived: bool| {
        let rows = view
            .verdicts
            .iter()
            .filter(|(_, verdict)| *verdict == wanted)
            .filter_map(|(index, _)| view.cohort.rows.get(*index))
            .filter(|row| row.is_archived() == archived);
        rows.map(|row| context! { id => row.id.clone(), name => printable(&row.name, SHOWN) })
            .collect::<Vec<_>>()
    };
    let lang = view.cohort.lang;
    context! {
        rule => data(view.rule),
        t => data(t.all()),
        lang => lang.as_str(),
        names => names(lang),
        version => env!("CARGO_PKG_VERSION"),
        digest => view.cohort.rules_digest,
        broken => of(VerdictName::Fail, false),
        waived => of(VerdictName::Waived, false),
        undetermined => of(VerdictName::Undetermined, false),
        archived => of(VerdictName::Fail, true),
        kept => of(VerdictName::Pass, false).len(),
    }
}

/// Most characters shown of a name.
const SHOWN: usize = 300;

/// A value of the wire format, as templates see it.
fn data(value: impl serde::Serialize) -> Value {
    Value::from(Serde(value))
}

fn verdicts(all: &[&RuleVerdict]) -> Value {
    data(all)
}

fn groups(all: &[Group]) -> Vec<Value> {
    all.iter()
        .map(|group| {
            let id = group.verdicts.first().map_or("", |one| one.category.as_str());
            context! {
                title => group.category.map_or(id, |category| category.title.as_str()),
                verdicts => verdicts(&group.verdicts),
            }
        })
        .collect()
}

/// The names of the closed vocabularies in one language, by the name used in data.
fn names(lang: Lang) -> Value {
    let levels: BTreeMap<_, _> = Level::ALL
        .map(|level| (level.as_str(), wording::level(lang, level)))
        .into();
    let confidences: BTreeMap<_, _> = [Confidence::High, Confidence::Medium, Confidence::Low]
        .map(|one| (one.as_str(), wording::confidence(lang, one)))
        .into();
    let grades: BTreeMap<_, _> = [
        score::Grade::A,
        score::Grade::B,
        score::Grade::C,
        score::Grade::D,
        score::Grade::E,
    ]
    .map(|one| (one.as_str(), wording::grade(lang, one)))
    .into();
    let datasets: BTreeMap<_, _> = ObjectKind::ALL
        .map(|one| (one.as_str(), wording::object_kind(lang, one)))
        .into();
    context! { level => levels, confidence => confidences, grade => grades, dataset => datasets }
}
