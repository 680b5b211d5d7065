// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The licence field of R packages: `GPL (>= 2)`, `MIT + file LICENSE`, `GPL-2 | GPL-3`.

use super::{Standing, alias, expression};

/// What R's own grammar makes of a value; `None` when it has none of R's signs.
pub(super) fn read(value: &str) -> Option<Standing> {
    if let Some(file) = file(value) {
        return Some(Standing::Elsewhere(file.to_owned()));
    }
    let with_file = value.contains("+ file ");
    if !with_file && !value.contains('(') && !value.contains('|') {
        return None;
    }
    let mut legs = Vec::new();
    for part in value.split('|') {
        let part = part.trim();
        // The file beside a name gives the holder (MIT, BSD) or adds to the licence: what it says is read there.
        let name = match part.split_once('+') {
            Some((name, more)) if more.starts_with([' ', '\t']) => name.trim(),
            _ => part,
        };
        let leg = range(name).or_else(|| alias::find(name).map(str::to_owned));
        legs.push(leg.or_else(|| expression::read(name)?.expression().map(str::to_owned))?);
    }
    Some(Standing::Informal(legs.join(" OR ")))
}

fn file(value: &str) -> Option<&str> {
    let rest = value.strip_prefix("file ")?.trim();
    (!rest.is_empty() && !rest.contains(char::is_whitespace)).then_some(rest)
}

/// Versions that were published, by the name that R gives to the licence.
const VERSIONS: &[(&str, &[(&str, &str)])] = &[
    ("AGPL", &[("3", "AGPL-3.0")]),
    ("GPL", &[("1", "GPL-1.0"), ("2", "GPL-2.0"), ("3", "GPL-3.0")]),
    (
        "LGPL",
        &[("2", "LGPL-2.0"), ("2.1", "LGPL-2.1"), ("3", "LGPL-3.0")],
    ),
    (
        "Apache License",
        &[("1", "Apache-1.0"), ("1.1", "Apache-1.1"), ("2", "Apache-2.0")],
    ),
    (
        "Mozilla Public License",
        &[("1", "MPL-1.0"), ("1.1", "MPL-1.1"), ("2", "MPL-2.0")],
    ),
    (
        "CeCILL",
        &[
            ("1", "CECILL-1.0"),
            ("1.1", "CECILL-1.1"),
            ("2", "CECILL-2.0"),
            ("2.1", "CECILL-2.1"),
        ],
    ),
];

/// `GPL (>= 2)`, `LGPL (>= 2.1, < 3)`, `Apache License (== 2.0)`.
fn range(value: &str) -> Option<String> {
    let (name, bounds) = value.strip_suffix(')')?.split_once('(')?;
    let name = name.trim();
    let (_, versions) = VERSIONS.iter().find(|(known, _)| *known == name)?;
    let bounds: Vec<(&str, (u32, u32))> = bounds.split(',').map(bound).collect::<Option<_>>()?;
    let open = bounds.iter().all(|(sign, _)| matches!(*sign, ">=" | ">"));
    let mut fit = versions
        .iter()
        .filter(|(version, _)| {
            number(version).is_some_and(|version| bounds.iter().all(|bound| holds(version, bound)))
        })
        .map(|(_, id)| *id);
    let gnu = name.ends_with("GPL");
    let first = fit.next()?;
    if open && gnu {
        return Some(format!("{first}-or-later"));
    }
    if open && first.ends_with("2.0") && fit.clone().next().is_none() {
        // The last version there is: "or later" is the plus of SPDX.
        return Some(format!("{first}+"));
    }
    // Any of the versions that fit may be chosen.
    let exact = |id: &str| if gnu { format!("{id}-only") } else { id.to_owned() };
    let legs: Vec<String> = std::iter::once(first).chain(fit).map(exact).collect();
    Some(legs.join(" OR "))
}

fn bound(text: &str) -> Option<(&'static str, (u32, u32))> {
    let text = text.trim();
    [">=", "<=", "==", ">", "<"]
        .into_iter()
        .find_map(|sign| Some((sign, number(text.strip_prefix(sign)?.trim())?)))
}

fn number(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.split_once('.').unwrap_or((text, "0"));
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn holds(version: (u32, u32), (sign, limit): &(&str, (u32, u32))) -> bool {
    match *sign {
        ">=" => version >= *limit,
        "<=" => version <= *limit,
        "==" => version == *limit,
        ">" => version > *limit,
        _ => version < *limit,
    }
}
