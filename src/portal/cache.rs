// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers that are kept from one run to the next: one small file each, whole or none.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::read::read;
use super::wire::Said;
use crate::model::{ObjectKey, PortalAnswer, PortalOutcome, hex};

/// The version of the format of a file, and of the fields that are asked for.
const FORMAT: u32 = 2;
/// How long an answer holds, in seconds.
const HOLDS: i64 = 24 * 3_600;
/// How long it holds that an object is deleted or unknown: somebody may be mending it.
const ABSENCE_HOLDS: i64 = 3_600;
/// Without the network, or while the portal does not answer, an older answer is better than none, as it bears its date;
/// absence is not.
const HOLDS_OFFLINE: i64 = 30 * 24 * 3_600;
/// Largest file that is read, in bytes.
const MOST_BYTES: u64 = 8 << 20;

/// A folder of answers.
#[derive(Debug)]
pub(super) struct Cache {
    folder: Option<PathBuf>,
    /// The portal: the same slug means another object on another one.
    base: String,
    offline: bool,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    format: u32,
    key: String,
    asked: i64,
    status: u16,
    body: String,
    /// The digest of the body: half of an answer is none.
    digest: String,
}

/// Until when an answer holds, in seconds since 1970-01-01 UTC.
pub(super) fn until(answer: &PortalAnswer) -> Option<i64> {
    let holds = match answer.outcome {
        PortalOutcome::Found(_) => HOLDS,
        PortalOutcome::Deleted | PortalOutcome::Unknown => ABSENCE_HOLDS,
        PortalOutcome::NotVerified(_) => return None,
    };
    Some(answer.asked?.saturating_add(holds))
}

impl Cache {
    /// A cache that keeps nothing.
    pub(super) fn none() -> Self {
        Self {
            folder: None,
            base: String::new(),
            offline: false,
        }
    }

    /// The answers of a portal, below a folder of the user.
    pub(super) fn open(folder: Option<PathBuf>, base: &str, offline: bool) -> Self {
        Self {
            folder: folder.map(|folder| folder.join("portal")),
            base: base.to_owned(),
            offline,
        }
    }

    fn path(&self, key: &ObjectKey) -> Option<PathBuf> {
        let name = hex(&Sha256::digest(format!("{FORMAT} {} {key}", self.base)));
        Some(self.folder.as_ref()?.join(format!("{}.json", &name[..40])))
    }

    /// The answer that is kept, if it still holds. A file that cannot be read whole is none.
    pub(super) fn get(&self, key: &ObjectKey, now: i64) -> Option<PortalAnswer> {
        self.kept(key, now, self.offline)
    }

    /// The answer that is kept, although its time may be over: for when the portal says nothing newer. It bears the day
    /// of its look-up.
    pub(super) fn older(&self, key: &ObjectKey, now: i64) -> Option<PortalAnswer> {
        self.kept(key, now, true)
    }

    fn kept(&self, key: &ObjectKey, now: i64, older: bool) -> Option<PortalAnswer> {
        let path = self.path(key)?;
        if std::fs::metadata(&path).ok()?.len() > MOST_BYTES {
            return None;
        }
        let answer = entry(key, &std::fs::read(path).ok()?)?;
        let found = matches!(answer.outcome, PortalOutcome::Found(_));
        let end = if older && found {
            answer.asked?.saturating_add(HOLDS_OFFLINE)
        } else {
            until(&answer)?
        };
        (answer.asked? <= now && now < end).then_some(answer)
    }

    /// Keeps an answer. A disk that refuses costs the next run a request, and this one nothing.
    pub(super) fn put(&self, key: &ObjectKey, now: i64, said: &Said) {
        let Some(path) = self.path(key) else { return };
        let entry = Entry {
            format: FORMAT,
            key: key.to_string(),
            asked: now,
            status: said.status,
            digest: digest(&said.body),
            body: said.body.clone(),
        };
        let _ = serde_json::to_vec(&entry)
            .map_err(std::io::Error::from)
            .and_then(|bytes| write(&path, &bytes));
    }

    /// Removes the answers that nobody will read again, and what a killed run left.
    pub(super) fn trim(&self, now: i64) {
        let Some(folder) = &self.folder else { return };
        let oldest = u64::try_from(now.saturating_sub(HOLDS_OFFLINE)).unwrap_or_default();
        let oldest = std::time::UNIX_EPOCH + std::time::Duration::from_secs(oldest);
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

/// Writes beside and renames, so that a reader finds the old file or the new one.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The answer that a file holds on this object.
fn entry(key: &ObjectKey, bytes: &[u8]) -> Option<PortalAnswer> {
    let entry: Entry = serde_json::from_slice(bytes).ok()?;
    let whole = entry.format == FORMAT && entry.key == key.to_string() && entry.digest == digest(&entry.body);
    whole.then(|| read(key, entry.status, &entry.body, entry.asked))
}

fn digest(body: &str) -> String {
    hex(&Sha256::digest(body))
}

#[cfg(test)]
mod tests {
    use super::{ABSENCE_HOLDS, Cache, HOLDS, HOLDS_OFFLINE};
    use crate::model::{Environment, ObjectKey, ObjectKind};
    use crate::portal::wire::Said;

    #[test]
    fn an_answer_holds_for_its_time_and_is_whole_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let open = |offline| Cache::open(Some(folder.path().to_owned()), "https://a.example/", offline);
        let (cache, offline) = (open(false), open(true));
        let key = |id| ObjectKey::new(Environment::Production, ObjectKind::Dataset, id).unwrap();
        let (found, gone) = (key("a"), key("b"));
        let said = |status, body: &str| Said {
            status,
            body: body.to_owned(),
        };
        cache.put(&found, 1_000, &said(200, r#"{"id": "a", "title": "é"}"#));
        cache.put(&gone, 1_000, &said(410, r#"{"message": ""}"#));
        assert!(cache.get(&found, 1_000 + HOLDS - 1).is_some());
        assert!(cache.get(&found, 1_000 + HOLDS).is_none());
        assert!(cache.get(&found, 999).is_none(), "an answer of the future");
        assert!(offline.get(&found, 1_000 + HOLDS).is_some());
        assert!(offline.get(&found, 1_000 + HOLDS_OFFLINE).is_none());
        assert!(cache.older(&found, 1_000 + HOLDS).is_some());
        assert!(cache.older(&found, 1_000 + HOLDS_OFFLINE).is_none());
        assert!(cache.older(&gone, 1_000 + ABSENCE_HOLDS).is_none());
        assert!(cache.get(&gone, 1_000 + ABSENCE_HOLDS - 1).is_some());
        assert!(offline.get(&gone, 1_000 + ABSENCE_HOLDS).is_none());
        let other = Cache::open(Some(folder.path().to_owned()), "https://b.example/", false);
        assert!(other.get(&found, 1_000).is_none());
        let path = cache.path(&found).unwrap();
        let whole = std::fs::read(&path).unwrap();
        for end in 0..whole.len() {
            std::fs::write(&path, &whole[..end]).unwrap();
            assert!(cache.get(&found, 1_000).is_none(), "cut at {end}");
        }
        std::fs::write(&path, &whole).unwrap();
        assert!(cache.get(&found, 1_000).is_some());
        cache.trim(i64::from(u32::MAX));
        assert!(cache.get(&found, 1_000).is_none());
    }
}
