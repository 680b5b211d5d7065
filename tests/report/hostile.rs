// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Nothing that a repository holds becomes markup, a link, a reference or an escape sequence.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use vigie::model::{Lang, printable};
use vigie::report::{html, json, markdown, text};

use crate::view::{Texts, templates, with, world};

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</code></li><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='x",
    "](javascript:alert(1))",
    "[x](https://evil.example)",
    "![x](https://evil.example/a.png)",
    "<https://evil.example>",
    "https://evil.example/ www.evil.example a@evil.example",
    "`code` ``x`` ``` ````",
    "a | b | c\n|--|--|\n| d | e |",
    "\n\n# heading\n\n- item\n\n> quote\n\n    code",
    "\n```\nfence\n```",
    "[ref]: https://evil.example\n[ref]",
    "@admin #1 !2 ~label %3 $4 &5 KEY-6 :smile: 0123456789abcdef0123",
    "/close\n/assign @me",
    "{{ 7*7 }}{% raw %}",
    "*a* _b_ **c** ~~d~~ <!-- e --> &lt; &#64;",
    "\u{1b}[31mred\u{1b}[0m\u{7}",
    "gpj.\u{202e}exe\u{200b}\u{feff}",
    "\\",
    "\\`x`",
    " ",
    "$`math`$ [[_TOC_]] {+ a +} [- b -]",
    "</style></title></textarea>",
];

/// The tags and attributes of a page, without its texts.
fn skeleton(page: &str) -> Vec<String> {
    Tokenizer::new(page)
        .filter_map(|token| match token.unwrap() {
            Token::StartTag(tag) => {
                let names: Vec<_> = tag.attributes.keys().map(|name| format!("{name:?}")).collect();
                Some(format!("{:?} {}", tag.name, names.join(" ")))
            }
            Token::Comment(_) => Some("comment".to_owned()),
            _ => None,
        })
        .collect()
}

/// The text of a page, outside tags.
fn texts(page: &str) -> String {
    let mut out = String::new();
    for token in Tokenizer::new(page) {
        if let Token::String(text) = token.unwrap() {
            out.push_str(&String::from_utf8_lossy(&text));
        }
    }
    out
}

fn page(texts: &Texts) -> String {
    with(&world(texts), Lang::Fr, |view| {
        html::audit(view, &templates()).unwrap()
    })
}

fn post(texts: &Texts) -> String {
    with(&world(texts), Lang::Fr, |view| {
        markdown::audit(view, &templates()).unwrap()
    })
}

#[test]
fn html_keeps_its_skeleton_and_shows_the_text() {
    let usual = skeleton(&page(&Texts::hostile("plain")));
    for hostile in HOSTILE {
        let page = page(&Texts::hostile(hostile));
        assert_eq!(skeleton(&page), usual, "{hostile}");
        assert!(
            texts(&page).contains(&printable(hostile, 100)),
            "{hostile} is not shown"
        );
        assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{200b}']), "{hostile}");
    }
}

#[test]
fn html_links_lead_to_the_web_or_inside() {
    for hostile in HOSTILE {
        let mut world = world(&Texts::hostile(hostile));
        world.target.url = Some((*hostile).to_owned());
        world.datasets[0].url = "javascript:alert(1)".to_owned();
        let page = with(&world, Lang::Fr, |view| html::audit(view, &templates()).unwrap());
        for token in Tokenizer::new(page.as_str()) {
            let Token::StartTag(tag) = token.unwrap() else {
                continue;
            };
            for (name, value) in &tag.attributes {
                if name.as_slice() == b"href" || name.as_slice() == b"src" {
                    let value = String::from_utf8_lossy(value).into_owned();
                    assert!(
                        value.starts_with('#') || value.starts_with("https://www."),
                        "{value}"
                    );
                }
            }
        }
    }
}

/// Everything that Markdown made of a report, but for plain text and code.
fn shape(post: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    Parser::new_ext(post, options)
        .filter_map(|event| match event {
            Event::Text(_) | Event::Code(_) | Event::End(_) | Event::SoftBreak => None,
            Event::Start(tag) => Some(format!("{tag:?}")),
            other => Some(format!("{other:?}")),
        })
        .collect()
}

#[test]
fn markdown_keeps_its_shape() {
    let usual = shape(&post(&Texts::hostile("plain")));
    assert!(
        usual.iter().any(|tag| tag.starts_with("Link")),
        "the sources are links"
    );
    for hostile in HOSTILE {
        let post = post(&Texts::hostile(hostile));
        assert_eq!(shape(&post), usual, "{hostile}\n{post}");
        assert!(
            !post.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{2060}']),
            "{hostile}"
        );
        assert!(
            !post.lines().any(|line| line.trim_start().starts_with('/')),
            "a quick action: {hostile}"
        );
    }
}

/// The texts that are left once Markdown is done, each as long as GitLab sees it: neither in code nor in a link.
fn plain(post: &str) -> Vec<String> {
    let (mut all, mut links) = (vec![String::new()], 0);
    for event in Parser::new_ext(post, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) if links == 0 => all.last_mut().unwrap().push_str(&text),
            Event::Text(_) => {}
            other => {
                match other {
                    Event::Start(Tag::Link { .. }) => links += 1,
                    Event::End(pulldown_cmark::TagEnd::Link) => links -= 1,
                    _ => {}
                }
                all.push(String::new());
            }
        }
    }
    all
}

/// The first of the signs that GitLab reads as references.
fn reference(post: &str) -> Option<String> {
    let reference = regex::Regex::new(
        r"(?x) [@\#!~%$&^]\w | \w@\w | ://\w | www\.\w | [A-Z]-\d | :\w+: | [0-9a-f]{7} | \[\[_ | [\[{][+-]",
    )
    .unwrap();
    plain(post).into_iter().find(|text| reference.is_match(text))
}

#[test]
fn markdown_leaves_no_reference_to_find() {
    for hostile in HOSTILE {
        assert_eq!(reference(&post(&Texts::hostile(hostile))), None, "{hostile}");
    }
}

#[test]
fn text_holds_no_control_character() {
    for hostile in HOSTILE {
        let world = world(&Texts::hostile(hostile));
        for detail in [text::Detail::Normal, text::Detail::Verbose] {
            let style = text::Style {
                detail,
                ..text::Style::default()
            };
            let report = with(&world, Lang::Fr, |view| text::audit(view, &style));
            let bad: BTreeSet<char> = report.chars().filter(|c| c.is_control() && *c != '\n').collect();
            assert!(bad.is_empty(), "{hostile}: {bad:?}");
            assert!(!report.contains(['\u{202e}', '\u{200b}']));
        }
    }
}

#[test]
fn json_keeps_paths_as_they_are() {
    for hostile in HOSTILE {
        let world = world(&Texts::hostile(hostile));
        let report = with(&world, Lang::Fr, |view| json::audit(view).unwrap());
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report["gaps"][0]["path"], *hostile);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_inert(text in r"[\PC\n\t`|<>\[\](){}*_~@#!$%&:/\\.\-]{0,40}") {
        let texts = Texts::hostile(&text);
        // A name may be empty or blank: its code span is then left out, which changes no markup.
        let post_of = post(&texts);
        prop_assert_eq!(shape(&post_of), shape(&post(&Texts::hostile("plain"))));
        prop_assert_eq!(reference(&post_of), None);
        prop_assert!(!post_of.contains('\u{2060}'), "an invisible character");
        prop_assert_eq!(skeleton(&page(&texts)), skeleton(&page(&Texts::hostile("plain"))));
    }
}
