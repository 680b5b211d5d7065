// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Guides and codes of conduct that came with a template and still name the project that they were written for: its
//! repository to clone, its people to write to.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Document, Facts};
use crate::model::{ManifestKey, Role, fold, own_regex};

/// The repository that a command clones: its owner and its name.
static CLONE: LazyLock<Regex> = LazyLock::new(|| {
    own_regex(
        r"\bgit clone (?:--?\S+ )*(?:https?://|(?:ssh://)?git@|git://)(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)[:/]([\w.-]+)/([\w.-]+)",
    )
});

/// The domain of an address of e-mail, by the label before its end.
static DOMAIN: LazyLock<Regex> = LazyLock::new(|| own_regex(r"[\w.+-]+@(?:[\w-]+\.)*?([\w-]+)\.[a-z]{2,}\b"));

/// Owners that stand for whoever reads.
const ANYONE: [&str; 7] = ["you", "user", "votre", "name", "fork", "account", "compte"];

/// Whether a document at a path speaks of another project than this one.
pub(super) fn is_of_another(facts: &Facts, path: &str) -> bool {
    let Some(document) = facts.documents.iter().find(|one| *one.path == *path) else {
        return false;
    };
    match document.role {
        Role::Contributing => foreign_owner(facts, document).is_some(),
        // Nothing in such a text tells whose it is but whom to write to: the people of the guide that is another's.
        Role::CodeOfConduct => {
            let guides = facts
                .documents
                .iter()
                .filter(|one| one.role == Role::Contributing);
            let owners: Vec<String> = guides.filter_map(|guide| foreign_owner(facts, guide)).collect();
            document.sentences.iter().any(|sentence| {
                let mut domains = DOMAIN.captures_iter(&sentence.text);
                domains.any(|domain| owners.contains(&domain[1].to_lowercase()))
            })
        }
        _ => false,
    }
}

/// The owner of the repository that a guide has people clone, when none that it names can be this one.
fn foreign_owner(facts: &Facts, guide: &Document) -> Option<String> {
    let mut foreign = None;
    for sentence in &guide.sentences {
        for clone in CLONE.captures_iter(&sentence.text) {
            let (owner, name) = (clone[1].to_lowercase(), clone[2].to_lowercase());
            let anyone = ANYONE.iter().any(|word| owner.contains(word));
            if anyone || is_ours(facts, &owner, name.trim_end_matches(".git")) {
                return None;
            }
            foreign = Some(owner);
        }
    }
    foreign
}

/// Whether a repository may be the one at hand: something else than the guide names its owner, or the project is called so.
/// Where nothing names the project, it may.
fn is_ours(facts: &Facts, owner: &str, name: &str) -> bool {
    let value = |key: ManifestKey| {
        facts
            .manifests
            .iter()
            .filter_map(move |manifest| manifest.fields.get(key.as_str()))
            .map(|field| field.value.to_lowercase())
    };
    let readmes = || facts.documents.iter().filter(|one| one.role == Role::Readme);
    let prefix = format!("{owner}/");
    let linked = readmes().any(|readme| {
        let mut links = readme.links.iter();
        links.any(|link| link.target.to_lowercase().contains(&prefix))
            || readme
                .sentences
                .iter()
                .any(|sentence| sentence.text.to_lowercase().contains(&prefix))
    });
    let titles = readmes().filter_map(|readme| readme.title.as_ref().map(|title| title.text.clone()));
    let names: Vec<String> = value(ManifestKey::Name)
        .chain(titles)
        .map(|one| fold(&one))
        .collect();
    let folded = fold(name);
    let called = names.iter().any(|own| {
        let joined = own.replace(' ', "");
        let shares = |word: &str| word.len() >= 3 && own.split(' ').any(|other| other == word);
        folded.split(' ').any(shares) || joined == folded.replace(' ', "")
    });
    let kept = value(ManifestKey::Repository).any(|address| address.contains(&prefix));
    names.is_empty() || linked || called || kept
}
