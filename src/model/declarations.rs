// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What a team declares of its repository in `.vigie.toml`, because no machine can guess it.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::DeclaredKey;

/// The `[declare]` table. Every key is optional; a key that is absent is unknown, never false.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    default,
    expecting = "a table of declarations"
)]
pub struct Declarations {
    /// The administration that publishes the repository.
    pub administration: Option<String>,
    /// The licence comes from an upstream project that the administration contributes to
    /// (exception to the list of article D.323-2-1 of the CRPA).
    #[serde(deserialize_with = "table")]
    pub inherited_licence: Option<InheritedLicence>,
    /// Why changes must keep the licence, when it asks for reciprocity (article L323-2 of the CRPA).
    pub reciprocity_reason: Option<String>,
    /// Whether people use the repository's product through a web interface, and where.
    #[serde(deserialize_with = "table")]
    pub web_interface: Option<WebInterface>,
    /// Datasets on data.gouv.fr.
    #[serde(deserialize_with = "table")]
    pub datasets: Option<Datasets>,
    /// Addresses of the libraries that the repository publishes; an empty list says that there is none.
    pub published_libraries: Option<Vec<String>>,
    /// Addresses of contributions that the team made to upstream projects, such as merge requests; an empty list
    /// says that there is none.
    pub upstream_contributions: Option<Vec<String>>,
    /// Whether an algorithm of the repository grounds individual administrative decisions
    /// (article L311-3-1 of the CRPA).
    pub individual_decisions: Option<bool>,
    /// Whether the repository is open to all without authentication (EIG degrees).
    pub published: Option<bool>,
    /// Whether a team corrects its faults or goes on developing it (Awesome `CodeGouvFr` test).
    pub maintained: Option<bool>,
    /// Whether it receives public money now (Awesome `CodeGouvFr` test).
    pub funded: Option<bool>,
    /// Whether several administrations use it (Awesome `CodeGouvFr` test).
    pub several_administrations: Option<bool>,
    /// Whether a web page presents the project, besides the repository (Awesome `CodeGouvFr` test).
    pub web_page: Option<bool>,
    /// Whether the project has a logo (Awesome `CodeGouvFr` test).
    pub logo: Option<bool>,
    /// Datasets that the challenge of the repository opened, by the cohort file: published by the team, where the
    /// repository links to them.
    #[serde(skip)]
    pub opened: Vec<String>,
    /// The keys that a cohort file filled because the repository is silent on them.
    #[serde(skip)]
    pub central: BTreeSet<String>,
}

impl Declarations {
    /// The answer to a key that is answered by yes or no; `None` when it is not declared. Silence on a licence's
    /// origin or reason means that there is none.
    #[must_use]
    pub fn answer(&self, key: DeclaredKey) -> Option<bool> {
        match key {
            DeclaredKey::WebInterface => self.web_interface.as_ref().map(|web| web.present),
            DeclaredKey::IndividualDecisions => self.individual_decisions,
            DeclaredKey::InheritedLicence => Some(self.inherited_licence.is_some()),
            DeclaredKey::ReciprocityReason => {
                let reason = self.reciprocity_reason.as_ref();
                Some(reason.is_some_and(|reason| !reason.trim().is_empty()))
            }
            DeclaredKey::Published => self.published,
            DeclaredKey::Maintained => self.maintained,
            DeclaredKey::Funded => self.funded,
            DeclaredKey::SeveralAdministrations => self.several_administrations,
            DeclaredKey::WebPage => self.web_page,
            DeclaredKey::Logo => self.logo,
        }
    }
}

/// What a table looks like, for whoever wrote something else.
trait Sample {
    const SAMPLE: &'static str;
}

impl Sample for InheritedLicence {
    const SAMPLE: &'static str = "a table such as { upstream = \"https://example.org/upstream\" }";
}

impl Sample for WebInterface {
    const SAMPLE: &'static str = "a table such as { present = true }";
}

impl Sample for Datasets {
    const SAMPLE: &'static str = "a table such as { published = [\"a-dataset\"], consumed = [] }";
}

/// Reads a table and nothing else: a list, which a reader would take for the fields in their order, says nothing to whoever
/// reads the file.
fn table<'de, D: Deserializer<'de>, T: Sample + Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    struct Table<T>(PhantomData<T>);

    impl<'de, T: Sample + Deserialize<'de>> Visitor<'de> for Table<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(T::SAMPLE)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Some)
        }

        // What was written as "not said" is read as such.
        fn visit_unit<E>(self) -> Result<Option<T>, E> {
            Ok(None)
        }
    }

    from.deserialize_any(Table(PhantomData))
}

/// The upstream project that a licence comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InheritedLicence {
    /// The address of the upstream project.
    pub upstream: String,
}

/// A web interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WebInterface {
    /// Whether there is one.
    pub present: bool,
    /// Its public address.
    #[serde(default)]
    pub url: Option<String>,
}

/// Datasets that the repository publishes or only reads: identifiers, slugs or addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Datasets {
    /// Published by the team.
    pub published: Vec<String>,
    /// Only consumed.
    pub consumed: Vec<String>,
}
