// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Why something is not known, when several things are the reason: one sentence for those alike.

use super::data::{quote_en, quote_fr};
use super::{NB, dataset, unknown};
use crate::model::{Lang, PortalDoubt, Unknown};

/// Most names of one sentence.
const NAMES: usize = 3;

/// The reasons, each kind told once: with the number and the first names when there are several.
#[must_use]
pub fn unknowns(lang: Lang, all: &[Unknown]) -> String {
    let mut told = Vec::new();
    for (at, one) in all.iter().enumerate() {
        if all[..at].iter().any(|before| alike(before, one)) {
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for name in all[at..]
            .iter()
            .filter(|other| alike(one, other))
            .filter_map(name)
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        told.push(if names.len() > 1 {
            several(lang, one, &names)
        } else {
            unknown(lang, one)
        });
    }
    told.join(match lang {
        Lang::Fr => "\u{a0}; ",
        Lang::En => "; ",
    })
}

/// Whether two reasons are told in one sentence.
fn alike(one: &Unknown, other: &Unknown) -> bool {
    match (one, other) {
        (Unknown::Unread(_), Unknown::Unread(_)) => true,
        (Unknown::Portal(one), Unknown::Portal(other)) => match (one, other) {
            (PortalDoubt::Silent(one, _), PortalDoubt::Silent(other, _)) => one == other,
            (PortalDoubt::Unsaid(_), PortalDoubt::Unsaid(_))
            | (PortalDoubt::Role(_), PortalDoubt::Role(_)) => true,
            _ => false,
        },
        _ => one == other,
    }
}

/// What a reason of those kinds is about.
fn name(one: &Unknown) -> Option<&str> {
    match one {
        Unknown::Unread(path) => Some(path),
        Unknown::Portal(
            PortalDoubt::Silent(_, name) | PortalDoubt::Unsaid(name) | PortalDoubt::Role(name),
        ) => Some(name),
        _ => None,
    }
}

/// One sentence for several names.
fn several(lang: Lang, one: &Unknown, names: &[&str]) -> String {
    let (count, list) = (names.len(), named(lang, names));
    match (lang, one) {
        (Lang::Fr, Unknown::Portal(PortalDoubt::Silent(why, _))) => format!(
            "{count} objets non vérifiés auprès de data.gouv.fr ({list}){NB}: {}",
            dataset::silence(lang, *why)
        ),
        (Lang::En, Unknown::Portal(PortalDoubt::Silent(why, _))) => format!(
            "{count} objects not verified with data.gouv.fr ({list}): {}",
            dataset::silence(lang, *why)
        ),
        (Lang::Fr, Unknown::Portal(PortalDoubt::Unsaid(_))) => {
            format!("data.gouv.fr ne l’indique pas pour {count} objets ({list})")
        }
        (Lang::En, Unknown::Portal(PortalDoubt::Unsaid(_))) => {
            format!("data.gouv.fr does not say so for {count} objects ({list})")
        }
        (Lang::Fr, Unknown::Portal(PortalDoubt::Role(_))) => format!(
            "{count} objets à confirmer ({list}){NB}: déclarez dans `datasets.published` de .vigie.toml ceux que l’équipe publie, les autres dans `datasets.consumed`"
        ),
        (Lang::En, Unknown::Portal(PortalDoubt::Role(_))) => format!(
            "{count} objects to be confirmed ({list}): declare in `datasets.published` of .vigie.toml those that the team publishes, the others in `datasets.consumed`"
        ),
        (Lang::Fr, _) => format!("{count} fichiers n’ont pas pu être lus ({list})"),
        (Lang::En, _) => format!("{count} files could not be read ({list})"),
    }
}

/// The first names, and how many more there are.
fn named(lang: Lang, names: &[&str]) -> String {
    let quote = match lang {
        Lang::Fr => quote_fr,
        Lang::En => quote_en,
    };
    // "and 1 more" takes as much room as the name.
    let shown = if names.len() == NAMES + 1 {
        NAMES + 1
    } else {
        NAMES
    };
    let first: Vec<_> = names.iter().take(shown).map(|one| quote(one)).collect();
    let left = names.len().saturating_sub(shown);
    let (last, rest) = match (lang, left, first.split_last()) {
        (Lang::Fr, 0, Some((last, rest))) => (format!("et {last}"), rest),
        (Lang::En, 0, Some((last, rest))) => (format!("and {last}"), rest),
        (Lang::Fr, ..) => (format!("et {left} autres"), &*first),
        (Lang::En, ..) => (format!("and {left} more"), &*first),
    };
    format!("{} {last}", rest.join(", "))
}

#[cfg(test)]
mod tests {
    use super::unknowns;
    use crate::model::{Lang, PortalDoubt, Silence, Unknown};

    fn role(name: &str) -> Unknown {
        Unknown::Portal(PortalDoubt::Role(name.to_owned()))
    }

    #[test]
    fn each_kind_is_told_once_with_the_first_names() {
        let silent = |why, name: &str| Unknown::Portal(PortalDoubt::Silent(why, name.to_owned()));
        let all = [
            role("a"),
            Unknown::Unread("x.csv".into()),
            role("b"),
            role("a"),
            Unknown::Unread("y.csv".into()),
            silent(Silence::Offline, "c"),
            silent(Silence::Throttled, "d"),
            Unknown::NoForge,
            Unknown::NoForge,
        ];
        assert_eq!(
            unknowns(Lang::En, &all),
            "2 objects to be confirmed (\"a\" and \"b\"): declare in `datasets.published` of .vigie.toml those that the team publishes, the others in `datasets.consumed`; \
             2 files could not be read (\"x.csv\" and \"y.csv\"); \
             not verified with data.gouv.fr for \"c\": offline, and no answer was kept; \
             not verified with data.gouv.fr for \"d\": the portal asks to wait; \
             this needs the forge (GitLab), which this audit did not ask"
        );
    }

    #[test]
    fn many_names_are_counted() {
        let all: Vec<_> = ["a", "b", "c", "d", "e"].map(role).into();
        assert!(unknowns(Lang::Fr, &all).starts_with(
            "5 objets à confirmer («\u{a0}a\u{a0}», «\u{a0}b\u{a0}», «\u{a0}c\u{a0}» et 2 autres)\u{a0}: "
        ));
        assert!(unknowns(Lang::En, &all[..4]).contains("(\"a\", \"b\", \"c\" and \"d\")"));
        assert_eq!(unknowns(Lang::Fr, &all[..1]), super::unknown(Lang::Fr, &all[0]));
    }
}
