// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Objects of data.gouv.fr: what the portal can be asked about, each under one canonical key.

use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How many reuses of a dataset are listed; what a longer list holds besides is not known.
const LISTED: usize = 100;

/// Longest slug, in bytes; udata keeps at most 255 characters.
const LONGEST: usize = 255;

/// One of the portal's databases. They share no object: a key of one means nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Environment {
    /// `www.data.gouv.fr`.
    Production,
    /// `demo.data.gouv.fr`, emptied now and then: nothing there is published.
    Demo,
    /// `dev.data.gouv.fr`, where the portal's own team works.
    Development,
}

impl Environment {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Production => "prod",
            Self::Demo => "demo",
            Self::Development => "dev",
        }
    }

    /// The host of its pages and of its API.
    #[must_use]
    pub fn host(self) -> &'static str {
        match self {
            Self::Production => "www.data.gouv.fr",
            Self::Demo => "demo.data.gouv.fr",
            Self::Development => "dev.data.gouv.fr",
        }
    }
}

/// What an object of the portal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// A dataset.
    Dataset,
    /// A resource: one file or address of a dataset, by its UUID.
    Resource,
    /// A reuse.
    Reuse,
    /// The reuses of a dataset, by the dataset's identifier: a question that no link asks.
    ReuseList,
    /// A dataservice (an API).
    Dataservice,
    /// An organisation.
    Organization,
    /// A topic (a collection of datasets).
    Topic,
    /// A news post.
    Post,
}

impl ObjectKind {
    /// Every kind, in order.
    pub const ALL: [Self; 8] = [
        Self::Dataset,
        Self::Resource,
        Self::Reuse,
        Self::ReuseList,
        Self::Dataservice,
        Self::Organization,
        Self::Topic,
        Self::Post,
    ];

    /// The name used in reports and in keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::Resource => "resource",
            Self::Reuse => "reuse",
            Self::ReuseList => "reuse-list",
            Self::Dataservice => "dataservice",
            Self::Organization => "organization",
            Self::Topic => "topic",
            Self::Post => "post",
        }
    }

    /// The folder of its pages.
    fn folder(self) -> &'static str {
        match self {
            Self::Dataset | Self::ReuseList => "datasets",
            Self::Resource => "datasets/r",
            Self::Reuse => "reuses",
            Self::Dataservice => "dataservices",
            Self::Organization => "organizations",
            Self::Topic => "topics",
            Self::Post => "posts",
        }
    }

    /// The folder of its API. Only version 2 tells whether the dataset of a resource is deleted: the
    /// permanent address goes on redirecting to the file.
    fn api_folder(self) -> &'static str {
        match self {
            Self::Dataset => "1/datasets",
            Self::Resource => "2/datasets/resources",
            Self::Reuse | Self::ReuseList => "1/reuses",
            Self::Dataservice => "1/dataservices",
            Self::Organization => "1/organizations",
            // Version 1 of the API has no topics any more.
            Self::Topic => "2/topics",
            Self::Post => "1/posts",
        }
    }
}

/// The two forms of an identifier that is no UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdForm {
    /// Words with hyphens, made from the title; the portal may change it, and then redirects.
    Slug,
    /// The 24 hexadecimal digits of the database; they never change.
    Oid,
    /// A UUID, for resources.
    Uuid,
}

impl IdForm {
    /// The name used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Slug => "slug",
            Self::Oid => "oid",
            Self::Uuid => "uuid",
        }
    }
}

/// An object of the portal under its canonical key: links that mean the same object by the same
/// identifier are equal. A slug and the number of the same dataset stay two keys: only the portal knows.
///
/// As text: `prod/dataset/base-adresse-nationale`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectKey {
    env: Environment,
    kind: ObjectKind,
    id: String,
}

/// A text that is no key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("reading `{0}` as a key of data.gouv.fr: expected `prod/dataset/slug`")]
pub struct KeyError(String);

impl ObjectKey {
    /// The key of an identifier as it was written: percent signs decoded, capitals and accents undone as
    /// the portal itself does. `None` when it can be no identifier of that kind.
    #[must_use]
    pub fn new(env: Environment, kind: ObjectKind, written: &str) -> Option<Self> {
        let id = match kind {
            ObjectKind::Resource => canonical_uuid(written),
            _ => canonical_slug(written),
        }?;
        Some(Self { env, kind, id })
    }

    /// The database.
    #[must_use]
    pub fn env(&self) -> Environment {
        self.env
    }

    /// What the object is.
    #[must_use]
    pub fn kind(&self) -> ObjectKind {
        self.kind
    }

    /// The slug, number or UUID.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The form of the identifier.
    #[must_use]
    pub fn id_form(&self) -> IdForm {
        match self.kind {
            ObjectKind::Resource => IdForm::Uuid,
            _ if is_oid(&self.id) => IdForm::Oid,
            _ => IdForm::Slug,
        }
    }

    /// The path of its API on any host that runs the portal's software, with `/` at both ends; of a list, with its
    /// question.
    #[must_use]
    pub fn api_path(&self) -> String {
        let folder = self.kind.api_folder();
        match self.kind {
            ObjectKind::ReuseList => format!("/api/{folder}/?dataset={}&page_size={LISTED}", self.id),
            _ => format!("/api/{folder}/{}/", self.id),
        }
    }

    /// The canonical address of its API.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("https://{}{}", self.env.host(), self.api_path())
    }

    /// The canonical address of its page; for a resource, the permanent address of its file.
    #[must_use]
    pub fn page_url(&self) -> String {
        format!("https://{}/{}/{}", self.env.host(), self.kind.folder(), self.id)
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.env.as_str(), self.kind.as_str(), self.id)
    }
}

impl FromStr for ObjectKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let read = || {
            let mut parts = text.splitn(3, '/');
            let env = parts.next()?;
            let env = [
                Environment::Production,
                Environment::Demo,
                Environment::Development,
            ]
            .into_iter()
            .find(|one| one.as_str() == env)?;
            let kind = parts.next()?;
            let kind = ObjectKind::ALL.into_iter().find(|one| one.as_str() == kind)?;
            Self::new(env, kind, parts.next()?)
        };
        read().ok_or_else(|| KeyError(text.to_owned()))
    }
}

/// A UUID with hyphens, in small letters.
fn canonical_uuid(written: &str) -> Option<String> {
    let lengths = [8, 4, 4, 4, 12];
    let mut parts = written.split('-');
    let shaped = lengths.iter().all(|length| {
        parts
            .next()
            .is_some_and(|part| part.len() == *length && part.bytes().all(|b| b.is_ascii_hexdigit()))
    });
    (shaped && parts.next().is_none()).then(|| written.to_ascii_lowercase())
}

/// A slug or number: small letters without accents, digits and hyphens.
fn canonical_slug(written: &str) -> Option<String> {
    if written.len() > 4 * LONGEST {
        return None;
    }
    let decoded = percent_decode_str(written).decode_utf8().ok()?;
    let id: String = decoded
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let allowed = id
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (allowed && id.len() <= LONGEST && id.bytes().any(|b| b != b'-')).then_some(id)
}

fn is_oid(id: &str) -> bool {
    id.len() == 24 && id.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Environment, IdForm, ObjectKey, ObjectKind};

    fn key(kind: ObjectKind, id: &str) -> Option<ObjectKey> {
        ObjectKey::new(Environment::Production, kind, id)
    }

    #[test]
    fn what_the_portal_takes_for_one_is_one_key() {
        let cases = [
            ("base-adresse-nationale", Some("base-adresse-nationale")),
            ("Base-Adresse-Nationale", Some("base-adresse-nationale")),
            ("donn%C3%A9es-ouvertes", Some("donnees-ouvertes")),
            ("données-ouvertes", Some("donnees-ouvertes")),
            ("5ED778E37F511ACE8ECC755A", Some("5ed778e37f511ace8ecc755a")),
            ("", None),
            ("-", None),
            ("a b", None),
            ("a_b", None),
            ("recent.atom", None),
            ("{id}", None),
            ("%7Bid%7D", None),
            ("a%2Fb", None),
            ("%ff", None),
        ];
        for (written, id) in cases {
            let found = key(ObjectKind::Dataset, written);
            assert_eq!(found.as_ref().map(ObjectKey::id), id, "{written}");
        }
        assert_eq!(key(ObjectKind::Dataset, &"a".repeat(256)), None);
    }

    #[test]
    fn resources_have_uuids_and_nothing_else() {
        let found = key(ObjectKind::Resource, "8B55024D-6128-4fef-ae03-08692597dd94").unwrap();
        assert_eq!(found.id(), "8b55024d-6128-4fef-ae03-08692597dd94");
        assert_eq!(found.id_form(), IdForm::Uuid);
        for written in [
            "8b55024d",
            "8b55024d-6128-4fef-ae03-08692597dd94-",
            "8b55024d-6128-4fef-ae03-08692597dd9g",
            "8b55024d61284fefae0308692597dd94",
        ] {
            assert_eq!(key(ObjectKind::Resource, written), None, "{written}");
        }
    }

    #[test]
    fn addresses_are_canonical() {
        let uuid = "8b55024d-6128-4fef-ae03-08692597dd94";
        let found = key(ObjectKind::Resource, uuid).unwrap();
        assert_eq!(
            found.api_url(),
            format!("https://www.data.gouv.fr/api/2/datasets/resources/{uuid}/")
        );
        assert_eq!(
            found.page_url(),
            format!("https://www.data.gouv.fr/datasets/r/{uuid}")
        );
        let found = ObjectKey::new(Environment::Demo, ObjectKind::Dataservice, "api-geo").unwrap();
        assert_eq!(
            found.api_url(),
            format!("https://{}/api/1/dataservices/api-geo/", Environment::Demo.host())
        );
        assert_eq!(found.to_string(), "demo/dataservice/api-geo");
        assert_eq!(found.id_form(), IdForm::Slug);
        assert_eq!(
            key(ObjectKind::Topic, "5ed778e37f511ace8ecc755a")
                .unwrap()
                .id_form(),
            IdForm::Oid
        );
    }

    proptest! {
        #[test]
        fn keys_are_idempotent_and_read_back(
            written in "\\PC{0,40}|[a-zA-Zéèà0-9-]{1,30}|([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})",
            kind in proptest::sample::select(ObjectKind::ALL.to_vec()),
        ) {
            if let Some(key) = ObjectKey::new(Environment::Development, kind, &written) {
                let again = ObjectKey::new(Environment::Development, kind, key.id());
                prop_assert_eq!(again.as_ref(), Some(&key));
                prop_assert_eq!(key.to_string().parse::<ObjectKey>(), Ok(key));
            }
        }
    }
}
