// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Results kept from one run to the next, so that an unchanged repository is not audited again.
//!
//! A result holds for its key alone, which names everything that an audit depends on but the time; the time is
//! held to the moment at which a waiver or an age could change a verdict. A file that cannot be read is no result.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::output;
use crate::mirror::Tip;
use crate::model::{Lang, hex};
use crate::pipeline::Tools;
use crate::report::AuditSummary;

/// The version of the format of a result.
const FORMAT: u32 = 3;

/// A folder of results.
#[derive(Debug)]
pub(super) struct Store {
    folder: Option<PathBuf>,
    /// Whether earlier results count.
    reads: bool,
    tools: String,
}

/// The first line of a result as it is kept; the audit, the page and the summary follow, as they are.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: u32,
    key: String,
    /// The moment of the audit, in seconds since 1970-01-01 UTC.
    judged: i64,
    /// The first moment at which it no longer holds.
    until: Option<i64>,
    /// Bytes of the audit as `vigie.audit.v1`, without a time.
    audit: usize,
    /// Bytes of its page, when it was made with the templates of the program.
    page: Option<usize>,
    /// Bytes of what the report on the cohort tells of it: most of the audit need not be read for that.
    summary: usize,
    /// The digest of all three: half of a result is none.
    digest: String,
}

/// A result that still holds.
#[derive(Debug)]
pub(super) struct Result {
    pub(super) summary: AuditSummary,
    /// `vigie.audit.v1`, without a time.
    pub(super) audit: String,
    /// Its page, when it was made with the templates of the program.
    pub(super) page: Option<String>,
}

impl Store {
    /// A store in a cache folder; without one, nothing is kept. `inputs` says, each in its own words, what besides the
    /// tools may change the audits of this run: a result made under others does not hold.
    pub(super) fn new(
        cache: Option<&Path>,
        reads: bool,
        tools: &Tools,
        lang: Lang,
        inputs: &[String],
    ) -> Self {
        Self {
            folder: cache.map(|cache| cache.join("results")),
            reads,
            tools: format!(
                "{} {} {:?} {} {:?} {:?} {:?} {:?} {} {inputs:?}",
                env!("CARGO_PKG_VERSION"),
                tools.rules.digest(),
                tools.profile,
                tools.default_profile,
                tools.selection,
                tools.fail_on,
                tools.config,
                tools.limits,
                lang.as_str(),
            ),
        }
    }

    /// A digest of everything but the repositories that the audits of this run depend on: the parts of one run share it.
    pub(super) fn fingerprint(&self) -> String {
        digest(&[&self.tools])
    }

    /// The key of an audit: the tools, what is told of the project from outside, and what its branch stands on.
    pub(super) fn key(&self, told: &str, tip: &Tip) -> String {
        digest(&[&self.tools, told, &format!("{tip:?}")])
    }

    fn path(&self, project: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{project}.result")))
    }

    /// The result of a project (by its stable name, see [`stable`]), if it holds for this key and this moment.
    pub(super) fn get(&self, project: &str, key: &str, now: Timestamp) -> Option<Result> {
        let bytes = std::fs::read(self.path(project).filter(|_| self.reads)?).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(bytes.get(..end)?).ok()?;
        let now = now.as_second();
        let holds = head.format == FORMAT
            && head.key == key
            && head.judged <= now
            && head.until.is_none_or(|until| now < until);
        if !holds {
            return None;
        }
        let body = std::str::from_utf8(bytes.get(end + 1..)?).ok()?;
        let (audit, rest) = body.split_at_checked(head.audit)?;
        let (page, summary) = rest.split_at_checked(head.page.unwrap_or_default())?;
        if summary.len() != head.summary || head.digest != digest(&[audit, page, summary]) {
            return None;
        }
        Some(Result {
            summary: serde_json::from_str(summary).ok()?,
            audit: audit.to_owned(),
            page: head.page.map(|_| page.to_owned()),
        })
    }

    /// Keeps a result. A disk that refuses costs the next run some time, and this one nothing.
    pub(super) fn put(
        &self,
        project: &str,
        key: String,
        moment: (Timestamp, Option<i64>),
        summary: &AuditSummary,
        audit: &str,
        page: Option<&str>,
    ) {
        let (Some(path), Ok(summary)) = (self.path(project), serde_json::to_string(summary)) else {
            return;
        };
        let head = Head {
            format: FORMAT,
            key,
            judged: moment.0.as_second(),
            until: moment.1,
            audit: audit.len(),
            page: page.map(str::len),
            summary: summary.len(),
            digest: digest(&[audit, page.unwrap_or_default(), &summary]),
        };
        if let Ok(head) = serde_json::to_string(&head)
            && path
                .parent()
                .is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
        {
            let text = [head.as_str(), "\n", audit, page.unwrap_or_default(), &summary].concat();
            let _ = output::keep_file(&path, &text);
        }
    }

    /// Removes the results of audits that are older than so many days.
    pub(super) fn trim(&self, days: u64) {
        let Some(folder) = &self.folder else { return };
        let oldest = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 86_400);
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let old = entry
                .metadata()
                .and_then(|meta| meta.modified())
                .is_ok_and(|modified| modified < oldest);
            if old {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// A short name of a project that no text of a forge can bend: safe as a file name.
pub(super) fn stable(key: &str) -> String {
    digest(&[key]).get(..24).unwrap_or_default().to_owned()
}

/// A digest of texts; their borders count.
fn digest(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hex(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{AuditSummary, FORMAT, Store};

    fn store(folder: &std::path::Path) -> Store {
        Store {
            folder: Some(folder.to_owned()),
            reads: true,
            tools: String::new(),
        }
    }

    /// An audit that reads back, from the schema's own types.
    fn audit() -> String {
        let audit = serde_json::json!({
            "schema": "vigie.audit.v1",
            "tool": {"name": "vigie", "version": "0", "rules_digest": "0", "profile": "eig"},
            "target": {"name": "é", "url": null, "commit": null, "branch": null, "source": "commit"},
            "lang": "fr",
            "gate": {"passed": true, "blocking": [], "unverified": []},
            "score": {"earned": 0, "judged": 0, "possible": 0, "percent": null, "grade": null, "coverage": 0,
                "without_waivers": {"earned": 0, "judged": 0, "percent": null, "grade": null}},
            "categories": [], "actions": [], "verdicts": [], "waivers": [], "licences": [], "datasets": [], "gaps": []
        });
        audit.to_string()
    }

    #[test]
    fn a_result_is_whole_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let (store, audit, now) = (store(folder.path()), audit(), Timestamp::UNIX_EPOCH);
        for page in [Some("<p>é</p>"), None] {
            let wire = serde_json::from_str(&audit).unwrap();
            let summary = AuditSummary::of(&wire);
            store.put("a", "key".to_owned(), (now, None), &summary, &audit, page);
            let found = store.get("a", "key", now).unwrap();
            assert_eq!(
                (found.audit.as_str(), found.page.as_deref()),
                (audit.as_str(), page)
            );
            assert!(store.get("a", "other", now).is_none());
            let path = folder.path().join("a.result");
            let whole = std::fs::read(&path).unwrap();
            for end in (0..whole.len()).step_by(7) {
                std::fs::write(&path, &whole[..end]).unwrap();
                assert!(store.get("a", "key", now).is_none(), "cut at {end}");
            }
            let mut changed = whole.clone();
            let last = changed.len() - 3;
            changed[last] ^= 1;
            std::fs::write(&path, &changed).unwrap();
            assert!(store.get("a", "key", now).is_none(), "a byte is another");
            std::fs::write(&path, whole).unwrap();
        }
        assert_eq!(FORMAT, 3);
    }
}
