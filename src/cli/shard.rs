// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A part of a cohort, for several machines: which repositories belong to it, and the note that it leaves.

use std::path::Path;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::trouble::{BadValue, CohortTrouble, Trouble};
use super::{environment, output};

/// The name of the note.
pub(super) const FILE: &str = "shard.json";

/// One part of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shard {
    /// From 1.
    pub(super) index: u64,
    /// How many parts there are.
    pub(super) total: u64,
}

/// `I/N`, or `auto` for what a CI or a cluster says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ShardArg {
    This(Shard),
    /// The number of parts, where the environment does not tell it.
    Auto(Option<u64>),
}

/// What a part says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Note {
    #[serde(flatten)]
    pub(super) shard: Shard,
    /// Repositories of the whole cohort.
    pub(super) repositories: usize,
    /// The moment of its report (RFC 3339).
    #[serde(with = "rfc3339")]
    pub(super) when: Timestamp,
    /// A digest of the options that its audits depend on.
    pub(super) options: String,
    /// Results of an earlier run that it reused.
    pub(super) reused: usize,
}

mod rfc3339 {
    use jiff::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(moment: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(moment)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl FromStr for ShardArg {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        let number = |text: &str| {
            text.parse::<u64>()
                .ok()
                .filter(|number| (1..=10_000).contains(number))
        };
        let bad = || BadValue::Shard(text.to_owned());
        match text.split_once('/') {
            None if text == "auto" => Ok(Self::Auto(None)),
            Some(("auto", total)) => Ok(Self::Auto(Some(number(total).ok_or_else(bad)?))),
            Some((index, total)) => {
                let (index, total) = (number(index).ok_or_else(bad)?, number(total).ok_or_else(bad)?);
                Shard::new(index, total).map(Self::This).ok_or_else(bad)
            }
            None => Err(bad()),
        }
    }
}

impl ShardArg {
    /// The part, with the environment's help: `CI_NODE_INDEX` and `CI_NODE_TOTAL` of GitLab (from 1), or
    /// `JOB_COMPLETION_INDEX` of Kubernetes (from 0).
    pub(super) fn shard(self, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, Trouble> {
        let number = |name: &str| variable(name)?.trim().parse::<u64>().ok();
        let found = match self {
            Self::This(shard) => return Ok(shard),
            Self::Auto(total) => {
                let of = |name| total.or_else(|| number(name));
                let gitlab = || Shard::new(number("CI_NODE_INDEX")?, of("CI_NODE_TOTAL")?);
                let kubernetes = || Shard::new(number("JOB_COMPLETION_INDEX")?.checked_add(1)?, total?);
                gitlab().or_else(kubernetes)
            }
        };
        Ok(found.ok_or(CohortTrouble::ShardAuto)?)
    }
}

impl Shard {
    fn new(index: u64, total: u64) -> Option<Self> {
        (1..=total).contains(&index).then_some(Self { index, total })
    }

    /// Whether a project belongs to the part, by its stable key.
    pub(super) fn holds(self, key: &str) -> bool {
        let digest = Sha256::digest(key.as_bytes());
        let head = digest
            .iter()
            .take(8)
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        head % self.total == self.index - 1
    }

    /// Leaves the note: the repositories of the whole, the digest of the options, and how many results were reused.
    pub(super) fn note(
        self,
        out: &Path,
        repositories: usize,
        options: String,
        reused: usize,
    ) -> Result<(), Trouble> {
        let note = Note {
            shard: self,
            repositories,
            when: environment::now()?,
            options,
            reused,
        };
        output::keep_file(&out.join(FILE), &(serde_json::to_string_pretty(&note)? + "\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Shard, ShardArg};

    #[test]
    fn parts_are_read_from_words_and_environments() {
        let with = |pairs: &'static [(&str, &str)]| {
            move |name: &str| {
                pairs
                    .iter()
                    .find(|pair| pair.0 == name)
                    .map(|pair| pair.1.to_owned())
            }
        };
        let gitlab = with(&[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "3")]);
        let cluster = with(&[("JOB_COMPLETION_INDEX", "0")]);
        let part = |text: &str| text.parse::<ShardArg>().unwrap();
        let shard = |index, total| Shard { index, total };
        assert_eq!(part("2/5").shard(gitlab).unwrap(), shard(2, 5));
        assert_eq!(part("auto").shard(gitlab).unwrap(), shard(2, 3));
        assert_eq!(part("auto/4").shard(cluster).unwrap(), shard(1, 4));
        assert!(part("auto").shard(cluster).is_err());
        for text in ["", "0/2", "3/2", "1", "1/0", "a/b", "-1/2", "auto/0", "1/2/3"] {
            assert!(text.parse::<ShardArg>().is_err(), "{text}");
        }
    }

    #[test]
    fn each_project_is_in_one_part() {
        for total in [1, 2, 7] {
            for key in ["gitlab.example.org#1", "gitlab.example.org#2", "carte", ""] {
                let holding = (1..=total).filter(|index| Shard { index: *index, total }.holds(key));
                assert_eq!(holding.count(), 1);
            }
        }
        // The split is part of what runs agree on: it must not change.
        assert!(Shard { index: 1, total: 2 }.holds("carte") != Shard { index: 2, total: 2 }.holds("carte"));
    }
}
