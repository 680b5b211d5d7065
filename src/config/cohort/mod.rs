// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The cohort file: where repositories come from, who made them, and what is said of them centrally.
//!
//! One format for three uses: a whole cohort, a list of addresses, and the notes that lie in a
//! folder of repositories.

mod programme;
mod raw;

use std::path::PathBuf;

use crate::model::{ForgeFacts, Globs, Promotion, Thresholds};
use crate::rule::{FileError, parse_toml};

use super::text::Text;
use super::{Central, Chosen};

pub use raw::schema;

/// A cohort file that was read and found valid.
#[derive(Debug, Clone, Default)]
pub struct CohortFile {
    /// The cohort's name for people.
    pub name: Option<String>,
    /// The profile of repositories that choose none.
    pub profile: Option<Chosen>,
    /// A GitLab to list.
    pub gitlab: Option<GitLabSource>,
    /// A folder whose folders are repositories, from the file's own folder.
    pub folder: Option<PathBuf>,
    /// Names that are left out, whatever their source.
    pub exclude: Globs,
    /// Repositories listed one by one, or named to say something of them.
    pub repositories: Vec<Listed>,
    /// Promotions, in the order of the file.
    pub promotions: Vec<Promotion>,
    /// What the cohort is held to.
    pub thresholds: Thresholds,
}

/// The part of a GitLab that belongs to a cohort. Without groups, projects and topics: all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GitLabSource {
    /// The address of the instance.
    pub url: String,
    /// Full paths of groups, with their subgroups.
    pub groups: Vec<String>,
    /// Full paths of projects.
    pub projects: Vec<String>,
    /// Topics: a project needs one of them.
    pub topics: Vec<String>,
}

/// How an entry names its repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// An address to clone from.
    Address(String),
    /// A folder or bare repository, from the file's own folder.
    Path(PathBuf),
    /// A repository of another source, by its name or its address.
    Project(String),
}

/// One `[[repository]]`.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The repository.
    pub at: Where,
    /// The name for people, when one is given.
    pub name: Option<String>,
    /// What the forge would say, written by hand.
    pub facts: Option<ForgeFacts>,
    /// What is said of it centrally.
    pub central: Central,
    /// The line of the entry, from 1.
    pub line: usize,
}

impl CohortFile {
    /// Reads a cohort file. `file` is the name that errors bear.
    ///
    /// # Errors
    /// When a key is unknown or a value bad, at its line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        let raw: raw::RawCohort = parse_toml(file, text)?;
        raw.validate(&Text { file, text })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CohortFile, Where};

    const WHOLE: &str = include_str!("../../../fixtures/cohorte-exemple.toml");

    #[test]
    fn the_worked_example_is_read() {
        let file = CohortFile::parse("cohort.toml", WHOLE).unwrap();
        assert_eq!(file.profile.unwrap().id.as_str(), "eig");
        let gitlab = file.gitlab.unwrap();
        assert_eq!(gitlab.groups, ["eig/2026"]);
        assert!(file.exclude.matches("eig/2026/bac-a-sable"));
        assert!(
            file.repositories
                .iter()
                .any(|one| matches!(&one.at, Where::Address(url) if url.starts_with("https://"))),
        );
        let told = file
            .repositories
            .iter()
            .find(|one| !one.central.waivers.is_empty())
            .unwrap();
        assert!(told.central.waivers[0].central);
        let promotion = &file.promotions[0];
        assert_eq!(
            promotion.challenges[0].start, promotion.start,
            "the promotion's days"
        );
        assert_eq!(file.thresholds.least_score, Some(60));
    }

    #[test]
    fn errors_bear_their_place() {
        let cases = [
            ("nom = \"x\"", (1, 1), "unknown field"),
            ("\nprofile = \"É\"", (2, 11), "not a valid identifier"),
            ("[gitlab]\ngroups = [\"a\"]", (1, 1), "missing field `url`"),
            ("[gitlab]\nurl = \"gitlab.example.org\"", (2, 7), "https://"),
            (
                "[gitlab]\nurl = \"https://a:s3cret@b.org\"",
                (2, 7),
                "credentials",
            ),
            (
                "[gitlab]\nurl = \"https://b.org\"\ngroups = [\"ok\", \"/a//b\"]",
                (3, 17),
                "full path",
            ),
            (
                "[[repository]]\nname = \"x\"",
                (1, 1),
                "one of url, path and project",
            ),
            (
                "[[repository]]\nurl = \"https://b.org/a\"\npath = \"a\"",
                (1, 1),
                "one of url, path and project",
            ),
            (
                "[[repository]]\nurl = \"https://me:s3cret@b.org/a\"",
                (2, 7),
                "credentials",
            ),
            ("[[repository]]\nurl = \"ext::sh -c x\"", (2, 7), "clone address"),
            ("[[repository]]\nurl = \"git@-x:a\"", (2, 7), "clone address"),
            ("[[repository]]\npath = \" \"", (2, 8), "must not be empty"),
            (
                "[[repository]]\nurl = \"https://b.org/a\"\n[[repository]]\nurl = \"https://b.org/A.git\"",
                (4, 7),
                "listed twice",
            ),
            (
                "[[repository]]\nproject = \"a/b\"\nforge = { archived = true }",
                (3, 9),
                "the forge itself",
            ),
            (
                "[[repository]]\nproject = \"a/b\"\n[[repository.waiver]]\nrule = \"a\"\nreason = \"\"\nuntil = 2027-01-01\nowner = \"x\"",
                (5, 10),
                "must not be empty",
            ),
            (
                "[[repository]]\nproject = \"a/b\"\n[repository.declare]\nweb-interface = { present = true, url = \"javascript:x\" }",
                (4, 41),
                "web address",
            ),
            ("[[promotion]]\nname = \"x\"", (1, 1), "missing field `id`"),
            (
                "[[promotion]]\nid = \"a\"\n[[promotion]]\nid = \"a\"",
                (4, 6),
                "twice",
            ),
            (
                "[[promotion]]\nid = \"a\"\nstart = 2026-02-01\nend = 2026-01-01",
                (4, 7),
                "before",
            ),
            (
                "[[promotion]]\nid = \"a\"\n[[promotion.challenge]]\nname = \"x\"\nstart = 10:00:00",
                (5, 9),
                "plain date",
            ),
            (
                "[[promotion]]\nid = \"a\"\n[[promotion.challenge]]\nname = \"x\"\n[[promotion.challenge]]\nname = \"x\"",
                (6, 8),
                "twice",
            ),
            ("[thresholds]\nleast-score = 101", (2, 15), "from 0 to 100"),
            ("exclude = [\"a\", \"a[\"]", (1, 17), "not a valid path pattern"),
        ];
        for (text, place, reason) in cases {
            let error = CohortFile::parse("cohort.toml", text).unwrap_err();
            assert_eq!((error.line, error.column), place, "{text}: {error}");
            assert!(error.reason.to_string().contains(reason), "{text}: {error}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([a-z\\[\\]=\". {}\n0-9-]|gitlab|repository|promotion|url){0,60}") {
            if let Err(error) = CohortFile::parse("cohort.toml", &text) {
                prop_assert!(error.line >= 1 && !error.reason.to_string().contains('\n'));
            }
        }
    }
}
