// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether a project's releases tell what changed.

use gitlab::api::projects::releases::ProjectReleases;
use serde::Deserialize;

use super::{GitLab, pages};

/// Releases that are looked at, the last ones first: one page, whatever their number.
const LAST: &str = "20";
/// Fewest words of a note: "v1.2.0" tells nothing.
const LEAST_WORDS: usize = 3;

/// What is read of a release.
#[derive(Debug, Deserialize)]
struct Release {
    #[serde(default)]
    description: Option<String>,
}

impl GitLab {
    /// Whether one of the last releases bears notes; `None` when the forge does not say.
    pub(super) fn release_notes(&self, id: u64) -> Option<bool> {
        let endpoint = ProjectReleases::builder().project(id).build().ok()?;
        let url = pages::with(&self.url_of(&endpoint).ok()?, "per_page", LAST);
        let releases: Vec<Release> = self.wire.get("the releases", &url).ok()?.value;
        let noted = |release: &Release| {
            let text = release.description.as_deref().unwrap_or_default();
            text.split_whitespace().count() >= LEAST_WORDS
        };
        Some(releases.iter().any(noted))
    }
}
