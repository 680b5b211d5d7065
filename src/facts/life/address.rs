// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What an e-mail address of a commit says of whoever wrote it.

use crate::model::{Person, fold};

/// Names of programs that commit, without anything but letters and digits.
const BOTS: &str = include_str!("bots.txt");
/// Hosts that give addresses to the public.
const PERSONAL: &str = include_str!("personal.txt");
/// Names that machines come with.
const MACHINE: &str = include_str!("machine.txt");
/// Ends of hosts that no mail reaches (RFC 2606, RFC 6762) or that are names of a local network.
const UNREACHABLE: [&str; 12] = [
    "local",
    "localdomain",
    "localhost",
    "lan",
    "home",
    "internal",
    "invalid",
    "test",
    "example",
    "example.com",
    "example.org",
    "example.net",
];

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressKind {
    /// That of a forge that hides the real one: neither generic nor personal.
    Hidden,
    /// It names a machine or nobody: nobody can be reached there.
    Generic,
    /// It comes from a provider for the public.
    Personal,
    /// Any other, professional ones among them.
    Other,
}

fn listed(list: &str, word: &str) -> bool {
    list.lines().any(|line| line == word)
}

fn split(email: &str) -> Option<(&str, &str)> {
    email.rsplit_once('@')
}

/// What an address is, by its two parts.
pub(super) fn kind(email: &str) -> AddressKind {
    let email = email.trim().to_lowercase();
    let Some((local, host)) = split(&email) else {
        return AddressKind::Generic;
    };
    let labels: Vec<&str> = host.split('.').collect();
    if labels
        .iter()
        .any(|label| matches!(*label, "noreply" | "no-reply"))
        || matches!(local, "noreply" | "no-reply")
    {
        return AddressKind::Hidden;
    }
    let ends = |end: &str| {
        host.strip_suffix(end)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let nowhere = labels.len() < 2
        || labels.iter().any(|label| label.is_empty())
        || host.contains('(')
        || UNREACHABLE.iter().any(|end| ends(end));
    if nowhere || local.is_empty() || listed(MACHINE, local) {
        return AddressKind::Generic;
    }
    if listed(PERSONAL, host) {
        return AddressKind::Personal;
    }
    AddressKind::Other
}

/// An address as reports may show it: who it belongs to stays in the history.
pub(super) fn shown(email: &str) -> String {
    let email = email.trim().to_lowercase();
    let Some((local, host)) = split(&email) else {
        return "…".to_owned();
    };
    let local = if listed(MACHINE, local) { local } else { "…" };
    let public = listed(PERSONAL, host) || UNREACHABLE.contains(&host);
    match host.rsplit_once('.') {
        _ if public => format!("{local}@{host}"),
        // The name of a machine is often that of its owner.
        Some((_, end)) if kind(&format!("a@{host}")) == AddressKind::Generic => format!("{local}@….{end}"),
        Some(_) => format!("{local}@{host}"),
        None => format!("{local}@…"),
    }
}

/// Programs that update dependencies, by the names that their commits bear.
const UPDATERS: &[&str] = &[
    "dependabot",
    "depfu",
    "greenkeeper",
    "greenkeeperio",
    "pyup",
    "renovate",
    "renovatebot",
    "snyk",
    "whitesource",
];

/// Whether a name or address is that of a program that updates dependencies.
pub(super) fn updates_dependencies(person: &Person) -> bool {
    let local = split(&person.email).map_or("", |(local, _)| local);
    let named = [person.name.as_str(), local].iter().any(|text| {
        let text = text.to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.into_iter().any(|word| UPDATERS.contains(&word))
    });
    // "Scala Steward" writes its name in two words.
    named || fold(&person.name) == "scala steward"
}

/// Whether a name or address is that of a program.
pub(super) fn is_bot(person: &Person) -> bool {
    let local = split(&person.email).map_or("", |(local, _)| local);
    // GitHub writes "123+login[bot]".
    let login = local.rsplit('+').next().unwrap_or(local);
    [person.name.as_str(), login].iter().any(|text| {
        let text = text.to_lowercase();
        let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word == "bot") || listed(BOTS, &bare)
    })
}

#[cfg(test)]
mod tests {
    use super::{AddressKind, is_bot, kind, shown};
    use crate::model::Person;

    #[test]
    fn addresses_are_told_apart() {
        for (email, expected) in [
            ("root@localhost", AddressKind::Generic),
            ("jeanne@MacBook-de-Jeanne.local", AddressKind::Generic),
            ("you@example.com", AddressKind::Generic),
            ("jeanne@(none)", AddressKind::Generic),
            ("jeanne", AddressKind::Generic),
            ("", AddressKind::Generic),
            ("@", AddressKind::Generic),
            (
                "ubuntu@ip-10-0-0-1.eu-west-3.compute.internal",
                AddressKind::Generic,
            ),
            ("admin@ministere.gouv.fr", AddressKind::Generic),
            ("Jeanne@GMail.com", AddressKind::Personal),
            ("jeanne@free.fr", AddressKind::Personal),
            ("jeanne@adm.free.fr", AddressKind::Other),
            ("jeanne.dupont@culture.gouv.fr", AddressKind::Other),
            ("12+jeanne@users.noreply.github.com", AddressKind::Hidden),
            ("12-jeanne@users.noreply.gitlab.example.org", AddressKind::Hidden),
            ("noreply@github.com", AddressKind::Hidden),
        ] {
            assert_eq!(kind(email), expected, "{email}");
        }
    }

    #[test]
    fn no_report_names_a_person_by_an_address() {
        for (email, expected) in [
            ("root@localhost", "root@localhost"),
            ("jeanne@MacBook-de-Jeanne.local", "…@….local"),
            ("jeanne@poste-jeanne", "…@…"),
            ("jeanne@gmail.com", "…@gmail.com"),
            ("jeanne", "…"),
        ] {
            assert_eq!(shown(email), expected);
        }
    }

    #[test]
    fn programs_that_update_dependencies_are_known() {
        let updates = |name: &str, email: &str| {
            super::updates_dependencies(&Person {
                name: name.to_owned(),
                email: email.to_owned(),
            })
        };
        let github = "49699333+dependabot[bot]@users.noreply.github.com";
        assert!(updates("dependabot[bot]", github) && updates("dependabot-preview[bot]", ""));
        assert!(updates("Renovate", "") && updates("Scala Steward", "") && updates("pyup-bot", ""));
        assert!(
            !updates("Camille Renovatelli", "c@gouv.fr") && !updates("GitHub Actions", "actions@github.com")
        );
    }

    #[test]
    fn programs_are_no_people() {
        let person = |name: &str, email: &str| Person {
            name: name.to_owned(),
            email: email.to_owned(),
        };
        for (name, email) in [
            (
                "dependabot[bot]",
                "49699333+dependabot[bot]@users.noreply.github.com",
            ),
            ("Renovate Bot", "bot@renovateapp.com"),
            ("semantic-release-bot", "semantic-release-bot@martynus.net"),
            ("GitHub Actions", "actions@github.com"),
            ("carte", "project_12_bot_a1b2@noreply.gitlab.com"),
        ] {
            assert!(is_bot(&person(name, email)), "{name}");
        }
        for (name, email) in [
            ("Camille Talbot", "camille.talbot@gouv.fr"),
            ("jabbot", "jabbot@gouv.fr"),
            ("Chabot Robot", "c@gouv.fr"),
        ] {
            assert!(!is_bot(&person(name, email)), "{name}");
        }
    }
}
