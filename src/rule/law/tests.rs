// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The embedded law, and files that are not valid.

use jiff::civil::{Date, date};

use super::{Compatibility, Effect, Grade, Law, Status, expression};
use crate::model::Subject::{self, Code, Data, Documentation};
use crate::rule::{RuleSet, SourceText, embedded};

const TODAY: Date = date(2026, 11, 23);

fn law() -> Law {
    RuleSet::embedded().unwrap().law().clone()
}

fn judged(law: &Law, text: &str, subject: Subject, day: Date) -> (Grade, String) {
    let ruling = law.judge(&expression(text).expect(text), subject, day);
    (ruling.grade, ruling.leg)
}

#[test]
fn the_list_of_the_decree_is_whole() {
    let law = law();
    let listed = |subject: Subject, effect: Effect| {
        let mut ids: Vec<_> = law
            .entries()
            .iter()
            .filter(|entry| {
                entry.status == Status::Listed
                    && entry.subjects.contains(&subject)
                    && entry.effect == Some(effect)
            })
            .map(|entry| entry.id.as_str())
            .collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(
        listed(Code, Effect::Permissive),
        [
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CECILL-B",
            "MIT",
            "etalab-2.0"
        ]
    );
    assert_eq!(
        listed(Code, Effect::Reciprocal),
        [
            "AGPL-3.0-or-later",
            "CECILL-2.1",
            "CECILL-C",
            "EPL-2.0",
            "EUPL-1.2",
            "GPL-3.0-or-later",
            "LGPL-3.0-or-later",
            "MPL-2.0"
        ]
    );
    assert_eq!(listed(Data, Effect::Permissive), ["etalab-2.0"]);
    assert_eq!(listed(Data, Effect::Reciprocal), ["ODbL-1.0"]);
    let homologated = law.entries().iter().filter(|entry| entry.until.is_some());
    assert_eq!(homologated.count(), 5);
}

#[test]
fn expressions_are_judged_leg_by_leg() {
    use Grade::{Listed, Outside, Tolerated, Unknown};
    let law = law();
    let cases = [
        ("MIT", Code, Listed, "MIT"),
        ("MIT", Subject::Project, Listed, "MIT"),
        ("etalab-2.0", Code, Listed, "etalab-2.0"),
        ("GPL-2.0-only", Code, Outside, "GPL-2.0-only"),
        ("GPL-2.0", Code, Outside, "GPL-2.0"),
        ("GPL-2.0+", Code, Outside, "GPL-2.0-or-later"),
        ("GPL-3.0", Code, Tolerated, "GPL-3.0"),
        ("GPL-3.0+", Code, Listed, "GPL-3.0-or-later"),
        ("AGPL-3.0-only", Code, Tolerated, "AGPL-3.0-only"),
        ("LGPL-2.1-only", Code, Outside, "LGPL-2.1-only"),
        ("EUPL-1.1", Code, Outside, "EUPL-1.1"),
        ("EUPL-1.2+", Code, Listed, "EUPL-1.2+"),
        ("CECILL-2.0", Code, Outside, "CECILL-2.0"),
        ("CC-BY-4.0", Code, Outside, "CC-BY-4.0"),
        ("CC-BY-4.0", Documentation, Tolerated, "CC-BY-4.0"),
        ("ODbL-1.0", Data, Listed, "ODbL-1.0"),
        ("ODbL-1.0", Code, Outside, "ODbL-1.0"),
        ("CC-BY-NC-4.0", Data, Outside, "CC-BY-NC-4.0"),
        ("CC-BY-4.0", Data, Outside, "CC-BY-4.0"),
        ("CC0-1.0", Data, Outside, "CC0-1.0"),
        ("CC0-1.0", Documentation, Tolerated, "CC0-1.0"),
        ("LicenseRef-etalab-1.0", Data, Tolerated, "LicenseRef-etalab-1.0"),
        ("LicenseRef-maison", Code, Unknown, "LicenseRef-maison"),
        // Any leg of a choice, every leg of a sum; the leg that decides is named.
        ("GPL-2.0-only OR MIT", Code, Listed, "MIT"),
        ("MIT OR GPL-2.0-only", Code, Listed, "MIT"),
        ("MIT AND GPL-2.0-only", Code, Outside, "GPL-2.0-only"),
        ("LicenseRef-a OR MIT", Code, Listed, "MIT"),
        ("LicenseRef-a AND MIT", Code, Unknown, "LicenseRef-a"),
        ("LicenseRef-a AND JSON", Code, Outside, "JSON"),
        ("LicenseRef-a OR JSON", Code, Unknown, "LicenseRef-a"),
        ("(JSON OR MIT) AND (Apache-2.0 OR EPL-1.0)", Code, Listed, "MIT"),
        ("MIT AND JSON OR Apache-2.0", Code, Listed, "Apache-2.0"),
        // An exception only adds permissions; an addition of one's own may do anything.
        (
            "GPL-3.0-or-later WITH GCC-exception-3.1",
            Code,
            Listed,
            "GPL-3.0-or-later WITH GCC-exception-3.1",
        ),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            Code,
            Outside,
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        (
            "MIT WITH AdditionRef-clause",
            Code,
            Unknown,
            "MIT WITH AdditionRef-clause",
        ),
    ];
    for (text, subject, grade, leg) in cases {
        assert_eq!(
            judged(&law, text, subject, TODAY),
            (grade, leg.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn homologations_end_with_their_day() {
    let law = law();
    let ign = "LicenseRef-IGN-utilisation-gratuite";
    assert_eq!(judged(&law, ign, Data, date(2021, 12, 31)).0, Grade::Homologated);
    assert_eq!(judged(&law, ign, Data, date(2022, 1, 1)).0, Grade::Expired);
    assert_eq!(judged(&law, ign, Code, date(2021, 1, 1)).0, Grade::Unknown);
    // Homologated once for one producer, and refused to the others since.
    assert_eq!(
        judged(&law, "CC-BY-SA-4.0", Data, date(2020, 9, 25)).0,
        Grade::Homologated
    );
    assert_eq!(judged(&law, "CC-BY-SA-4.0", Data, TODAY).0, Grade::Outside);
    assert!(
        law.entries()
            .iter()
            .any(|entry| entry.id == "CC-BY-SA-4.0" && entry.until.is_some())
    );
}

#[test]
fn compatibility_is_told_by_a_source_or_not_at_all() {
    let law = law();
    let cases = [
        ("MIT", "Apache-2.0", "yes"),
        ("MIT", "GPL-2.0-only", "yes"),
        ("MIT", "MIT", "yes"),
        ("JSON", "JSON", "yes"),
        ("JSON", "MIT", "unknown"),
        ("Apache-2.0", "GPL-3.0-or-later", "yes"),
        ("Apache-2.0", "GPL-2.0-only", "no"),
        ("Apache-2.0", "GPL-2.0", "no"),
        ("Apache-2.0", "GPL-2.0-or-later", "unknown"),
        ("GPL-2.0-only", "GPL-3.0-or-later", "no"),
        ("GPL-2.0-or-later", "GPL-3.0-or-later", "yes"),
        ("GPL-2.0+", "GPL-3.0-or-later", "yes"),
        ("GPL-3.0-or-later", "MIT", "no"),
        ("GPL-3.0-or-later", "EUPL-1.2", "unknown"),
        ("EUPL-1.2", "AGPL-3.0-or-later", "yes"),
        ("CECILL-2.1", "EUPL-1.2", "yes"),
        ("LGPL-2.1-only", "MIT", "yes"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT", "unknown"),
        // Whoever copies takes any leg of a choice, and every leg of a sum.
        ("MIT OR GPL-2.0-only", "Apache-2.0", "yes"),
        ("MIT AND GPL-2.0-only", "Apache-2.0", "no"),
        ("JSON OR GPL-2.0-only", "Apache-2.0", "unknown"),
        // A project keeps its word on each leg of its choice.
        ("GPL-3.0-only", "GPL-3.0-or-later OR MIT", "no"),
        ("GPL-3.0-only", "GPL-3.0-or-later AND MIT", "unknown"),
        ("GPL-3.0-only", "Apache-2.0 AND MIT", "no"),
    ];
    for (from, into, answer) in cases {
        let found = law.compatible(&expression(from).unwrap(), &expression(into).unwrap());
        let told = match found {
            Compatibility::Compatible(_) => "yes",
            Compatibility::Incompatible { .. } => "no",
            Compatibility::NotVerified => "unknown",
        };
        assert_eq!(told, answer, "{from} into {into}");
    }
}

#[test]
fn no_pair_has_two_answers() {
    let law = law();
    for (index, cell) in law.cells.iter().enumerate() {
        for other in &law.cells[..index] {
            let meet = |a: &[String], b: &[String]| a.iter().find(|id| b.contains(id)).cloned();
            if let (Some(from), Some(into)) = (meet(&cell.from, &other.from), meet(&cell.into, &other.into)) {
                panic!("{from} into {into} stands twice");
            }
        }
    }
}

fn with(path: &str, text: &str) -> Result<RuleSet, String> {
    let mut texts = embedded();
    texts.push(SourceText {
        path: path.to_owned(),
        shown: format!("own/{path}"),
        text: text.to_owned(),
        embedded: false,
    });
    RuleSet::build(&texts).map_err(|error| error.to_string())
}

const HEAD: &str = "version = \"1\"\nupdated = 2026-01-02\nstatus = \"listed\"\nsubjects = [\"code\"]\narticle = \"A\"\nsource = \"s\"\n[sources.s]\ntext = \"T\"\nurl = \"https://example.org\"\nread = 2026-01-02\n";

#[test]
fn a_folder_replaces_and_adds_files() {
    let own = format!("{HEAD}[[licence]]\nid = \"JSON\"\n");
    let added = with("law/ours.toml", &own).unwrap();
    assert_eq!(judged(added.law(), "JSON", Code, TODAY).0, Grade::Listed);
    assert_eq!(judged(added.law(), "MIT", Code, TODAY).0, Grade::Listed);
    let replaced = with("law/code-licences.toml", &own).unwrap();
    assert_eq!(judged(replaced.law(), "MIT", Code, TODAY).0, Grade::Outside);
    let embedded = RuleSet::embedded().unwrap();
    assert_ne!(added.digest(), embedded.digest());
    assert_ne!(added.digest(), replaced.digest());
    let names: Vec<_> = embedded
        .law()
        .files()
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "code-licences",
            "compatibility",
            "data-licences",
            "homologated",
            "outside",
            "tolerated"
        ]
    );
}

#[test]
fn faults_are_told_at_their_place() {
    let cases = [
        ("[[licence]]\nid = \"MITT\"\n", ":12:6: \"MITT\" is neither"),
        ("[[licence]]\nid = \"GPL-3.0\"\n", ":12:6: \"GPL-3.0\" is neither"),
        ("[[licence]]\nid = \"LicenseRef-\"\n", ":12:6:"),
        (
            "[[licence]]\nid = \"MIT\"\nsource = \"x\"\n",
            ":13:10: there is no [sources.x]",
        ),
        (
            "[[licence]]\nid = \"MIT\"\nuntil = 2026-01-01\n",
            "a homologated licence has",
        ),
        ("[[licence]]\nid = \"MIT\"\ncolour = 1\n", ":13:1: unknown field"),
        (
            "[[licence]]\nid = \"JSON\"\n[[licence]]\nid = \"JSON\"\n",
            ":14:6: \"JSON\" is already there",
        ),
        (
            "[[licence]]\nid = \"MIT\"\n",
            "already there with the same status",
        ),
        (
            "[[cell]]\nfrom = [\"MIT\"]\ninto = [\"X\"]\nanswer = \"compatible\"\nsource = \"s\"\n",
            ":13:9:",
        ),
        (
            "[[cell]]\nfrom = [\"MIT\"]\ninto = [\"MIT\"]\nanswer = \"maybe\"\nsource = \"s\"\n",
            ":14:10:",
        ),
    ];
    for (text, told) in cases {
        let error = with("law/ours.toml", &format!("{HEAD}{text}")).unwrap_err();
        assert!(
            error.starts_with("own/law/ours.toml:") && error.contains(told),
            "{text}: {error}"
        );
    }
}
