// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use std::sync::Arc;

use proptest::prelude::*;

use super::{Manifest, inherit, is_manifest, read};
use crate::facts::decode::decode;
use crate::model::ManifestKey::{self, Authors, Licence, Name, Repository, Version};

fn of(path: &str, text: &str) -> Manifest {
    let text = decode(text.into()).unwrap();
    let parsed = read(&Arc::from(path), &text).parsed.unwrap();
    inherit(vec![parsed]).remove(0)
}

fn value(manifest: &Manifest, key: ManifestKey) -> Option<(&str, u32)> {
    manifest.get(key).map(|found| (&*found.value, found.line))
}

#[test]
fn each_format_gives_its_fields_with_their_lines() {
    let cargo = of(
        "Cargo.toml",
        "[package]\nname = \"a\"\nversion = \"1.0.0\"\nlicense = \"MIT\"\n",
    );
    assert_eq!(value(&cargo, Name), Some(("a", 2)));
    assert_eq!(value(&cargo, Licence), Some(("MIT", 4)));
    assert_eq!(value(&cargo, Repository), None);
    let node = of(
        "package.json",
        "{\n \"dependencies\": {\"license\": \"^1\"},\n \"private\": true,\n \"license\": \"AGPL-3.0\",\n \"repository\": {\"url\": \"git+https://a.fr/b\"}\n}",
    );
    assert_eq!(value(&node, Licence), Some(("AGPL-3.0", 4)));
    assert_eq!(value(&node, Repository), Some(("git+https://a.fr/b", 5)));
    let old = of(
        "package.json",
        "{\"name\": \"a\", \"licenses\": [{\"type\": \"MIT\"}, {\"type\": \"GPL-3.0\"}]}",
    );
    assert_eq!(value(&old, Licence), Some(("MIT OR GPL-3.0", 1)));
    let composer = of(
        "composer.json",
        "{\"name\": \"a/b\",\n\"license\": [\"MIT\", \"GPL-2.0-only\"]}",
    );
    assert_eq!(value(&composer, Licence), Some(("MIT OR GPL-2.0-only", 2)));
    let cfg = of(
        "setup.cfg",
        "[metadata]\nname = a\nversion = attr: a.v\nlicense = MIT\n[flake8]\nname = no\n",
    );
    assert_eq!(value(&cfg, Name), Some(("a", 2)));
    assert_eq!(value(&cfg, Version), None);
    assert_eq!(value(&cfg, Licence), Some(("MIT", 4)));
}

#[test]
fn python_projects_state_their_licence_in_many_ways() {
    let cases = [
        ("[project]\nname = \"a\"\nlicense = \"MIT\"\n", "MIT"),
        (
            "[project]\nname = \"a\"\nlicense = {text = \"MIT License\"}\n",
            "MIT License",
        ),
        (
            "[project]\nname = \"a\"\nlicense = {file = \"LICENSE\"}\n",
            "SEE LICENSE IN LICENSE",
        ),
        (
            "[tool.poetry]\nname = \"a\"\nlicense = \"EUPL-1.2\"\n",
            "EUPL-1.2",
        ),
        (
            "[project]\nname = \"a\"\nclassifiers = [\"License :: OSI Approved :: MIT License\"]\n",
            "MIT License",
        ),
    ];
    for (text, licence) in cases {
        assert_eq!(
            value(&of("pyproject.toml", text), Licence).map(|(value, _)| value),
            Some(licence)
        );
    }
    let urls = of(
        "pyproject.toml",
        "[project]\nname = \"a\"\n[project.urls]\nSource = \"https://a.fr\"\n",
    );
    assert_eq!(value(&urls, Repository), Some(("https://a.fr", 4)));
}

#[test]
fn members_of_a_workspace_take_its_fields() {
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"a\"]\n[workspace.package]\nlicense = \"EUPL-1.2\"\n",
        ),
        (
            "a/Cargo.toml",
            "[package]\nname = \"a\"\nlicense.workspace = true\nversion = { workspace = true }\n",
        ),
    ];
    let parsed = files
        .iter()
        .map(|(path, text)| {
            read(&Arc::from(*path), &decode((*text).into()).unwrap())
                .parsed
                .unwrap()
        })
        .collect();
    let manifests = inherit(parsed);
    assert_eq!(manifests.len(), 1);
    assert_eq!(value(&manifests[0], Licence), Some(("EUPL-1.2", 3)));
    assert_eq!(value(&manifests[0], Version), None);
    assert!(manifests[0].member);
}

#[test]
fn a_workspace_names_the_folders_of_its_packages() {
    for (above, text, path, member) in [
        (
            "package.json",
            r#"{"name": "a", "workspaces": ["packages/*"]}"#,
            "packages/api/package.json",
            true,
        ),
        (
            "package.json",
            r#"{"name": "a", "workspaces": ["./packages/api/"]}"#,
            "packages/api/package.json",
            true,
        ),
        (
            "package.json",
            r#"{"name": "a", "workspaces": {"packages": ["apps/**"]}}"#,
            "apps/a/b/package.json",
            true,
        ),
        (
            "package.json",
            r#"{"name": "a", "workspaces": ["packages/*"]}"#,
            "lib/x/package.json",
            false,
        ),
        (
            "package.json",
            r#"{"name": "a", "workspaces": ["packages/*"]}"#,
            "packages/a/b/package.json",
            false,
        ),
        (
            "package.json",
            r#"{"name": "a", "workspaces": ["packages/*", "!packages/x"]}"#,
            "packages/x/package.json",
            false,
        ),
        (
            "package.json",
            r#"{"name": "a"}"#,
            "packages/x/package.json",
            false,
        ),
        (
            "web/package.json",
            r#"{"name": "a", "workspaces": ["packages/*"]}"#,
            "web/packages/x/package.json",
            true,
        ),
        (
            "web/package.json",
            r#"{"name": "a", "workspaces": ["packages/*"]}"#,
            "packages/x/package.json",
            false,
        ),
        (
            "pnpm-workspace.yaml",
            "packages:\n  - 'packages/*'\n  - '!packages/x'\n",
            "packages/api/package.json",
            true,
        ),
        (
            "pnpm-workspace.yaml",
            "packages:\n  - 'packages/*'\n  - '!packages/x'\n",
            "packages/x/package.json",
            false,
        ),
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/b\"]\n",
            "crates/a/Cargo.toml",
            true,
        ),
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/b\"]\n",
            "crates/b/Cargo.toml",
            false,
        ),
    ] {
        let own = if path.ends_with("toml") {
            "[package]\nname = \"b\"\n"
        } else {
            r#"{"name": "b"}"#
        };
        let parsed = [(above, text), (path, own)]
            .iter()
            .filter_map(|(path, text)| read(&Arc::from(*path), &decode((*text).into()).unwrap()).parsed)
            .collect();
        let found = inherit(parsed);
        assert_eq!(found.last().unwrap().member, member, "{text} {path}");
    }
}

#[test]
fn broken_files_say_why_and_settings_are_no_package() {
    for (path, text) in [
        ("Cargo.toml", "[package"),
        ("package.json", "{"),
        ("package.json", "[]"),
    ] {
        let reason = read(&Arc::from(path), &decode(text.into()).unwrap())
            .trouble
            .unwrap();
        assert!(
            !reason.is_empty() && reason.len() < 200 && !reason.contains('\n'),
            "{reason}"
        );
    }
    for (path, text) in [
        ("pyproject.toml", "[tool.black]\n"),
        ("package.json", "{\"type\": \"module\"}"),
    ] {
        assert!(none(path, text));
    }
}

fn none(path: &str, text: &str) -> bool {
    let reading = read(&Arc::from(path), &decode(text.into()).unwrap());
    assert_eq!(reading.trouble, None);
    reading.parsed.is_none()
}

/// Path, text, then name, version, licence with its line, repository and authors; empty for absent.
type Case<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    (&'a str, u32),
    &'a str,
    &'a str,
);

fn check(cases: &[Case<'_>]) {
    for (path, text, name, version, (licence, line), repository, authors) in cases {
        let manifest = of(path, text);
        let get = |key| manifest.get(key).map_or("", |found| found.value.as_str());
        assert_eq!(get(Name), *name, "{path}");
        assert_eq!(get(Version), *version, "{path}");
        assert_eq!(get(Licence), *licence, "{path}");
        assert_eq!(get(Repository), *repository, "{path}");
        assert_eq!(get(Authors), *authors, "{path}");
        let found = manifest.get(Licence).map_or(0, |found| found.line);
        assert_eq!(found, *line, "{path}");
    }
}

fn licences(manifest: &Manifest) -> Vec<(&str, u32)> {
    let all = manifest.licences.iter();
    all.map(|found| (&*found.value, found.line)).collect()
}

#[test]
fn scripts_give_their_literal_values() {
    check(&[
        (
            "setup.py",
            "# setup(name='no')\nfrom setuptools import setup\nV = '1'\nsetup(\n    name='carte',\n    version=V,\n    license=\"MIT\",  # free\n    url='https://a.fr/' 'carte',\n    author=f'{x}',\n    extras={'name': 'no', 'license': ['no']},\n)\n",
            "carte",
            "",
            ("MIT", 7),
            "https://a.fr/carte",
            "",
        ),
        (
            "a.gemspec",
            "Gem::Specification.new do |s|\n  s.name = 'carte'.freeze\n  s.version = Carte::VERSION\n  s.licenses = ['MIT', \"GPL-3.0-only\"]\n  s.homepage = 'https://a.fr'\n  s.metadata['source_code_uri'] = 'https://b.fr'\n  s.authors = [\"#{x}\"]\nend\n",
            "carte",
            "",
            ("MIT OR GPL-3.0-only", 4),
            "https://b.fr",
            "",
        ),
        (
            "mix.exs",
            "defmodule A do\n  def project do\n    [app: :carte, version: \"0.1.0\", deps: deps()]\n  end\n  defp package do\n    [licenses: [\"EUPL-1.2\"], maintainers: [\"Ada\", \"Bob\"]]\n  end\nend\n",
            "carte",
            "0.1.0",
            ("EUPL-1.2", 6),
            "",
            "Ada, Bob",
        ),
        (
            "build.gradle",
            "plugins { id 'java' version '9' }\nversion = '1.2'\npublishing { publications { maven(MavenPublication) { pom {\n  licenses {\n    license {\n      name = 'Apache-2.0'\n      url = 'https://x'\n    }\n  }\n  scm { url = \"https://a.fr/$x\" }\n} } } }\n",
            "",
            "1.2",
            ("Apache-2.0", 6),
            "",
            "",
        ),
        (
            "build.gradle.kts",
            "version = \"$v\"\npom {\n licenses { license { name.set(\"MIT\") } ; license { name.set(\"ISC\") } }\n scm { url.set(\"https://a.fr\") }\n}\n",
            "",
            "",
            ("MIT OR ISC", 3),
            "https://a.fr",
            "",
        ),
    ]);
    assert!(none("setup.py", "import os\n"));
    for (text, version) in [
        ("version = '2.1.0'\n", Some("2.1.0")),
        ("group 'fr.gouv'\nversion '2.1.0' // x\n", Some("2.1.0")),
        ("project.version = \"2.1.0\"\n", Some("2.1.0")),
        ("allprojects {\n  version = '2.1.0'\n}\n", Some("2.1.0")),
        ("version = project.findProperty('v') ?: '2'\n", None),
        ("plugins { id 'java' version '9' }\n", None),
        (
            "def version = '9'\next.version = '8'\nval version = \"7\"\n",
            None,
        ),
        (
            "dependencies { implementation 'a:b:1' }\nkotlin { version = '1' }\n",
            None,
        ),
    ] {
        match version {
            Some(_) => assert_eq!(
                value(&of("build.gradle", text), Version).map(|(found, _)| found),
                version
            ),
            None => assert!(none("build.gradle", text), "{text}"),
        }
    }
    assert!(none("mix.exs", "import Config\n"));
}

#[test]
fn documents_give_their_fields() {
    check(&[
        (
            "pom.xml",
            "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n<parent><groupId>fr.gouv</groupId><version>9</version></parent>\n<artifactId>carte</artifactId>\n<version>${revision}</version>\n<licenses>\n<license>\n<name>Apache License, Version 2.0</name>\n<url>https://www.apache.org/licenses/LICENSE-2.0</url></license>\n</licenses>\n<scm><url>https://a.fr</url></scm>\n<developers><developer><name>Ada</name></developer></developers>\n<dependencies><dependency><version>3</version></dependency></dependencies></project>",
            "fr.gouv:carte",
            "",
            ("Apache License, Version 2.0", 7),
            "https://a.fr",
            "Ada",
        ),
        (
            "A.csproj",
            "<Project Sdk=\"x\"><PropertyGroup>\n<PackageId>A</PackageId><Version>1.0</Version>\n<PackageLicenseExpression>MIT</PackageLicenseExpression><Authors>$(x)</Authors></PropertyGroup></Project>",
            "A",
            "1.0",
            ("MIT", 3),
            "",
            "",
        ),
        (
            "a.nuspec",
            "<package><metadata><id>A</id>\n<license type=\"file\">LICENCE.txt</license></metadata></package>",
            "A",
            "",
            ("SEE LICENSE IN LICENCE.txt", 2),
            "",
            "",
        ),
        (
            "publiccode.yml",
            "publiccodeYmlVersion: \"0.4\"\nname: Carte\nurl: https://a.fr\nlegal:\n  license: AGPL-3.0-or-later\n  repoOwner: Ministère\n",
            "Carte",
            "",
            ("AGPL-3.0-or-later", 5),
            "https://a.fr",
            "Ministère",
        ),
        (
            "CITATION.cff",
            "cff-version: 1.2.0\ntitle: Carte\nversion: 1.0\nlicense:\n  - MIT\n  - EUPL-1.2\nauthors:\n  - family-names: Lovelace\n    given-names: Ada\n  - name: EIG\n",
            "Carte",
            "1.0",
            ("MIT OR EUPL-1.2", 5),
            "",
            "Ada Lovelace, EIG",
        ),
    ]);
}

#[test]
fn other_formats_give_their_fields() {
    check(&[
        (
            "codemeta.json",
            "{\"name\": \"Carte\",\n\"license\": \"https://spdx.org/licenses/MIT\",\n\"codeRepository\": \"https://a.fr\", \"author\": [{\"givenName\": \"Ada\", \"familyName\": \"L\"}]}",
            "Carte",
            "",
            ("https://spdx.org/licenses/MIT", 2),
            "https://a.fr",
            "Ada L",
        ),
        (
            "go.mod",
            "// x\nmodule a.fr/carte // y\n\ngo 1.22\n",
            "a.fr/carte",
            "",
            ("", 0),
            "a.fr/carte",
            "",
        ),
        (
            "DESCRIPTION",
            "Package: carte\nVersion: 0.1\nAuthors@R: c(\n    person(\"Ada\", \"Lovelace\", email = \"a@b.fr\", role = c(\"aut\", \"cre\")),\n    person(family = \"INSEE\", role = \"cph\"))\nLicense: GPL (>= 2)\nURL: https://carte.fr, https://gitlab.fr/carte\n",
            "carte",
            "0.1",
            ("GPL (>= 2)", 6),
            "https://gitlab.fr/carte",
            "Ada Lovelace, INSEE",
        ),
        (
            "Project.toml",
            "name = \"Carte\"\nuuid = \"x\"\nversion = \"1.0\"\nauthors = [\"Ada\"]\n",
            "Carte",
            "1.0",
            ("", 0),
            "",
            "Ada",
        ),
        (
            "Dockerfile",
            "FROM a\nLABEL org.opencontainers.image.title=\"Carte\" \\\n      org.opencontainers.image.licenses=MIT org.opencontainers.image.version=$V\n",
            "Carte",
            "",
            ("MIT", 3),
            "",
            "",
        ),
        (
            "api.Dockerfile",
            "label license AGPL-3.0\n",
            "",
            "",
            ("AGPL-3.0", 1),
            "",
            "",
        ),
    ]);
}

#[test]
fn the_path_of_a_go_module_is_the_address_of_its_repository() {
    for (path, module, address) in [
        ("go.mod", "github.com/etat/carte", Some("github.com/etat/carte")),
        ("go.mod", "gitlab.fr/a/b/carte/v2", Some("gitlab.fr/a/b/carte")),
        ("api/go.mod", "gitlab.fr/a/carte/api", Some("gitlab.fr/a/carte")),
        (
            "cmd/api/go.mod",
            "gitlab.fr/a/carte/cmd/api/v3",
            Some("gitlab.fr/a/carte"),
        ),
        (
            "api/go.mod",
            "gitlab.fr/a/carte-api",
            Some("gitlab.fr/a/carte-api"),
        ),
        ("go.mod", "carte", None),
        ("go.mod", "carte/api", None),
    ] {
        let manifest = of(path, &format!("module {module}\n"));
        assert_eq!(value(&manifest, Name), Some((module, 1)));
        assert_eq!(value(&manifest, Repository).map(|(found, _)| found), address);
    }
}

#[test]
fn files_that_describe_no_package_are_none() {
    for (path, text) in [
        ("Dockerfile", "FROM a\nLABEL maintainer=x\n"),
        ("DESCRIPTION", "A map of France.\n"),
        ("Project.toml", "[deps]\n"),
        (
            "A.csproj",
            "<Project><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>",
        ),
        ("pom.xml", "<html/>"),
    ] {
        assert!(none(path, text), "{path}");
    }
}

#[test]
fn all_that_a_manifest_says_of_its_licence_is_kept() {
    let python = of(
        "pyproject.toml",
        "[project]\nname = \"a\"\nlicense = \"MIT\"\nauthors = [{name = \"Ada\", email = \"a@b\"}, {email = \"c@d\"}]\nclassifiers = [\n\"Topic :: Maps\",\n\"License :: OSI Approved :: BSD License\",\n\"License :: OSI Approved :: MIT License\",\n]\n",
    );
    assert_eq!(
        licences(&python),
        [("MIT", 3), ("BSD License", 7), ("MIT License", 8)]
    );
    assert_eq!(value(&python, Licence), Some(("MIT", 3)));
    assert_eq!(value(&python, Authors), Some(("Ada", 4)));
    let setup = of(
        "setup.py",
        "setup(classifiers=[\n 'License :: OSI Approved :: MIT License',\n x],\n license='BSD')\n",
    );
    assert_eq!(licences(&setup), [("BSD", 4), ("MIT License", 2)]);
    let cfg = of(
        "setup.cfg",
        "[metadata]\nname = a\nclassifiers =\n  Topic :: Maps\n  License :: OSI Approved :: MIT License\nlicense = BSD\n",
    );
    assert_eq!(licences(&cfg), [("BSD", 6), ("MIT License", 5)]);
    let pom = of(
        "pom.xml",
        "<project><licenses><license><name>BSD</name><url>https://opensource.org/licenses/BSD-3-Clause</url></license></licenses></project>",
    );
    assert_eq!(
        licences(&pom),
        [("BSD", 1), ("https://opensource.org/licenses/BSD-3-Clause", 1)]
    );
    let citation = of("CITATION.cff", "title: a\nlicense-url: https://a.fr/LICENCE\n");
    assert_eq!(licences(&citation), [("https://a.fr/LICENCE", 2)]);
    assert_eq!(value(&citation, Licence), None);
}

#[test]
fn hostile_documents_end_in_a_reason() {
    let entities = "<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><project>&b;</project>";
    let deep_xml = format!("<project>{}", "<a x=\"/>\">".repeat(60_000));
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nname: *b\n";
    let deep_yaml = "[".repeat(100_000);
    let many = "- a\n".repeat(60_000);
    for (path, text) in [
        ("pom.xml", entities),
        ("pom.xml", deep_xml.as_str()),
        ("pom.xml", "<project>"),
        ("CITATION.cff", deep_yaml.as_str()),
        ("CITATION.cff", many.as_str()),
        ("CITATION.cff", "- a\n"),
        ("publiccode.yml", ""),
        ("publiccode.yml", "a: b: c\n"),
        ("codemeta.json", "[]"),
    ] {
        let reason = read(&Arc::from(path), &decode(text.into()).unwrap())
            .trouble
            .unwrap();
        assert!(!reason.is_empty() && reason.len() < 200, "{reason}");
    }
    assert_eq!(value(&of("publiccode.yml", bomb), Name), None);
}

#[test]
fn names_of_manifests_are_known() {
    for path in [
        "a/b.gemspec",
        "x.csproj",
        "Dockerfile.prod",
        "api.Dockerfile",
        "r/DESCRIPTION",
        "Containerfile",
    ] {
        assert!(is_manifest(path), "{path}");
    }
    for path in [
        ".gemspec",
        "description",
        "Dockerfile.j2",
        "myDockerfile",
        "settings.gradle",
    ] {
        assert!(!is_manifest(path), "{path}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(
        name in prop::sample::select(&[
            "setup.py", "a.gemspec", "mix.exs", "build.gradle", "pom.xml", "a.csproj", "a.nuspec", "go.mod",
            "DESCRIPTION", "Project.toml", "publiccode.yml", "CITATION.cff", "codemeta.json", "Dockerfile",
            "setup.cfg", "package.json",
        ][..]),
        text in "(\\PC|[\n\"'\\[\\](){}<>=:,#$&*\\\\-]|setup\\(|LABEL |license|<project>|é){0,80}",
    ) {
        if let Some(text) = decode(text.into()) {
            let _ = read(&Arc::from(name), &text);
        }
    }
}
