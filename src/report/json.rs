// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The JSON report: the wire format, indented, with a final line break.

use std::fmt::Write as _;

use serde::Serialize;

use super::wire::v1;
use super::{AuditView, CohortView};
use crate::model::is_invisible;

/// The audit as `vigie.audit.v1`.
///
/// # Errors
/// Never for the types of the wire format; the error is passed on rather than hidden.
pub fn audit(view: &AuditView) -> Result<String, serde_json::Error> {
    write(&v1::Audit::new(view))
}

/// The cohort as `vigie.cohort.v1`.
///
/// # Errors
/// Never for the types of the wire format; the error is passed on rather than hidden.
pub fn cohort(view: &CohortView) -> Result<String, serde_json::Error> {
    write(&v1::Cohort::new(view))
}

/// An audit of the wire format, such as one that was read back.
///
/// # Errors
/// Never for the types of the wire format; the error is passed on rather than hidden.
pub fn wire(audit: &v1::Audit) -> Result<String, serde_json::Error> {
    write(audit)
}

fn write(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// JSON that may be printed to a terminal: what moves the cursor or turns the order of signs around stands there by its
/// number. Such signs occur inside texts only, so readers get the same data.
pub(super) fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string_pretty(value)?;
    let acts = |c: char| c > '\u{7e}' && (c.is_control() || is_invisible(c));
    if !text.contains(acts) {
        return Ok(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_json_acts_on_a_terminal() {
        let name = "a\u{9b}31m\u{85}\u{7f}\u{202e}é\u{a0}日\u{2028}z\u{e0041}";
        let text = super::pretty(&name).unwrap();
        assert_eq!(
            text,
            "\"a\\u009b31m\\u0085\\u007f\\u202eé\u{a0}日\\u2028z\\udb40\\udc41\""
        );
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), name);
    }
}
