// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Packages that the repository shows to be published: a document of the team links the registry's page of a
//! package, or shows its badge, under the very name that one of the repository's own manifests bears.
//!
//! One of both alone proves nothing: most manifests are never published, and most links lead to other people's
//! packages.

use std::collections::BTreeMap;

use url::Url;

use crate::model::{ManifestKey, Package, Place, Registry};

use super::{Document, Manifest};

/// Most packages that are kept of one repository.
const MOST: usize = 200;

/// The packages, each once, sorted by registry and name.
pub(super) fn published(manifests: &[Manifest], documents: &[Document]) -> Vec<Package> {
    let own: BTreeMap<(Registry, String), &Manifest> = manifests
        .iter()
        .filter(|manifest| !manifest.private)
        .filter_map(|manifest| {
            let registry = registry(&manifest.path)?;
            let name = &manifest.get(ManifestKey::Name)?.value;
            Some(((registry, registry.same_name(name)), manifest))
        })
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let mut found = BTreeMap::new();
    for document in documents {
        for link in &document.links {
            let Some((registry, name)) = named(&link.target) else {
                continue;
            };
            let key = (registry, registry.same_name(&name));
            if let Some(manifest) = own.get(&key)
                && found.len() < MOST
            {
                found.entry(key).or_insert_with(|| Package {
                    registry,
                    name: manifest
                        .get(ManifestKey::Name)
                        .map_or(name, |own| own.value.clone()),
                    manifest: manifest.path.clone(),
                    place: Place::line(&document.path, link.line),
                });
            }
        }
    }
    found.into_values().collect()
}

/// The registry that packages of a manifest go to.
fn registry(path: &str) -> Option<Registry> {
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(match name {
        "Cargo.toml" => Registry::CratesIo,
        "package.json" => Registry::Npm,
        "pyproject.toml" | "setup.cfg" | "setup.py" => Registry::PyPi,
        "composer.json" => Registry::Packagist,
        "pom.xml" | "build.gradle" | "build.gradle.kts" => Registry::Maven,
        "go.mod" => Registry::Go,
        "DESCRIPTION" => Registry::Cran,
        "mix.exs" => Registry::Hex,
        _ if name.ends_with(".gemspec") => Registry::RubyGems,
        _ if [".nuspec", ".csproj", ".fsproj", ".vbproj"]
            .iter()
            .any(|end| name.ends_with(end)) =>
        {
            Registry::NuGet
        }
        _ => return None,
    })
}

/// The package that an address leads to or shows the version of. A badge of shields.io may be a link too.
fn named(address: &str) -> Option<(Registry, String)> {
    let url = Url::parse(address)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_start_matches("www.").to_ascii_lowercase();
    let path = percent_encoding::percent_decode_str(url.path())
        .decode_utf8()
        .ok()?
        .into_owned();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (registry, name) = match (host.as_str(), parts.as_slice()) {
        ("pypi.org", ["project", name, ..]) | ("pypi.python.org" | "pypi.org", ["pypi", name, ..]) => {
            (Registry::PyPi, (*name).to_owned())
        }
        ("npmjs.com" | "npmjs.org", ["package", rest @ ..]) => (Registry::Npm, scoped(rest)?),
        ("crates.io", ["crates", name, ..]) | ("docs.rs", [name, ..]) => {
            (Registry::CratesIo, (*name).to_owned())
        }
        ("packagist.org", ["packages", vendor, name, ..]) => {
            (Registry::Packagist, format!("{vendor}/{name}"))
        }
        ("rubygems.org", ["gems", name, ..]) => (Registry::RubyGems, (*name).to_owned()),
        ("nuget.org", ["packages", name, ..]) => (Registry::NuGet, (*name).to_owned()),
        ("hex.pm", ["packages", name, ..]) => (Registry::Hex, (*name).to_owned()),
        ("pkg.go.dev", [_, _, ..]) => (Registry::Go, parts.join("/")),
        ("cran.r-project.org", ["web", "packages", name, ..]) => (Registry::Cran, (*name).to_owned()),
        ("cran.r-project.org", [one]) => (Registry::Cran, one.strip_prefix("package=")?.to_owned()),
        (
            "search.maven.org" | "central.sonatype.com" | "mvnrepository.com",
            ["artifact", group, name, ..],
        ) => (Registry::Maven, format!("{group}:{name}")),
        ("badge.fury.io", [kind, rest @ ..]) => {
            let registry = fury(kind)?;
            (registry, without_picture(&scoped(rest)?).to_owned())
        }
        ("img.shields.io", [kind, "v" | "version", rest @ ..]) => shield(kind, rest)?,
        _ => return None,
    };
    (!name.is_empty()).then_some((registry, name))
}

/// A name that may have a scope before it, as npm's `@scope/name`.
fn scoped(parts: &[&str]) -> Option<String> {
    match parts {
        [scope, name, ..] if scope.starts_with('@') => Some(format!("{scope}/{name}")),
        [name, ..] => Some((*name).to_owned()),
        [] => None,
    }
}

fn fury(kind: &str) -> Option<Registry> {
    Some(match kind {
        "py" => Registry::PyPi,
        "js" => Registry::Npm,
        "rb" => Registry::RubyGems,
        "ph" => Registry::Packagist,
        "nu" => Registry::NuGet,
        _ => return None,
    })
}

fn shield(kind: &str, rest: &[&str]) -> Option<(Registry, String)> {
    let (registry, name) = match (kind, rest) {
        ("pypi", [name, ..]) => (Registry::PyPi, (*name).to_owned()),
        ("npm", rest) => (Registry::Npm, scoped(rest)?),
        ("crates", [name, ..]) => (Registry::CratesIo, (*name).to_owned()),
        ("packagist", [vendor, name, ..]) => (Registry::Packagist, format!("{vendor}/{name}")),
        ("gem", [name, ..]) => (Registry::RubyGems, (*name).to_owned()),
        ("nuget", [name, ..]) => (Registry::NuGet, (*name).to_owned()),
        ("hexpm", [name, ..]) => (Registry::Hex, (*name).to_owned()),
        ("cran", [name, ..]) => (Registry::Cran, (*name).to_owned()),
        ("maven-central", [group, name, ..]) => (Registry::Maven, format!("{group}:{name}")),
        _ => return None,
    };
    Some((registry, without_picture(&name).to_owned()))
}

/// The name without the format of its badge.
fn without_picture(name: &str) -> &str {
    let name = name.strip_suffix(".svg").unwrap_or(name);
    name.strip_suffix(".png").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{named, published};
    use crate::facts::decode::decode;
    use crate::facts::{Document, Format, Manifest, ManifestValue, document};
    use crate::model::{ManifestKey, Registry, Role};

    fn manifest(path: &str, name: &str) -> Manifest {
        let value = ManifestValue {
            value: name.to_owned(),
            line: 2,
        };
        Manifest {
            path: Arc::from(path),
            fields: [(ManifestKey::Name.as_str(), value)].into(),
            licences: Vec::new(),
            loose: false,
            private: false,
            member: false,
        }
    }

    /// A README with these links on its third line.
    fn readme(targets: &[&str]) -> Document {
        let links: Vec<String> = targets.iter().map(|target| format!("[x](<{target}>)")).collect();
        let text = decode(format!("# Outil\n\n{}\n", links.join(" ")).into_bytes()).unwrap();
        document::read(&Arc::from("README.md"), Role::Readme, Format::Markdown, &text)
    }

    #[test]
    fn addresses_name_packages() {
        let cases = [
            (
                "https://pypi.org/project/openfisca-france/",
                Registry::PyPi,
                "openfisca-france",
            ),
            (
                "https://www.npmjs.com/package/@gouvfr/dsfr",
                Registry::Npm,
                "@gouvfr/dsfr",
            ),
            (
                "https://www.npmjs.com/package/%40gouvfr/dsfr",
                Registry::Npm,
                "@gouvfr/dsfr",
            ),
            (
                "https://img.shields.io/npm/v/@gouvfr/dsfr.svg?style=flat",
                Registry::Npm,
                "@gouvfr/dsfr",
            ),
            ("https://img.shields.io/pypi/v/hydra.svg", Registry::PyPi, "hydra"),
            (
                "https://badge.fury.io/py/OpenFisca-France.svg",
                Registry::PyPi,
                "OpenFisca-France",
            ),
            ("https://crates.io/crates/mla", Registry::CratesIo, "mla"),
            ("https://docs.rs/mla/latest/mla/", Registry::CratesIo, "mla"),
            (
                "https://packagist.org/packages/etalab/x",
                Registry::Packagist,
                "etalab/x",
            ),
            (
                "https://cran.r-project.org/package=disaggR",
                Registry::Cran,
                "disaggR",
            ),
            (
                "https://cran.r-project.org/web/packages/disaggR/index.html",
                Registry::Cran,
                "disaggR",
            ),
            (
                "https://search.maven.org/artifact/fr.gouv/vitam/1.0",
                Registry::Maven,
                "fr.gouv:vitam",
            ),
            (
                "https://pkg.go.dev/github.com/italia/publiccode-parser-go/v5",
                Registry::Go,
                "github.com/italia/publiccode-parser-go/v5",
            ),
        ];
        for (address, registry, name) in cases {
            assert_eq!(named(address), Some((registry, name.to_owned())), "{address}");
        }
        for address in [
            "https://pypi.org/",
            "https://img.shields.io/pypi/dm/x",
            "https://img.shields.io/badge/pypi-x-blue",
            "https://www.npmjs.com/package",
            "npm install x",
            "https://pypi.example.org/project/x",
        ] {
            assert_eq!(named(address), None, "{address}");
        }
    }

    #[test]
    fn a_package_takes_a_manifest_and_a_registry_of_the_same_name() {
        let told = |manifests: &[Manifest], targets: &[&str]| published(manifests, &[readme(targets)]).len();
        let own = [
            manifest("setup.py", "OpenFisca_France"),
            manifest("package.json", "front"),
        ];
        assert_eq!(told(&own, &["https://pypi.org/project/openfisca-france"]), 1);
        assert_eq!(
            told(
                &own,
                &[
                    "https://pypi.org/project/requests",
                    "https://www.npmjs.com/package/vue"
                ]
            ),
            0
        );
        assert_eq!(
            told(&own, &["https://www.npmjs.com/package/OpenFisca-France"]),
            0,
            "another registry"
        );
        assert_eq!(told(&own, &[]), 0);
        let private = Manifest {
            private: true,
            ..manifest("package.json", "front")
        };
        assert_eq!(told(&[private], &["https://www.npmjs.com/package/front"]), 0);
        assert_eq!(told(&[], &["https://pypi.org/project/openfisca-france"]), 0);
        let twice = [
            "https://pypi.org/project/openfisca-france",
            "https://badge.fury.io/py/openfisca-france.svg",
        ];
        assert_eq!(told(&own, &twice), 1);
    }

    proptest! {
        #[test]
        fn any_address_is_read(text in "(https://(img.shields.io|pypi.org|npmjs.com|cran.r-project.org)/)?[a-z@%./=0-9-]{0,40}") {
            let _ = named(&text);
        }
    }
}
