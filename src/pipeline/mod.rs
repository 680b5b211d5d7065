// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The whole way for one repository, and for many at once.
//!
//! Must never know report formats.

mod audit;
mod cohort;
mod examples;
mod hidden;
mod licence;
mod links;
mod look;
mod official;
mod portal;
mod room;
mod time;

pub use audit::{Audit, AuditError, NoFile, Outside, Tools, audit, audit_member};
pub use cohort::{Failure, Outcome, Pools, Ready, run};
pub use examples::{ExampleFailure, check_examples};
pub use licence::{Looked, LookedFile, LookedState, licences};
pub use links::{LinksFound, links};
pub use look::LookError;
pub use official::Official;
pub use time::{Bounded, TimeUp};
