// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The JSON report: the wire format, indented, with a final line break.

use serde::Serialize;

use super::wire::v1;
use super::{AuditView, CohortView};

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
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
