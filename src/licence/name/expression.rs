// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! SPDX expressions: read in any case, written in canonical form, without deprecated identifiers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use spdx::expression::{ExprNode, Operator};
use spdx::identifiers::{EXCEPTIONS, LICENSES};
use spdx::{AdditionItem, Expression, LicenseItem, LicenseReq, ParseMode};

use crate::model::fold;

use super::Standing;

/// Deprecated identifiers and the expressions that replace them, from the notes of the SPDX licence list.
/// A bare GNU version is `-only` there, as the full name of the deprecated entry says.
/// `Net-SNMP` stands for several texts and has no replacement.
const DEPRECATED: &[(&str, &str)] = &[
    ("AGPL-1.0", "AGPL-1.0-only"),
    ("AGPL-3.0", "AGPL-3.0-only"),
    ("BSD-2-Clause-FreeBSD", "BSD-2-Clause-Views"),
    ("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
    ("GFDL-1.1", "GFDL-1.1-only"),
    ("GFDL-1.2", "GFDL-1.2-only"),
    ("GFDL-1.3", "GFDL-1.3-only"),
    ("GPL-1.0", "GPL-1.0-only"),
    ("GPL-1.0+", "GPL-1.0-or-later"),
    ("GPL-2.0", "GPL-2.0-only"),
    ("GPL-2.0+", "GPL-2.0-or-later"),
    (
        "GPL-2.0-with-GCC-exception",
        "GPL-2.0-only WITH GCC-exception-2.0",
    ),
    (
        "GPL-2.0-with-autoconf-exception",
        "GPL-2.0-only WITH Autoconf-exception-2.0",
    ),
    (
        "GPL-2.0-with-bison-exception",
        "GPL-2.0-only WITH Bison-exception-2.2",
    ),
    (
        "GPL-2.0-with-classpath-exception",
        "GPL-2.0-only WITH Classpath-exception-2.0",
    ),
    (
        "GPL-2.0-with-font-exception",
        "GPL-2.0-only WITH Font-exception-2.0",
    ),
    ("GPL-3.0", "GPL-3.0-only"),
    ("GPL-3.0+", "GPL-3.0-or-later"),
    (
        "GPL-3.0-with-GCC-exception",
        "GPL-3.0-only WITH GCC-exception-3.1",
    ),
    (
        "GPL-3.0-with-autoconf-exception",
        "GPL-3.0-only WITH Autoconf-exception-3.0",
    ),
    ("LGPL-2.0", "LGPL-2.0-only"),
    ("LGPL-2.0+", "LGPL-2.0-or-later"),
    ("LGPL-2.1", "LGPL-2.1-only"),
    ("LGPL-2.1+", "LGPL-2.1-or-later"),
    ("LGPL-3.0", "LGPL-3.0-only"),
    ("LGPL-3.0+", "LGPL-3.0-or-later"),
    ("Nunit", "zlib-acknowledgement"),
    ("StandardML-NJ", "SMLNJ"),
    ("bzip2-1.0.5", "bzip2-1.0.6"),
    ("eCos-2.0", "GPL-2.0-or-later WITH eCos-exception-2.0"),
    ("wxWindows", "LGPL-2.0-or-later WITH WxWindows-exception-3.1"),
];

/// The expression that replaces a deprecated identifier of the SPDX licence list.
#[must_use]
pub fn replacement(id: &str) -> Option<&'static str> {
    DEPRECATED.iter().find(|(old, _)| *old == id).map(|(_, new)| *new)
}

/// Deprecated identifiers are still identifiers; everything else is SPDX's own grammar.
const MODE: ParseMode = ParseMode {
    allow_deprecated: true,
    allow_postfix_plus_on_gpl: true,
    ..ParseMode::STRICT
};

/// Signs that no expression has besides letters and digits.
const SIGNS: &[char] = &['-', '.', '+', ':', '(', ')', ' ', '\t', '\n', '\r'];

/// What a value is when it is a valid SPDX expression; identifiers count in any case, as SPDX says.
pub(super) fn read(value: &str) -> Option<Standing> {
    if !value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || SIGNS.contains(&c))
    {
        return None;
    }
    let canonical = canonical_ids(value);
    let expression = Expression::parse_mode(&canonical, MODE).ok()?;
    let mut stack: Vec<(String, Option<Operator>)> = Vec::new();
    let mut deprecated = false;
    for node in expression.iter() {
        match node {
            ExprNode::Req(found) => {
                let name = canonical.get(found.span.start as usize..)?;
                deprecated |= is_old_plus(&found.req, name)?;
                stack.push((requirement(&found.req, &mut deprecated)?, None));
            }
            ExprNode::Op(operator) => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                let word = if *operator == Operator::And { "AND" } else { "OR" };
                let both = format!("{} {word} {}", leg(left, *operator), leg(right, *operator));
                stack.push((both, Some(*operator)));
            }
        }
    }
    let written = stack.pop()?.0;
    Some(if keeps_all_rights(&expression) {
        Standing::Proprietary
    } else if deprecated {
        Standing::Deprecated(written)
    } else {
        Standing::Valid(written)
    })
}

/// A leg of an expression, in brackets where `OR` stands below `AND`.
fn leg((written, inner): (String, Option<Operator>), outer: Operator) -> String {
    if inner == Some(Operator::Or) && outer == Operator::And {
        format!("({written})")
    } else {
        written
    }
}

/// Whether a GNU identifier bears the plus of old, which the parser turns into `-or-later`. `None` for the
/// contradiction `GPL-3.0-only+`, and for SPDX's words for "no assertion", which name no licence.
fn is_old_plus(found: &LicenseReq, written: &str) -> Option<bool> {
    let id = found.license.id();
    if id.is_some_and(|id| matches!(id.name, "NOASSERTION" | "NONE")) {
        return None;
    }
    let end = written.find([' ', '(', ')']).unwrap_or(written.len());
    let plus = written[..end].strip_suffix('+');
    if plus.is_some_and(|name| name.ends_with("-only")) {
        return None;
    }
    Some(plus.is_some() && id.is_some_and(spdx::LicenseId::is_gnu))
}

/// A licence with its exception; `None` for two exceptions on one licence.
fn requirement(found: &LicenseReq, deprecated: &mut bool) -> Option<String> {
    let mut written = match &found.license {
        LicenseItem::Spdx { id, or_later } => {
            let name = if *or_later {
                format!("{}+", id.name)
            } else {
                id.name.to_owned()
            };
            let replaced = replacement(&name);
            *deprecated |= replaced.is_some() || id.is_deprecated();
            replaced.map_or(name, str::to_owned)
        }
        LicenseItem::Other(other) => other.to_string(),
    };
    match &found.addition {
        Some(_) if written.contains(" WITH ") => return None,
        Some(AdditionItem::Spdx(id)) => {
            *deprecated |= id.is_deprecated();
            let name = match id.name {
                "Nokia-Qt-exception-1.1" => "Qt-LGPL-exception-1.1",
                name => name,
            };
            written.push_str(" WITH ");
            written.push_str(name);
        }
        Some(other) => {
            written.push_str(" WITH ");
            written.push_str(&other.to_string());
        }
        None => {}
    }
    Some(written)
}

/// Whether an expression is a single reference that names itself proprietary.
fn keeps_all_rights(expression: &Expression) -> bool {
    const WORDS: [&str; 5] = [
        "proprietary",
        "proprietaire",
        "commercial",
        "all-rights-reserved",
        "closed-source",
    ];
    let mut found = expression.requirements();
    let (Some(only), None) = (found.next(), found.next()) else {
        return false;
    };
    match &only.req.license {
        LicenseItem::Other(other) => {
            let name = other.lic_ref.to_ascii_lowercase();
            WORDS.iter().any(|word| name.starts_with(word)) && !name.contains("non-commercial")
        }
        LicenseItem::Spdx { .. } => false,
    }
}

/// Puts each identifier into the case of the list.
fn canonical_ids(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut word = String::new();
    for c in value.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':') {
            word.push(c);
        } else {
            out.push_str(canonical_id(&word));
            word.clear();
            out.push(c);
        }
    }
    out.push_str(canonical_id(&word));
    out
}

fn canonical_id(word: &str) -> &str {
    static BY_LOWER: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    let known = BY_LOWER.get_or_init(|| {
        let licences = LICENSES.iter().map(|licence| licence.name);
        let exceptions = EXCEPTIONS.iter().map(|exception| exception.name);
        licences
            .chain(exceptions)
            .map(|name| (name.to_ascii_lowercase(), name))
            .collect()
    });
    known.get(&word.to_ascii_lowercase()).copied().unwrap_or(word)
}

/// The identifier whose parts are these words, whatever stands between them: `EPL 2.0`, `BSD_3_clause`.
/// Names without a version are left out, and those that other licences share.
pub(super) fn by_words(value: &str) -> Option<&'static str> {
    static BY_WORDS: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    let known = BY_WORDS.get_or_init(|| {
        LICENSES
            .iter()
            .filter(|licence| licence.flags & spdx::flags::IS_DEPRECATED == 0)
            // "BSL" is Business Source for many.
            .filter(|licence| {
                licence.name != "BSL-1.0" && licence.name.contains(|c: char| c.is_ascii_digit())
            })
            .map(|licence| (fold(licence.name), licence.name))
            .collect()
    });
    if value.contains('+') {
        return None;
    }
    known.get(&fold(value)).copied()
}
