// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The names that Vigie gives to texts of the SPDX list, beside those of the `spdx` crate's own detection,
//! which compares in another way (likeness to every text of the list) and is too slow to be the ordinary one.

use spdx::detection::{Store, TextData};
use vigie::licence::{family, texts};

/// Texts that are met often, the legal list of code licences among them.
const OFTEN: &[&str] = &[
    "0BSD",
    "AGPL-3.0-or-later",
    "Apache-2.0",
    "Artistic-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "CECILL-2.1",
    "CECILL-B",
    "CECILL-C",
    "EPL-2.0",
    "EUPL-1.2",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-2.1-or-later",
    "LGPL-3.0-or-later",
    "MIT",
    "MPL-2.0",
    "ODbL-1.0",
    "Unlicense",
    "WTFPL",
    "Zlib",
    "etalab-2.0",
];

#[test]
fn two_ways_to_compare_name_the_same_licence() {
    let store = Store::load_inline().unwrap();
    for id in OFTEN {
        let (_, text) = spdx::text::LICENSE_TEXTS
            .iter()
            .find(|(name, _)| name == id)
            .unwrap();
        let other = store.analyze(&TextData::new(text));
        let found = texts(text, true);
        let named: Vec<_> = found.iter().map(|one| family(&one.expression)).collect();
        assert_eq!(named, [family(id)]);
        assert_eq!(family(other.name), family(id));
    }
}
