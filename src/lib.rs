// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Vigie, an open-source and open-data compliance auditor for public-sector repositories.
//!
//! One way through: forge → mirror → snapshot → facts → judge → score → report.
//! `docs/architecture.md` is the map.

pub mod cli;
pub mod config;
pub mod facts;
pub mod forge;
pub mod history;
pub mod judge;
pub mod licence;
pub mod mirror;
pub mod model;
pub mod opendata;
pub mod pipeline;
pub mod portal;
pub mod report;
pub mod rule;
pub mod score;
pub mod snapshot;
pub mod web;
