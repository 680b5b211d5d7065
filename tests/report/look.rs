// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The text for the terminal, and pages kept for the eyes.

use unicode_width::UnicodeWidthStr as _;
use vigie::model::{Lang, NonEmpty, Thresholds, Unknown, Verdict};
use vigie::report::text::{Detail, Style, audit};
use vigie::report::wire::v1;
use vigie::report::{AuditSummary, CohortOutcome, CohortView, html, markdown};

use crate::view::{Texts, row, templates, with, world};

#[test]
fn text_fits_its_width_and_colours_only_when_asked() {
    let world = world(&Texts::plain());
    for lang in [Lang::Fr, Lang::En] {
        for width in [80, 60, 120] {
            for detail in [Detail::Quiet, Detail::Normal, Detail::Verbose] {
                let style = Style {
                    width,
                    colour: false,
                    detail,
                };
                let text = with(&world, lang, |view| audit(view, &style));
                for line in text.lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                    assert_eq!(line.trim_end(), line);
                }
                assert!(!text.contains('\u{1b}'));
                let coloured = with(&world, lang, |view| {
                    audit(
                        view,
                        &Style {
                            colour: true,
                            ..style
                        },
                    )
                });
                assert!(coloured.contains('\u{1b}'));
                assert_eq!(plain(&coloured), text, "colours must only repeat the words");
            }
        }
    }
}

/// Removes the escape sequences.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str(part.split_once('m').unwrap().1);
    }
    out
}

#[test]
fn details_grow_with_the_level_and_findings_are_capped() {
    let world = world(&Texts::plain());
    let text = |detail| {
        with(&world, Lang::En, |view| {
            audit(
                view,
                &Style {
                    detail,
                    ..Style::default()
                },
            )
        })
    };
    let (quiet, normal, verbose) = (text(Detail::Quiet), text(Detail::Normal), text(Detail::Verbose));
    assert!(quiet.contains("licence-missing") && !quiet.contains("readme-without-contact"));
    assert!(verbose.contains("… and 3 more") && verbose.contains("src/config/réglages.py:5"));
    assert!(!verbose.contains("réglages.py:6"));
    assert!(!normal.contains("Rules kept") && verbose.contains("Rules kept"));
    let in_order = |text: &str, titles: &[&str]| {
        let places: Vec<_> = titles
            .iter()
            .map(|title| text.find(title).unwrap_or_else(|| panic!("{title} in {text}")))
            .collect();
        assert!(places.is_sorted(), "{text}");
    };
    let told = [
        "May I publish?",
        "What blocks",
        "What to do next",
        "Other broken rules",
        "[readme-without-contact]",
        "Waivers to review",
        "`-v` shows them",
    ];
    in_order(&normal, &told);
    assert!(!normal.contains("Waivers granted") && !normal.contains("What the machine cannot tell"));
    let told = [
        "What blocks",
        "Other broken rules",
        "Waivers granted",
        "What the machine cannot tell",
        "could not be read",
        "Rules kept",
        "What to do next",
    ];
    in_order(&verbose, &told);
}

#[test]
fn a_cut_history_is_told_beside_the_grade() {
    let mut cut = world(&Texts::plain());
    let usual = with(&cut, Lang::En, |view| audit(view, &Style::default()));
    assert!(!usual.contains("unshallow"));
    for judged in &mut cut.card.verdicts {
        if let Verdict::Undetermined(why) = &mut judged.verdict {
            *why = NonEmpty::one(Unknown::ShallowHistory);
        }
    }
    for (lang, words) in [
        (Lang::En, "only the end of the Git history: 2 rules could not"),
        (
            Lang::Fr,
            "que la fin de l’historique Git\u{a0}: 2 règles n’ont pas",
        ),
    ] {
        with(&cut, lang, |view| {
            for report in [
                audit(
                    view,
                    &Style {
                        width: 400,
                        ..Style::default()
                    },
                ),
                markdown::audit(view, &templates()).unwrap(),
                html::audit(view, &templates()).unwrap(),
            ] {
                let at = report
                    .find(words)
                    .unwrap_or_else(|| panic!("{words} in {report}"));
                assert!(
                    report[at..].contains("git fetch --unshallow") && report[at..].contains("GIT_DEPTH: 0")
                );
                let sections = report.find(if lang == Lang::En {
                    "What blocks"
                } else {
                    "Ce qui bloque"
                });
                assert!(at < sections.unwrap(), "{report}");
            }
        });
    }
}

#[test]
fn a_cohort_tells_profiles_where_they_differ() {
    let world = world(&Texts::plain());
    let summary = with(&world, Lang::En, |view| AuditSummary::of(&v1::Audit::new(view)));
    for (other, differs) in [(summary.profile.as_str(), false), ("other-profile", true)] {
        let second = AuditSummary {
            profile: other.to_owned(),
            ..summary.clone()
        };
        let rows = [
            row("one", None, CohortOutcome::Audited(Box::new(summary.clone()))),
            row("two", None, CohortOutcome::Audited(Box::new(second))),
        ];
        let view = CohortView {
            name: None,
            profile: world.profile.as_str(),
            comparison: None,
            promotions: &[],
            thresholds: Thresholds::default(),
            rules_digest: "0",
            rows: &rows,
            generated: None,
            lang: Lang::En,
        };
        let page = html::cohort(&view, &templates()).unwrap();
        assert_eq!(page.contains("<th scope=\"col\">Profile</th>"), differs);
        assert_eq!(page.contains("<code>other-profile</code>"), differs);
        let text = vigie::report::text::cohort(&view);
        assert_eq!(text.contains("(profile other-profile)"), differs, "{text}");
        let json = v1::Cohort::new(&view);
        assert_eq!(json.repositories[1].profile.as_deref(), Some(other));
    }
}

#[test]
fn a_cohort_tells_the_weakest_first() {
    let (one, other) = (world(&Texts::plain()), world(&Texts::hostile("a<b>/été")));
    let page = with(&one, Lang::Fr, |a| {
        let mut passing = other.card.clone();
        passing.gate.passed = true;
        passing.gate.blocking.clear();
        with(&other, Lang::Fr, |b| {
            let mut b = b.clone();
            b.card = &passing;
            let rows = [
                row(
                    "a<b>/été",
                    None,
                    CohortOutcome::Audited(Box::new(AuditSummary::of(&v1::Audit::new(&b)))),
                ),
                row(
                    "ministere/mes-aides",
                    None,
                    CohortOutcome::Audited(Box::new(AuditSummary::of(&v1::Audit::new(a)))),
                ),
                row(
                    "perdu",
                    None,
                    CohortOutcome::Failed("le dépôt ne répond pas".to_owned()),
                ),
            ];
            let view = CohortView {
                name: None,
                profile: one.profile.as_str(),
                comparison: None,
                promotions: &[],
                thresholds: Thresholds::default(),
                rules_digest: "0",
                rows: &rows,
                generated: None,
                lang: Lang::Fr,
            };
            html::cohort(&view, &templates()).unwrap()
        })
    });
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what} in {page}"));
    assert!(at("repositories&#x2f;ministere-mes-aides.html") < at("repositories&#x2f;a-b-ete.html"));
    assert!(page.contains("le dépôt ne répond pas"));
    assert!(!page.contains("<b>/été"));
    keep("cohort.fr.html", &page);
}

#[test]
fn pages_render_in_both_languages() {
    let mut one = world(&Texts::plain());
    for lang in [Lang::Fr, Lang::En] {
        let page = with(&one, lang, |view| html::audit(view, &templates()).unwrap());
        assert!(
            page.starts_with("<!DOCTYPE html>\n<html lang=\""),
            "{}",
            &page[..60]
        );
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.as_str())));
        assert!(!page.contains("<script"));
        keep(&format!("audit.{}.html", lang.as_str()), &page);
    }
    for (name, detail) in [
        ("quiet", Detail::Quiet),
        ("normal", Detail::Normal),
        ("verbose", Detail::Verbose),
    ] {
        let style = Style {
            detail,
            ..Style::default()
        };
        keep(
            &format!("{name}.fr.txt"),
            &with(&one, Lang::Fr, |view| audit(view, &style)),
        );
    }
    keep(
        "audit.fr.md",
        &with(&one, Lang::Fr, |view| {
            markdown::audit(view, &templates()).unwrap()
        }),
    );
    one.card.gate.passed = true;
    one.card.gate.blocking.clear();
    keep(
        "passed.fr.html",
        &with(&one, Lang::Fr, |view| html::audit(view, &templates()).unwrap()),
    );
}

/// Writes a page for the eyes and for `tests/browser/axe.mjs`, when a folder is given.
fn keep(name: &str, page: &str) {
    if let Some(folder) = std::env::var_os("VIGIE_PAGES") {
        std::fs::write(std::path::Path::new(&folder).join(name), page).unwrap();
    }
}
