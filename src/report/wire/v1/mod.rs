// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Version 1 of the wire format: `vigie.audit.v1`, `vigie.cohort.v1`, `vigie.licence.v1` and
//! `vigie.links.v1`.
//!
//! Fields may be added within a version; none is renamed, removed or given another meaning.
//! A value that may be missing is null rather than absent, except `generated`.

mod audit;
mod build;
mod cohort;
mod findings;
mod impact;
mod licence;
mod licensing;
mod links;
mod official;
mod people;
mod portal;
mod programme;
mod thresholds;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

pub use audit::{
    Action, Audit, AuditSchema, Category, Confidence, Dataset, Evidence, Finding, Gap, Gate, Grade, Level,
    Licence, RuleVerdict, Score, ScoreCore, Source, Target, TargetSource, Tool, VerdictName, Waived, Waiver,
};
pub use cohort::{
    Cohort, CohortDataset, CohortSchema, DatasetUser, Fault, Grades, Repository, Status, Summary,
};
pub use findings::{Findings, RuleFindings};
pub use impact::{Impact, Package};
pub use licence::{
    FoundCopyright, FoundLicence, Licences, LicencesSchema, LicensedFile, LicensedFolder, NearestLicence,
};
pub use licensing::{Concluded, Contradiction, Counted, Headers, Licensing, Match, Said, Seen};
pub use links::{Links, LinksSchema, WrittenLink};
pub use official::{OfficialAnswer, OfficialCriterion, OfficialGroup, OfficialScore, OfficialShort};
pub use portal::{DataFile, DatasetState, LinkPlace, PortalObject, Quality, SameFile, TableCheck};
pub use programme::{Challenge, Continuation, Continuations, Declared, Indicators, Promotion, Tally};
pub use thresholds::{LeastPublishable, LeastScore, Thresholds};

/// The JSON Schema of `vigie.audit.v1`, for `docs/schema/vigie.audit.v1.json`.
#[must_use]
pub fn audit_schema() -> Schema {
    schema::<Audit>()
}

/// The JSON Schema of `vigie.cohort.v1`, for `docs/schema/vigie.cohort.v1.json`.
#[must_use]
pub fn cohort_schema() -> Schema {
    schema::<Cohort>()
}

/// The JSON Schema of `vigie.licence.v1`, for `docs/schema/vigie.licence.v1.json`.
#[must_use]
pub fn licence_schema() -> Schema {
    schema::<Licences>()
}

/// The JSON Schema of `vigie.links.v1`, for `docs/schema/vigie.links.v1.json`.
#[must_use]
pub fn links_schema() -> Schema {
    schema::<Links>()
}

fn schema<T: JsonSchema + Serialize>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
