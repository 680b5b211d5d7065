// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What `.gitignore` files leave out. Only those of the repository count: the user's own
//! settings (`core.excludesFile`, `.git/info/exclude`) would give each machine another verdict.

use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{ReadError, file};
use crate::model::GapKind;

/// Largest `.gitignore` that is obeyed, in bytes.
const FILE_BYTES: u64 = 1 << 20;

/// The rules of a folder and of those above it.
#[derive(Debug)]
pub(super) struct IgnoreRules {
    own: Gitignore,
    above: Option<Arc<IgnoreRules>>,
}

impl IgnoreRules {
    /// Adds the rules of a folder to those above it. A `.gitignore` that is a link is not
    /// followed, as with git itself.
    pub(super) fn of(folder: &Path, above: Option<Arc<Self>>) -> (Option<Arc<Self>>, Option<GapKind>) {
        let bytes = match file::read(&folder.join(".gitignore"), FILE_BYTES) {
            Ok(bytes) => bytes,
            Err(ReadError::TooLarge(size)) => return (above, Some(GapKind::TooLarge(size))),
            Err(_) => return (above, None),
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.strip_prefix('\u{feff}').unwrap_or(&text).lines() {
            // A line that is no pattern hides nothing, and the others still count.
            let _ = builder.add_line(None, line);
        }
        match builder.build() {
            Ok(own) if own.is_empty() => (above, None),
            Ok(own) => (Some(Arc::new(Self { own, above })), None),
            Err(error) => (above, Some(GapKind::Unparsable(error.to_string()))),
        }
    }

    /// Whether a path is left out; the folders above it are not.
    pub(super) fn hides(&self, path: &Path, is_folder: bool) -> bool {
        let mut rules = Some(self);
        while let Some(current) = rules {
            match current.own.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => rules = current.above.as_deref(),
            }
        }
        false
    }
}
