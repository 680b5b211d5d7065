// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What an address under data.gouv.fr means: the site, the kind of page, the object.
//!
//! The forms are those of the portal's software (opendatateam/udata), of its front end (datagouv/cdata)
//! and of 5,006 distinct links counted in 66 public-sector repositories.

mod identifier;
mod portal;
mod sites;

use crate::model::{Environment, LinkKind, LinkTarget, ObjectKey, ObjectKind};

use identifier::Named;

/// Stands for a placeholder in an address: a character for private use, which no address holds.
pub(super) const HOLE: char = '\u{e000}';

/// What an address means, as people paste it: with or without scheme. `None` when its host is not
/// under data.gouv.fr.
#[must_use]
pub fn understand(url: &str) -> Option<LinkTarget> {
    let found = super::links(url.trim());
    match &found[..] {
        [only] if only.start == 0 => Some(only.target.clone()),
        _ => None,
    }
}

/// Why a text names no dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDataset {
    /// It is neither a slug, an identifier nor an address of the portal.
    #[error("names no dataset of data.gouv.fr: write its slug, its identifier or its address")]
    Nothing,
    /// It is an address of the portal or of one of its sites, and of something else.
    #[error(
        "is an address of data.gouv.fr and not that of a dataset: write the address of the dataset's page"
    )]
    Other,
    /// It is a dataset of transport.data.gouv.fr, by a name of that site's own.
    #[error(
        "is an address of transport.data.gouv.fr, whose names data.gouv.fr does not know: write the address that the same dataset has on data.gouv.fr"
    )]
    Transport,
}

/// The dataset, or the resource of one, that people name: by a slug, an identifier, a UUID or an address.
///
/// # Errors
/// When the text names none.
pub fn declared(text: &str) -> Result<ObjectKey, NoDataset> {
    let text = text.trim();
    let Some(target) = understand(text) else {
        let named = |kind| ObjectKey::new(Environment::Production, kind, text);
        return named(ObjectKind::Resource)
            .or_else(|| named(ObjectKind::Dataset))
            .ok_or(NoDataset::Nothing);
    };
    match target.kind {
        LinkKind::TransportDataset | LinkKind::TransportResource => Err(NoDataset::Transport),
        _ => target
            .key
            .filter(|key| matches!(key.kind(), ObjectKind::Dataset | ObjectKind::Resource))
            .ok_or(NoDataset::Other),
    }
}

/// The parts of an address behind its host.
struct Parts<'a> {
    /// The parts of its path that are not empty.
    path: Vec<&'a str>,
    query: &'a str,
    fragment: &'a str,
    /// Whether the path ends with a slash.
    slash: bool,
}

impl<'a> Parts<'a> {
    fn new(form: &'a str) -> Self {
        let (rest, fragment) = form.split_once('#').unwrap_or((form, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Self {
            path: path.split('/').filter(|part| !part.is_empty()).collect(),
            query,
            fragment,
            slash: path.ends_with('/'),
        }
    }

    /// A value of the query.
    fn query(&self, name: &str) -> Option<&'a str> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    /// Drops the language that a path begins with, or the place left for one.
    fn drop_locale(&mut self) -> bool {
        let locale = self.path.first().is_some_and(|first| {
            first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase())
                || first.starts_with(HOLE) && first.chars().count() == 1 && self.path.len() > 1
        });
        if locale {
            self.path.remove(0);
        }
        locale
    }
}

/// What a host and what follows it mean. The host is in small letters; holes stand for placeholders.
pub(super) fn of(host: &str, form: &str) -> Option<LinkTarget> {
    let site = host
        .strip_suffix("data.gouv.fr")
        .filter(|site| site.is_empty() || site.ends_with('.'))?
        .trim_end_matches('.');
    let mut parts = Parts::new(form);
    let meaning = match site {
        "" | "www" => portal::of(Environment::Production, &mut parts),
        "demo" => portal::of(Environment::Demo, &mut parts),
        "dev" => portal::of(Environment::Development, &mut parts),
        "static" => sites::files(Environment::Production, &parts),
        "demo-static" => sites::files(Environment::Demo, &parts),
        "dev-static" => sites::files(Environment::Development, &parts),
        "explore" => sites::explore(&mut parts),
        "tabular-api" => sites::tabular(&parts),
        "transport" => sites::transport(&mut parts),
        "schema" => sites::schema(&parts),
        other => sites::other(other, &parts),
    };
    Some(meaning.target(host))
}

/// What an address means, before its host is added.
#[derive(Debug)]
struct Meaning {
    kind: LinkKind,
    env: Option<Environment>,
    named: Option<Named>,
    resource: Option<String>,
    version: Option<String>,
    uploaded: Option<String>,
    obsolete: bool,
}

impl Meaning {
    fn plain(env: Option<Environment>, kind: LinkKind) -> Self {
        Self {
            kind,
            env,
            named: None,
            resource: None,
            version: None,
            uploaded: None,
            obsolete: false,
        }
    }

    /// An object, a template in its place, or what the address is when its name is none.
    fn object(env: Environment, named: Named, otherwise: LinkKind) -> Self {
        let kind = match &named {
            Named::Key(key) => LinkKind::Object(key.kind()),
            Named::Template => LinkKind::Template,
            Named::Own(_) | Named::Not => otherwise,
        };
        Self {
            named: Some(named),
            ..Self::plain(Some(env), kind)
        }
    }

    fn obsolete(mut self, obsolete: bool) -> Self {
        self.obsolete |= obsolete && self.named.is_some();
        self
    }

    fn target(self, host: &str) -> LinkTarget {
        let (key, id) = match self.named {
            Some(Named::Key(key)) => (Some(key), None),
            Some(Named::Own(id)) => (None, Some(id)),
            Some(Named::Template | Named::Not) | None => (None, None),
        };
        LinkTarget {
            kind: self.kind,
            host: host.to_owned(),
            env: self.env,
            key,
            id,
            resource: self.resource,
            version: self.version,
            uploaded: self.uploaded,
            obsolete: self.obsolete,
        }
    }
}

#[cfg(test)]
mod tests;
