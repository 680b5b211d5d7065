// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `pom.xml`, .NET projects and `.nuspec` files.
//!
//! Documents with a DTD are refused, and the number of nodes is bounded: no entity can grow.

use roxmltree::{Document, Node, ParsingOptions};

use crate::facts::decode::Text;
use crate::licence::{Standing, resolve};
use crate::model::ManifestKey;

use super::{Fields, reason, see_file};

/// Most nodes of a document.
const MOST_NODES: u32 = 50_000;

fn parse(text: &Text) -> Result<Document<'_>, String> {
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text.as_str(), options).map_err(|error| reason("XML", &error.to_string()))
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// The text of an element; `None` when it is empty or built from properties.
fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let text = node.text()?.trim();
    let built = text.contains("${") || text.contains("$(");
    (!text.is_empty() && !built).then_some(text)
}

fn line(text: &Text, node: Node<'_, '_>) -> u32 {
    text.line(node.range().start)
}

fn add(fields: &mut Fields, text: &Text, key: ManifestKey, node: Option<Node<'_, '_>>) {
    if let Some(node) = node
        && let Some(found) = value(node)
    {
        fields.add(key, found, line(text, node));
    }
}

/// A Maven project. Its name is `group:artifact`; what a parent gives is not known.
pub(super) fn maven(text: &Text) -> Result<Option<Fields>, String> {
    let document = parse(text)?;
    let root = document.root_element();
    if root.tag_name().name() != "project" {
        return Ok(None);
    }
    let mut fields = Fields::default();
    let group = child(root, "groupId")
        .or_else(|| child(child(root, "parent")?, "groupId"))
        .and_then(value);
    if let Some(artifact) = child(root, "artifactId")
        && let Some(name) = value(artifact)
    {
        let name = group.map_or_else(|| name.to_owned(), |group| format!("{group}:{name}"));
        fields.add(ManifestKey::Name, &name, line(text, artifact));
    }
    add(&mut fields, text, ManifestKey::Version, child(root, "version"));
    let licences: Vec<_> = child(root, "licenses")
        .into_iter()
        .flat_map(|list| list.children())
        .filter(|node| node.tag_name().name() == "license")
        .collect();
    // Maven says that several licences are a choice. A name and an address say the same thing twice, and the address of a
    // text does not tell "only" from "or later": it speaks where a name is not understood.
    let is_understood = |licence: &Node<'_, '_>| {
        let name = child(*licence, "name").and_then(value);
        name.is_some_and(|name| resolve(name) != Standing::Unknown)
    };
    let parts: &[&str] = if licences.iter().all(is_understood) {
        &["name"]
    } else {
        &["name", "url"]
    };
    for part in parts {
        let found: Option<Vec<&str>> = licences
            .iter()
            .map(|licence| child(*licence, part).and_then(value))
            .collect();
        if let Some(found) = found
            && let Some(first) = licences.first()
        {
            let at = child(*first, part).unwrap_or(*first);
            fields.add(ManifestKey::Licence, &found.join(" OR "), line(text, at));
        }
    }
    let scm = child(root, "scm").and_then(|scm| child(scm, "url"));
    add(&mut fields, text, ManifestKey::Repository, scm);
    if let Some(list) = child(root, "developers") {
        let names: Vec<&str> = list
            .children()
            .filter_map(|developer| child(developer, "name").and_then(value))
            .collect();
        fields.add(ManifestKey::Authors, &names.join(", "), line(text, list));
    }
    Ok(Some(fields))
}

/// A .NET project or its shared properties; `None` when it describes no package.
pub(super) fn dotnet(text: &Text) -> Result<Option<Fields>, String> {
    let document = parse(text)?;
    let root = document.root_element();
    if root.tag_name().name() != "Project" {
        return Ok(None);
    }
    let mut fields = Fields::default();
    let properties = root
        .children()
        .filter(|node| node.tag_name().name() == "PropertyGroup")
        .flat_map(|group| group.children());
    for node in properties {
        let key = match node.tag_name().name() {
            "PackageId" => ManifestKey::Name,
            "Version" | "VersionPrefix" => ManifestKey::Version,
            "PackageLicenseExpression" | "PackageLicenseUrl" => ManifestKey::Licence,
            "PackageLicenseFile" => {
                if let Some(file) = value(node) {
                    fields.add(ManifestKey::Licence, &see_file(file), line(text, node));
                }
                continue;
            }
            "RepositoryUrl" => ManifestKey::Repository,
            "Authors" => ManifestKey::Authors,
            _ => continue,
        };
        add(&mut fields, text, key, Some(node));
    }
    Ok((!fields.is_empty()).then_some(fields))
}

/// A package of `NuGet`.
pub(super) fn nuspec(text: &Text) -> Result<Option<Fields>, String> {
    let document = parse(text)?;
    let Some(metadata) = child(document.root_element(), "metadata") else {
        return Ok(None);
    };
    let mut fields = Fields::default();
    add(&mut fields, text, ManifestKey::Name, child(metadata, "id"));
    add(
        &mut fields,
        text,
        ManifestKey::Version,
        child(metadata, "version"),
    );
    if let Some(licence) = child(metadata, "license") {
        match value(licence) {
            Some(file) if licence.attribute("type") == Some("file") => {
                fields.add(ManifestKey::Licence, &see_file(file), line(text, licence));
            }
            _ => add(&mut fields, text, ManifestKey::Licence, Some(licence)),
        }
    }
    add(
        &mut fields,
        text,
        ManifestKey::Licence,
        child(metadata, "licenseUrl"),
    );
    add(
        &mut fields,
        text,
        ManifestKey::Authors,
        child(metadata, "authors"),
    );
    if let Some(repository) = child(metadata, "repository")
        && let Some(url) = repository.attribute("url")
    {
        fields.add(ManifestKey::Repository, url, line(text, repository));
    }
    Ok(Some(fields))
}
