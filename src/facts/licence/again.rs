// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Licence files that were read before, remembered: each component of a framework bears the same one.

use std::cell::RefCell;
use std::sync::Arc;

use crate::model::FileLicences;

use super::Asked;

/// Most files that are remembered, and the longest, in bytes. A thread keeps them from one repository to the next.
const MOST: usize = 16;
const LONGEST: usize = 16 << 10;

/// A file that was read: its name, which tells the format, what was asked, its text, and what it says.
struct Known {
    name: String,
    asked: Asked,
    text: String,
    says: FileLicences,
}

thread_local! {
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

/// What a licence file says, read once for all those of the same name and text.
pub(super) fn once(
    asked: Asked,
    path: &Arc<str>,
    text: &str,
    read: impl FnOnce() -> FileLicences,
) -> FileLicences {
    if !matches!(asked, Asked::Text | Asked::VendoredText) || text.len() > LONGEST {
        return read();
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let found = KNOWN.with_borrow(|known| {
        let same = |one: &&Known| one.asked == asked && one.name == name && one.text == text;
        known.iter().find(same).map(|one| one.says.clone())
    });
    if let Some(says) = found {
        return FileLicences {
            path: Arc::clone(path),
            ..says
        };
    }
    let says = read();
    KNOWN.with_borrow_mut(|known| {
        if known.len() == MOST {
            known.remove(0);
        }
        known.push(Known {
            name: name.to_owned(),
            asked,
            text: text.to_owned(),
            says: says.clone(),
        });
    });
    says
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Asked, read};

    #[test]
    fn what_was_read_before_is_told_of_each_file() {
        let text = spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(id, _)| *id == "MIT")
            .unwrap()
            .1;
        let first = read(Asked::Text, &Arc::from("LICENSE"), text);
        let again = read(Asked::Text, &Arc::from("src/a/LICENSE"), text);
        assert_eq!((&*first.path, &*again.path), ("LICENSE", "src/a/LICENSE"));
        assert_eq!(first.matches, again.matches);
        let other = read(
            Asked::Text,
            &Arc::from("src/b/LICENSE"),
            "Tous droits réservés.\n",
        );
        assert!(other.matches.is_empty() && other.refused.is_some());
        let copied = read(
            Asked::VendoredText,
            &Arc::from("src/b/LICENSE"),
            "Tous droits réservés.\n",
        );
        assert!(copied.refused.is_none(), "it was asked something else");
    }
}
