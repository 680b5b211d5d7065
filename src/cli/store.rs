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
use crate::report::wire::v1;

/// The version of the format of a result.
const FORMAT: u32 = 1;

/// A folder of results.
#[derive(Debug)]
pub(super) struct Store {
    folder: Option<PathBuf>,
    /// Whether earlier results count.
    reads: bool,
    tools: String,
}

/// A result as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    format: u32,
    key: String,
    /// The moment of the audit, in seconds since 1970-01-01 UTC.
    judged: i64,
    /// The first moment at which it no longer holds.
    until: Option<i64>,
    /// The audit as `vigie.audit.v1`, without a time.
    audit: String,
    /// Its page, when it was made with the templates of the program.
    page: Option<String>,
}

/// A result that still holds.
#[derive(Debug)]
pub(super) struct Result {
    pub(super) audit: v1::Audit,
    pub(super) text: String,
    pub(super) page: Option<String>,
}

impl Store {
    /// A store in a cache folder; without one, nothing is kept.
    pub(super) fn new(cache: Option<&Path>, reads: bool, tools: &Tools, lang: Lang) -> Self {
        Self {
            folder: cache.map(|cache| cache.join("results")),
            reads,
            tools: format!(
                "{} {} {:?} {} {:?} {:?} {:?} {:?} {}",
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

    /// The key of an audit: the tools, what is told of the project from outside, and what its branch stands on.
    pub(super) fn key(&self, told: &str, tip: &Tip) -> String {
        digest(&[&self.tools, told, &format!("{tip:?}")])
    }

    fn path(&self, project: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{project}.json")))
    }

    /// The result of a project (by its stable name, see [`stable`]), if it holds for this key and this moment.
    pub(super) fn get(&self, project: &str, key: &str, now: Timestamp) -> Option<Result> {
        let bytes = std::fs::read(self.path(project).filter(|_| self.reads)?).ok()?;
        let kept: Kept = serde_json::from_slice(&bytes).ok()?;
        let now = now.as_second();
        let holds = kept.format == FORMAT
            && kept.key == key
            && kept.judged <= now
            && kept.until.is_none_or(|until| now < until);
        if !holds {
            return None;
        }
        Some(Result {
            audit: serde_json::from_str(&kept.audit).ok()?,
            text: kept.audit,
            page: kept.page,
        })
    }

    /// Keeps a result. A disk that refuses costs the next run some time, and this one nothing.
    pub(super) fn put(
        &self,
        project: &str,
        key: String,
        moment: (Timestamp, Option<i64>),
        audit: &str,
        page: Option<&str>,
    ) {
        let Some(path) = self.path(project) else { return };
        let kept = Kept {
            format: FORMAT,
            key,
            judged: moment.0.as_second(),
            until: moment.1,
            audit: audit.to_owned(),
            page: page.map(str::to_owned),
        };
        if let Ok(text) = serde_json::to_string(&kept)
            && path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
        {
            let _ = output::write_file(&path, &text);
        }
    }

    /// Removes the results that nobody asked for in so many days.
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
