// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Plain text: words and bare addresses.

use super::Draft;

pub(super) fn read(draft: &mut Draft<'_>) {
    let text = draft.text.as_str();
    draft.prose(text);
    draft.bare_links(text, 0);
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of};

    #[test]
    fn a_plain_text_has_words_and_addresses() {
        let document = of(Format::Plain, "Titre\n=====\n\nVoir https://a.fr/b.\n");
        assert_eq!(document.headings, []);
        assert_eq!(document.words, 2);
        assert_eq!(
            (&*document.links[0].target, document.links[0].line),
            ("https://a.fr/b", 4)
        );
    }
}
