// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie.links.v1`: links to data.gouv.fr.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{DataLink, Environment, ObjectKey};

/// The name of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum LinksSchema {
    /// Version 1.
    #[serde(rename = "vigie.links.v1")]
    V1,
}

/// Links to data.gouv.fr and its sites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Links {
    /// The name and version of this format.
    pub schema: LinksSchema,
    /// The version of the tool.
    pub version: String,
    /// In the order of the arguments, then of paths and places.
    pub links: Vec<WrittenLink>,
}

/// One link, as written in a file. Nothing was asked of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WrittenLink {
    /// `dataset`, `resource`, `reuse`, `dataservice`, `organization`, `topic`, `post`, `static_file`, `schema`,
    /// `transport_dataset`, `transport_resource`, `legacy_dataset`, `data_file`, `api_endpoint`, `api_root`,
    /// `api_service`, `search`, `feed`, `site_page`, `site_root`, `site_asset`, `subsite`, `template` or `other`.
    pub kind: &'static str,
    /// The slug, number or UUID; `ORGANISATION/NAME` for a schema; null when the address names nothing.
    pub id: Option<String>,
    /// The host, in small letters.
    pub host: String,
    /// `prod`, `demo` or `dev`; null for sites without a database of their own.
    pub env: Option<&'static str>,
    /// The UUID of the resource that a dataset's page is opened at.
    pub resource: Option<String>,
    /// The canonical address of the object's API; null when there is nothing to ask about. For a `static_file`,
    /// that of the dataset that its path names.
    pub api: Option<String>,
    /// The version of a schema; null for other kinds.
    pub version: Option<String>,
    /// The address, without the escapes of the format around it.
    pub url: String,
    /// The file, as it was asked for.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Links {
    pub(crate) fn new(links: &[DataLink]) -> Self {
        Self {
            schema: LinksSchema::V1,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            links: links.iter().map(link).collect(),
        }
    }
}

fn link(link: &DataLink) -> WrittenLink {
    let target = &link.target;
    WrittenLink {
        kind: target.kind.as_str(),
        id: target.id().map(str::to_owned),
        host: target.host.clone(),
        env: target.env.map(Environment::as_str),
        resource: target.resource.clone(),
        api: target.key.as_ref().map(ObjectKey::api_url),
        version: target.version.clone(),
        url: link.url.clone(),
        path: link.place.path.as_deref().unwrap_or_default().to_owned(),
        line: link.place.line.unwrap_or(1),
        column: link.place.column.unwrap_or(1),
    }
}
