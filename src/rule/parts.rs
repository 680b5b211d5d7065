// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The parts of a check by the names that files give them.

use super::check::{Activity, Check, NativeName};
use crate::model::{Globs, HistoryFact, Pattern};

impl Check {
    /// The name of the primitive, as files write it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::FileExists(_) => "file-exists",
            Self::SourceCode(_) => "source-code",
            Self::FileSize(_) => "file-size",
            Self::Document(_) => "document",
            Self::TextMatch(_) => "text-match",
            Self::ProseMatch(_) => "prose-match",
            Self::Documented(_) => "documented",
            Self::HeadingMatch(_) => "heading-match",
            Self::LinkMatch(_) => "link-match",
            Self::LicenceIn(_) => "licence-in",
            Self::ManifestField(_) => "manifest-field",
            Self::DatasetState(_) => "dataset-state",
            Self::Markup(_) => "markup",
            Self::ForgeField(_) => "forge-field",
            Self::Activity(_) => "activity",
            Self::History(_) => "history",
            Self::CiCommand(_) => "ci-command",
            Self::Declared(_) => "declared",
            Self::Native(_) => "native",
        }
    }

    /// The path patterns of the check, with the keys that hold them.
    #[must_use]
    pub fn globs_by_key(&self) -> Vec<(&'static str, &Globs)> {
        let (globs, except) = match self {
            Self::FileExists(params) => (&params.globs, &params.except),
            Self::FileSize(params) => (&params.globs, &params.except),
            Self::TextMatch(probe) => (&probe.globs, &probe.except),
            Self::SourceCode(params) => return vec![("except", &params.except)],
            _ => return Vec::new(),
        };
        vec![("globs", globs), ("except", except)]
    }

    /// Whether the check asks for the history behind the last commit.
    #[must_use]
    pub fn needs_history(&self) -> bool {
        match self {
            Self::Activity(activity) => !matches!(activity, Activity::LastCommitWithinDays(_)),
            Self::History(params) => params.fact != HistoryFact::Commits,
            Self::Native(params) => {
                matches!(
                    params.name,
                    NativeName::VersionBehindTags | NativeName::ReleaseNotes
                )
            }
            _ => false,
        }
    }

    /// Whether the check asks for what data.gouv.fr says.
    #[must_use]
    pub fn needs_portal(&self) -> bool {
        match self {
            Self::DatasetState(_) => true,
            Self::Native(params) => params.name == NativeName::UnlinkedData,
            _ => false,
        }
    }

    /// The regular expressions of the check, with the keys that hold them.
    #[must_use]
    pub fn patterns_by_key(&self) -> Vec<(&'static str, &[Pattern])> {
        let (patterns, unless): (&[Pattern], &[Pattern]) = match self {
            Self::TextMatch(probe) => (&probe.patterns, &probe.unless),
            Self::ProseMatch(params) => {
                let written = ("written", params.written.as_slice());
                return vec![
                    ("patterns", &params.patterns),
                    written,
                    ("unless", &params.unless),
                ];
            }
            Self::HeadingMatch(params) => {
                return vec![
                    ("says", &params.says),
                    ("leads", &params.leads),
                    ("unless", &params.unless),
                ];
            }
            Self::LinkMatch(params) => (&params.patterns, &params.unless),
            Self::ManifestField(params) => (&params.patterns, &[]),
            Self::CiCommand(params) => (&params.patterns, &params.unless),
            Self::ForgeField(params) => (&params.patterns, &[]),
            _ => return Vec::new(),
        };
        vec![("patterns", patterns), ("unless", unless)]
    }
}

impl Activity {
    /// The limit.
    #[must_use]
    pub fn days(self) -> i64 {
        match self {
            Self::LastCommitWithinDays(days)
            | Self::LastCommitOfAnyBranchWithinDays(days)
            | Self::LastReleaseWithinDays(days) => days,
        }
    }

    /// The key, as files write it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::LastCommitWithinDays(_) => "last-commit-within-days",
            Self::LastCommitOfAnyBranchWithinDays(_) => "last-commit-of-any-branch-within-days",
            Self::LastReleaseWithinDays(_) => "last-release-within-days",
        }
    }
}
