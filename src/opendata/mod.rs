// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Open data in words: what the addresses of data.gouv.fr and of its sites mean and where they stand in a text;
//! tables, columns that seem to speak of persons, and schemas.
//!
//! Must never know a repository's tree, rules or verdicts, nor ask the portal anything. Pure and total: any
//! text gives an answer, and "none" is one.
#![deny(clippy::disallowed_methods)]

mod address;
mod charset;
mod dbf;
mod gzip;
mod header;
mod link;
mod parquet;
mod personal;
mod personal_bearers;
mod personal_things;
mod personal_words;
mod publish;
mod schema;
mod sheet;
mod sqlite;
mod table;

pub use address::{NoDataset, declared, understand};
pub use charset::{Charset, Utf8Reader};
pub use dbf::dbf;
pub use gzip::{Unpacked, unpacked};
pub use link::{CUE, Found, links, may_hold};
pub use parquet::parquet;
pub use personal_bearers::personal_in;
pub use publish::writes;
pub use schema::{
    By, Check, Checked, Dialect, Promise, Resource, Schema, TableSchema, beside, licensed, read as schema,
    resources,
};
pub use sheet::{Workbook, archived, parts, sheets};
pub use sqlite::sqlite;
pub use table::{delimiter, features, lines_of_json, list_of_json, records, separated};
