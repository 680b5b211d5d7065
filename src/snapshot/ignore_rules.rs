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

/// Most that is obeyed along one chain of folders, in bytes and in patterns. The largest
/// templates in use have some hundred patterns; thousands that all match each file would
/// hold the audit up.
const BYTES: u64 = 128 << 10;
const PATTERNS: u64 = 2000;

/// The rules of a folder and of those above it.
#[derive(Debug)]
pub(super) struct IgnoreRules {
    own: Gitignore,
    above: Option<Arc<IgnoreRules>>,
    /// Bytes and patterns, those above included.
    bytes: u64,
    patterns: u64,
}

impl IgnoreRules {
    /// Adds the rules of a folder to those above it. A `.gitignore` that is a link is not
    /// followed, as with git itself. One that passes the limits hides nothing, and is told.
    pub(super) fn of(folder: &Path, above: Option<Arc<Self>>) -> (Option<Arc<Self>>, Option<GapKind>) {
        let (bytes, patterns) = above
            .as_ref()
            .map_or((0, 0), |above| (above.bytes, above.patterns));
        let text = match file::read(&folder.join(".gitignore"), BYTES.saturating_sub(bytes)) {
            Ok(text) => text,
            Err(ReadError::TooLarge(size)) => return (above, Some(GapKind::TooLarge(size))),
            Err(_) => return (above, None),
        };
        let bytes = bytes + text.len() as u64;
        let text = String::from_utf8_lossy(&text);
        let mut builder = GitignoreBuilder::new(folder);
        let lines = text.strip_prefix('\u{feff}').unwrap_or(&text).lines();
        let mut count = 0;
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            count += 1;
            if patterns + count > PATTERNS {
                let kind = GapKind::Unparsable(format!("more than {PATTERNS} patterns"));
                return (above, Some(kind));
            }
            // A line that is no pattern hides nothing, and the others still count.
            let _ = builder.add_line(None, line);
        }
        match builder.build() {
            Ok(own) if own.is_empty() => (above, None),
            Ok(own) => {
                let patterns = patterns + count;
                let rules = Self {
                    own,
                    above,
                    bytes,
                    patterns,
                };
                (Some(Arc::new(rules)), None)
            }
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
