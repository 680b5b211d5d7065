// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The readers, each by the public way to it, and the files of the project that feed it.

use std::collections::BTreeMap;

use vigie::config::Config;
use vigie::facts::{Request, decode, extract, links_of};
use vigie::licence::{self, Kind};
use vigie::model::{Declarations, Globs, Known, Silent, Unknown};
use vigie::opendata::{self, Workbook};
use vigie::rule::{RuleSet, SourceText, embedded};
use vigie::snapshot::{Limits, LiteralSnapshot};

/// A reader of bytes that others wrote.
pub struct Target {
    pub name: &'static str,
    /// Whether a file of the project is a good start for it.
    pub seeds: fn(&str) -> bool,
    pub run: fn(&[u8]),
    /// How many inputs `cargo test` gives it.
    pub smoke: usize,
}

/// Every reader.
pub const TARGETS: &[Target] = &[
    Target {
        name: "decode",
        seeds: |_| true,
        run: |bytes| drop(decode(bytes.to_vec())),
        smoke: 60,
    },
    Target {
        name: "links",
        seeds: |path| ends(path, &["jsonl", "md", "csv", "py", "rst"]),
        run: |bytes| drop(links_of("notes.md", bytes.to_vec())),
        smoke: 60,
    },
    Target {
        name: "schema",
        seeds: |path| ends(path, &["json"]),
        run: |bytes| each(&["schema.json", "datapackage.json", "a.schema.json"], bytes),
        smoke: 60,
    },
    Target {
        name: "table",
        seeds: |path| ends(path, &["csv", "geojson", "jsonl"]),
        run: |bytes| {
            let schema = r#"{"fields":[{"name":"code","type":"date","constraints":{"unique":true}}]}"#;
            let mut tree = BTreeMap::new();
            tree.insert("a.schema.json".to_owned(), schema.as_bytes().to_vec());
            for name in ["a.csv", "b.geojson", "c.jsonl"] {
                tree.insert(name.to_owned(), bytes.to_vec());
            }
            read_all(tree);
        },
        smoke: 60,
    },
    Target {
        name: "workbook",
        seeds: |path| path.contains("seeds/workbook"),
        run: |bytes| {
            drop(opendata::sheets(Workbook::Office, bytes));
            drop(opendata::sheets(Workbook::Open, bytes));
        },
        smoke: 300,
    },
    Target {
        name: "packed-table",
        seeds: |path| path.contains("seeds/table"),
        run: |bytes| {
            drop(opendata::parquet(bytes));
            drop(opendata::sqlite(bytes));
            drop(opendata::dbf(bytes));
            drop(opendata::archived(bytes));
            drop(opendata::Charset::guess(bytes).map(|charset| charset.decode(bytes)));
            drop(opendata::unpacked(bytes, 1 << 20));
        },
        smoke: 300,
    },
    Target {
        name: "markdown",
        seeds: |path| ends(path, &["md"]),
        run: |bytes| read("README.md", bytes),
        smoke: 60,
    },
    Target {
        name: "rst",
        seeds: |path| ends(path, &["rst", "md"]),
        run: |bytes| read("README.rst", bytes),
        smoke: 60,
    },
    Target {
        name: "org",
        seeds: |path| ends(path, &["org", "md"]),
        run: |bytes| read("README.org", bytes),
        smoke: 60,
    },
    Target {
        name: "asciidoc",
        seeds: |path| ends(path, &["adoc", "md"]),
        run: |bytes| read("README.adoc", bytes),
        smoke: 60,
    },
    Target {
        name: "plain",
        seeds: |path| ends(path, &["txt", "md"]),
        run: |bytes| read("README.txt", bytes),
        smoke: 60,
    },
    Target {
        name: "page",
        seeds: |path| ends(path, &["html"]),
        run: |bytes| read("index.html", bytes),
        smoke: 60,
    },
    Target {
        name: "manifest-json",
        seeds: |path| ends(path, &["json"]),
        run: |bytes| each(&["package.json", "composer.json", "codemeta.json"], bytes),
        smoke: 60,
    },
    Target {
        name: "manifest-toml",
        seeds: |path| ends(path, &["toml"]),
        run: |bytes| each(&["Cargo.toml", "pyproject.toml"], bytes),
        smoke: 60,
    },
    Target {
        name: "manifest-other",
        seeds: |path| ends(path, &["yml", "cfg", "toml", "xml"]),
        run: |bytes| each(&["publiccode.yml", "setup.cfg", "DESCRIPTION", "pom.xml"], bytes),
        smoke: 60,
    },
    Target {
        name: "descriptions",
        seeds: |path| ends(path, &["cff"]) || path.contains("publiccode.y") || path.contains("codemeta.json"),
        run: |bytes| each(&["publiccode.yml", "CITATION.cff", "codemeta.json"], bytes),
        smoke: 60,
    },
    Target {
        name: "automation",
        seeds: |path| ends(path, &["yml", "json", "toml", "sh"]) || path.contains("Makefile"),
        run: |bytes| {
            each(
                &[
                    ".gitlab-ci.yml",
                    ".github/workflows/a.yml",
                    ".circleci/config.yml",
                    "Jenkinsfile",
                    "Makefile",
                    "tox.ini",
                    "a.sh",
                ],
                bytes,
            );
        },
        smoke: 60,
    },
    Target {
        name: "notebook",
        seeds: |path| ends(path, &["ipynb", "json"]),
        run: |bytes| read("a.ipynb", bytes),
        smoke: 60,
    },
    Target {
        name: "tree-settings",
        seeds: |path| ends(path, &["gitattributes", "gitignore", "md"]),
        run: |bytes| {
            each(
                &[".gitattributes", ".gitignore", "REUSE.toml", ".reuse/dep5"],
                bytes,
            );
        },
        smoke: 60,
    },
    Target {
        name: "lockfile",
        seeds: |path| ends(path, &["lock"]) || path.contains("package-lock.json"),
        run: |bytes| {
            each(
                &["package-lock.json", "npm-shrinkwrap.json", "composer.lock"],
                bytes,
            );
        },
        smoke: 60,
    },
    Target {
        name: "security-txt",
        seeds: |path| path.contains("security.txt"),
        run: |bytes| each(&["security.txt", "public/.well-known/security.txt"], bytes),
        smoke: 60,
    },
    Target {
        name: "licence-text",
        seeds: |path| path.contains("LICEN") || ends(path, &["md"]),
        run: |bytes| {
            read("LICENSE", bytes);
            if let Some(text) = decode(bytes.to_vec()) {
                drop(licence::identify("LICENSE", text.as_str(), Kind::Licence));
            }
        },
        smoke: 5,
    },
    Target {
        name: "licence-claims",
        seeds: |path| ends(path, &["md", "toml", "yml"]),
        run: |bytes| {
            let text = String::from_utf8_lossy(bytes);
            drop(licence::claims("README.md", &text, Kind::Document));
            drop(licence::copyrights(&text));
            drop(licence::resolve(&text));
        },
        smoke: 60,
    },
    Target {
        name: "settings",
        seeds: |path| path.ends_with(".vigie.toml") || path.contains("seeds/settings"),
        run: |bytes| drop(Config::parse(".vigie.toml", &String::from_utf8_lossy(bytes))),
        smoke: 60,
    },
    Target {
        name: "rule",
        seeds: |path| path.starts_with("rules/") && !path.contains("profiles"),
        run: |bytes| rules("documentation/fuzzed.toml", bytes),
        smoke: 60,
    },
    Target {
        name: "profile",
        seeds: |path| path.starts_with("rules/profiles"),
        run: |bytes| rules("profiles/fuzzed.toml", bytes),
        smoke: 60,
    },
    Target {
        name: "address",
        seeds: |path| path.contains("seeds/addresses"),
        run: |bytes| {
            for line in String::from_utf8_lossy(bytes).lines() {
                assert!(!vigie::mirror::shown_url(line).contains(char::is_control));
                drop(vigie::mirror::check(line));
            }
        },
        smoke: 60,
    },
    Target {
        name: "portal",
        seeds: |path| path.contains("seeds/portal"),
        run: |bytes| {
            let body = String::from_utf8_lossy(bytes);
            for key in [
                "prod/dataset/eau",
                "prod/resource/f868cca6-8da1-4369-a78d-47463f19a9a3",
                "prod/reuse/carte",
            ] {
                let key = key.parse().expect("a key");
                for status in [200, 404, 410] {
                    drop(vigie::portal::read(&key, status, &body, 0));
                }
            }
        },
        smoke: 60,
    },
    Target {
        name: "catalogue",
        seeds: |path| path.contains("seeds/catalogue"),
        run: |bytes| {
            let file = tempfile::NamedTempFile::new().expect("a temporary file");
            std::fs::write(file.path(), bytes).expect("it can be written");
            drop(vigie::portal::Portal::new(vigie::portal::PortalOptions {
                catalogue: Some(file.path().to_owned()),
                ..vigie::portal::PortalOptions::new(0)
            }));
        },
        smoke: 60,
    },
    Target {
        name: "gitlab",
        seeds: |path| path.contains("seeds/gitlab"),
        run: |bytes| drop(vigie::forge::read_projects(bytes)),
        smoke: 60,
    },
];

fn ends(path: &str, endings: &[&str]) -> bool {
    path.rsplit(['.', '/'])
        .next()
        .is_some_and(|ending| endings.contains(&ending))
}

/// Extracts the facts of a tree whose one file holds these bytes.
fn read(path: &str, bytes: &[u8]) {
    read_all(BTreeMap::from([(path.to_owned(), bytes.to_vec())]));
}

fn read_all(files: BTreeMap<String, Vec<u8>>) {
    let request = Request {
        limits: Limits::default(),
        probes: Vec::new(),
        plans: std::sync::Arc::default(),
        ignore: Globs::default(),
        ignored_only: false,
        declared: Declarations::default(),
        forge: Known::No(Unknown::NoForge),
        history: true,
        now: 0,
    };
    drop(extract(&LiteralSnapshot::new(files), &request, &Silent));
}

fn each(paths: &[&str], bytes: &[u8]) {
    for path in paths {
        read(path, bytes);
    }
}

/// Builds a set with one more file, beside the categories.
fn rules(path: &str, bytes: &[u8]) {
    let mut texts: Vec<SourceText> = embedded()
        .into_iter()
        .filter(|text| text.path == "categories.toml")
        .collect();
    texts.push(SourceText {
        path: path.to_owned(),
        shown: path.to_owned(),
        text: String::from_utf8_lossy(bytes).into_owned(),
        embedded: false,
    });
    drop(RuleSet::build(&texts));
}
