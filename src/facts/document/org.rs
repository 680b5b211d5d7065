// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Org mode: starred headings, bracketed links.

use std::sync::LazyLock;

use regex::Regex;

use super::{Draft, is_picture, lines};

pub(super) fn read(draft: &mut Draft<'_>) {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[\[([^\[\]]+)\](?:\[([^\[\]]*)\])?\]").expect("a valid pattern"));
    let text = draft.text.as_str();
    let mut closing: Option<String> = None;
    for (at, line) in lines(text) {
        let lower = line.trim().to_ascii_lowercase();
        if let Some(end) = &closing {
            if lower == *end {
                closing = None;
            }
            continue;
        }
        if let Some(end) = opened(&lower) {
            closing = Some(end);
            continue;
        }
        if let Some((title, level)) = heading(line) {
            draft.heading(&LINK.replace_all(title, described), level, at);
        } else if let Some(keyword) = lower.strip_prefix("#+") {
            if keyword.starts_with("title:")
                && let Some((_, title)) = line.split_once(':')
            {
                draft.heading(title, 1, at);
            }
            continue;
        } else if line.trim_start().starts_with("# ") || line.trim() == "#" {
            continue;
        }
        for found in LINK.captures_iter(line) {
            let target = found[1].trim_start_matches("file:");
            let start = found.get(0).map_or(0, |whole| whole.start());
            draft.link(target, found.get(2).is_none() && is_picture(target), at + start);
        }
        // Same length, so that places stay right.
        let rest = LINK.replace_all(line, |found: &regex::Captures<'_>| " ".repeat(found[0].len()));
        draft.bare_links(&rest, at);
        draft.prose(&LINK.replace_all(line.trim_start_matches('*'), described));
    }
}

/// What a link shows: its description.
fn described(found: &regex::Captures<'_>) -> String {
    found
        .get(2)
        .map_or_else(String::new, |text| text.as_str().to_owned())
}

/// The line that closes a block or a drawer that this line opens.
fn opened(lower: &str) -> Option<String> {
    if let Some(name) = lower.strip_prefix("#+begin_") {
        let name = name.split_whitespace().next().unwrap_or_default();
        return matches!(name, "src" | "example" | "comment" | "export").then(|| format!("#+end_{name}"));
    }
    (lower == ":properties:" || lower == ":logbook:").then(|| ":end:".to_owned())
}

/// The title and depth of a starred line, without its keyword, priority and tags.
fn heading(line: &str) -> Option<(&str, u8)> {
    static TAGS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s+:[\w@#%:]+:\s*$").expect("a valid pattern"));
    let stars = line.len() - line.trim_start_matches('*').len();
    let title = line[stars..].strip_prefix(' ').filter(|_| stars > 0)?.trim();
    let title = ["TODO ", "DONE "]
        .iter()
        .find_map(|keyword| title.strip_prefix(keyword))
        .unwrap_or(title);
    let end = TAGS.find(title).map_or(title.len(), |tags| tags.start());
    Some((&title[..end], u8::try_from(stars).unwrap_or(u8::MAX)))
}

#[cfg(test)]
mod tests {
    use crate::facts::document::{Format, tests::of, tests::outline, tests::targets};

    const TEXT: &str = "#+TITLE: Un outil\n# commentaire\n* Installer :tag:\nVoir [[https://a.fr][le site]] et [[file:logo.png]].\n\
        #+begin_src sh\n* non\n#+end_src\n** TODO Plus [[x][tard]]\nhttps://b.fr\n* \n*gras* ici\n";

    #[test]
    fn headings_links_and_words_are_told() {
        let document = of(Format::Org, TEXT);
        assert_eq!(
            outline(&document),
            ["1 1 Un outil", "1 3 Installer", "2 8 Plus tard"]
        );
        assert_eq!(
            targets(&document),
            ["4 https://a.fr", "4 !logo.png", "8 x", "9 https://b.fr"]
        );
        assert_eq!(document.words, 2 + 4 + 3 + 2);
    }
}
