// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Reports made from audits built by hand: they agree with each other, and nothing that a
//! repository holds can speak for the report.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "report/agree.rs"]
mod agree;
#[path = "report/hostile.rs"]
mod hostile;
#[path = "report/look.rs"]
mod look;
#[path = "report/schema.rs"]
mod schema;
#[path = "report/view.rs"]
mod view;
#[path = "report/words.rs"]
mod words;
