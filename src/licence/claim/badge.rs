// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Badges that say `license`: `img.shields.io/badge/license-MIT-green`, or their description.

use percent_encoding::percent_decode_str;

use super::address;
use super::token::words;

/// What a badge says the licence is; nothing for a badge that asks a forge, which says nothing by itself.
pub(super) fn read(alt: &str, target: &str) -> Option<Vec<String>> {
    if alt.len() > 300 || target.len() > 1_000 {
        return None;
    }
    drawn(target).or_else(|| described(alt, target))
}

/// What the address draws.
fn drawn(target: &str) -> Option<Vec<String>> {
    let lower = target.to_ascii_lowercase();
    // The buttons of Creative Commons lie in folders called as their licences: `l/by-sa/4.0/88x31.png`.
    let button = ["licensebuttons.net/l/", "i.creativecommons.org/l/"]
        .iter()
        .find_map(|folder| lower.find(folder).map(|at| &lower[at + folder.len()..]));
    if let Some(path) = button {
        return address::name(&format!("creativecommons.org/licenses/{path}"));
    }
    let at = [
        "img.shields.io/",
        "badgen.net/",
        "flat.badgen.net/",
        "shields.io/",
    ]
    .iter()
    .find_map(|host| lower.find(host).map(|at| at + host.len()))?;
    let rest = &target[at..];
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if let Some(badge) = path.strip_prefix("badge/") {
        let badge = decode(badge.trim_end_matches(".svg").trim_end_matches(".png"));
        return match badge.split_once('/') {
            // badgen: badge/license/MIT/blue
            Some((label, rest)) if says_licence(label) => address::named(rest.split('/').next()?),
            Some(_) => None,
            None => shields(&badge),
        };
    }
    if path.starts_with("static/v1") {
        let value = |name: &str| {
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
                .map(decode)
        };
        let label = value("label")?;
        return says_licence(&label)
            .then(|| value("message"))
            .flatten()
            .and_then(|message| address::named(&message));
    }
    None
}

/// `label-message-color`, where `--` is a dash, `__` a low line and `_` a space.
fn shields(badge: &str) -> Option<Vec<String>> {
    let marked = badge.replace("--", "\u{1}").replace("__", "\u{2}");
    let plain = |part: &str| part.replace('_', " ").replace('\u{1}', "-").replace('\u{2}', "_");
    let parts: Vec<String> = marked.split('-').map(plain).collect();
    match parts.as_slice() {
        [label, message, .., _] | [label, message] if says_licence(label) => {
            // A dash that its author forgot to double: license-Apache-2.0-blue.
            let whole = parts[1..parts.len().saturating_sub(1).max(2)].join("-");
            address::named(&whole)
                .or_else(|| address::named(message).filter(|ids| ids.len() == 1 && parts.len() <= 3))
        }
        [name, label, ..] if says_licence(label) && parts.len() <= 3 => address::named(name),
        [name, _] if words(name).iter().any(|word| word == "license") => address::named(name),
        _ => None,
    }
}

/// What the description says: `License: MIT`.
fn described(alt: &str, target: &str) -> Option<Vec<String>> {
    let lower = target.to_ascii_lowercase();
    let badge = ["badge", "shields", "licen", "licence"]
        .iter()
        .any(|word| lower.contains(word));
    (badge && says_licence(alt))
        .then(|| address::named(&alt.replace(':', " ")))
        .flatten()
}

fn says_licence(label: &str) -> bool {
    let named = words(label);
    named.len() <= 12 && named.iter().any(|word| word == "license" || word == "licenses")
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().replace('+', " ")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn badges_say_what_is_drawn() {
        for (alt, target, expected) in [
            ("", "https://img.shields.io/badge/license-MIT-green", "MIT"),
            ("", "https://img.shields.io/badge/License-MIT-yellow.svg", "MIT"),
            (
                "",
                "https://img.shields.io/badge/Licence-AGPL%20v3-blue",
                "AGPL-3.0-or-later|AGPL-3.0-only",
            ),
            (
                "",
                "https://img.shields.io/badge/license-Apache--2.0-blue.svg?style=flat",
                "Apache-2.0",
            ),
            (
                "",
                "https://img.shields.io/badge/licence-Licence_Ouverte_2.0-blue",
                "etalab-2.0",
            ),
            (
                "",
                "https://img.shields.io/badge/license-Apache%202-blue",
                "Apache-2.0",
            ),
            (
                "",
                "https://img.shields.io/badge/license-BSD--3--Clause-red",
                "BSD-3-Clause",
            ),
            (
                "",
                "https://img.shields.io/static/v1?label=license&message=EUPL-1.2&color=blue",
                "EUPL-1.2",
            ),
            ("", "https://badgen.net/badge/license/MIT/blue", "MIT"),
            ("", "https://img.shields.io/github/license/etalab/x", ""),
            ("License", "https://img.shields.io/github/license/etalab/x", ""),
            ("", "https://img.shields.io/badge/build-MIT-green", ""),
            ("", "https://img.shields.io/badge/license-custom-green", ""),
            ("License: MIT", "https://ci.fr/badge.svg", "MIT"),
            (
                "CC BY-SA 4.0",
                "https://licensebuttons.net/l/by-sa/4.0/88x31.png",
                "CC-BY-SA-4.0",
            ),
            ("", "https://i.creativecommons.org/l/by/3.0/fr/88x31.png", ""),
            ("", "https://licensebuttons.net/l/by-sa/88x31.png", ""),
            ("npm", "https://img.shields.io/npm/v/x", ""),
        ] {
            assert_eq!(
                read(alt, target).unwrap_or_default().join("|"),
                expected,
                "{target}"
            );
        }
    }
}
