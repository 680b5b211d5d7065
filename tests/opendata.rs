// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Real links of public repositories: what each one means, against what a reader made of it.
//!
//! `tests/opendata/links.jsonl` holds the places and addresses, what must be understood, and the three or four
//! signs on each side of each address. `VIGIE_LINKS=FILE` reads another file of that form, where `context`
//! may hold the words around the address too.

use std::fmt::Write as _;
use std::io::Write as _;

use serde_json::Value;
use vigie::model::{Environment, ObjectKey};
use vigie::opendata::{Found, links};

/// Kinds that name an object; the others are never asked about.
const ENTITIES: &[&str] = &[
    "dataset",
    "resource",
    "static_file",
    "reuse",
    "organization",
    "dataservice",
    "topic",
    "post",
    "schema",
    "transport_dataset",
    "transport_resource",
    "legacy_dataset",
];

/// Labels that are doubtful, each with the reason; they count as they stand.
const DOUBTFUL: &[(&str, &str)] = &[
    (
        "http://www.data.gouv.fr/fr/datasets/xxx/",
        "doubtful label: `xxx` stands where a reader is to put a name",
    ),
    (
        "https://demo-static.data.gouv.fr/avatars/a2/b135634de04fb8a76c8ec3100e5e4b-100.png",
        "doubtful label: this host is to the demonstration what static.data.gouv.fr is to the portal",
    ),
];

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
}

impl Tally {
    fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    fn told(&self) -> String {
        let permille = self.right * 1_000 / self.all.max(1);
        format!(
            "{}/{} ({}.{} %)",
            self.right,
            self.all,
            permille / 10,
            permille % 10
        )
    }

    /// Whether at least 98 % are right.
    fn is_good(&self) -> bool {
        self.all > 0 && self.right * 100 >= self.all * 98
    }
}

fn text(case: &Value) -> String {
    if let Some(context) = case["context"].as_str() {
        return context.to_owned();
    }
    let part = |name: &str| case[name].as_str().unwrap_or_default();
    format!("{}{}{}", part("before"), part("url"), part("after"))
}

/// The link that a label speaks of.
fn the_link(case: &Value) -> Option<Found> {
    let url = case["url"].as_str()?;
    let text = text(case);
    let at = text.find(url.trim_end_matches('#'));
    links(&text).into_iter().find(|link| Some(link.start) == at)
}

#[test]
fn real_links_mean_what_a_reader_makes_of_them() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/opendata/links.jsonl");
    let file = std::env::var("VIGIE_LINKS").unwrap_or_else(|_| own.to_owned());
    let content = std::fs::read_to_string(&file).expect("the links can be read");
    let (mut named, mut api, mut other) = (Tally::default(), Tally::default(), Tally::default());
    let mut wrong = String::new();
    for line in content.lines() {
        let case: Value = serde_json::from_str(line).expect("each line is JSON");
        let expect = &case["expect"];
        let kind = expect["kind"].as_str().expect("a kind");
        if kind == "none" {
            let found = links(&text(&case));
            assert_eq!(found, [], "no link: {}", text(&case));
            continue;
        }
        let found = the_link(&case);
        let target = found.as_ref().map(|link| &link.target);
        let key = target.and_then(|target| target.key.as_ref());
        if kind == "template" {
            assert!(key.is_none(), "a template would be requested: {line}");
        }
        let same_kind = target.is_some_and(|target| target.kind.as_str() == kind);
        let same = |name: &str, found: Option<&str>| expect[name].as_str() == found;
        let details = same("id", target.and_then(|target| target.id()))
            && same("resource", target.and_then(|target| target.resource.as_deref()))
            && same("version", target.and_then(|target| target.version.as_deref()))
            && same("timestamp", target.and_then(|target| target.uploaded.as_deref()))
            && same("host", target.map(|target| target.host.as_str()))
            && expect["env"]
                .as_str()
                .is_none_or(|env| target.and_then(|target| target.env).map(Environment::as_str) == Some(env));
        let right = same_kind && details;
        if ENTITIES.contains(&kind) {
            named.count(right);
            if expect["api"].is_string() {
                api.count(same("api", key.map(ObjectKey::api_url).as_deref()));
            }
        } else {
            assert!(key.is_none(), "this names nothing and would be requested: {line}");
            other.count(right);
        }
        if !right {
            let doubt = DOUBTFUL
                .iter()
                .find(|(url, _)| case["url"] == *url)
                .map_or("", |(_, why)| why);
            let _ = writeln!(
                wrong,
                "{}\n  expected {expect}\n  found {target:?}\n  {doubt}",
                case["url"]
            );
        }
    }
    let mut out = std::io::stdout();
    writeln!(
        out,
        "links: kind and identifier {}, API address {}, other links {}",
        named.told(),
        api.told(),
        other.told()
    )
    .expect("stdout is open");
    writeln!(out, "{wrong}").expect("stdout is open");
    assert!(named.is_good() && api.is_good(), "below 98 %:\n{wrong}");
}
