// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! HTML pages: hints that the source of a page shows.

use std::sync::{Arc, LazyLock};

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use regex::Regex;

use crate::model::{MarkupFault, own_regex};

use super::decode::Text;

/// A fault at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupHit {
    /// The fault.
    pub fault: MarkupFault,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The tag as written, cut to 120 characters.
    pub tag: String,
}

/// An HTML page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The file.
    pub path: Arc<str>,
    /// Whether it is a whole document (it has an `html` element), not a fragment.
    pub whole: bool,
    /// Whether the source holds template code, so that an absence proves nothing.
    pub template: bool,
    /// Whether it runs scripts: those of docsify only show documents, and data are none.
    pub script: bool,
    /// Faults, in the order of the file.
    pub hits: Vec<MarkupHit>,
}

/// Most faults that one page keeps.
const MOST: usize = 100;

/// Longest part of a tag that is kept, in characters.
const TAG: usize = 120;

/// Whether a path is a page of HTML.
pub(super) fn is_page(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, ext)| ext.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("html" | "htm"))
}

/// Reads a page.
pub(super) fn read(path: &Arc<str>, text: &Text) -> Page {
    let source = text.as_str();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::new(text);
    for token in Tokenizer::new_with_emitter(source, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&tag.name),
            Token::String(string) => reader.text(&string),
            _ => {}
        }
    }
    let template = is_template(source);
    Page {
        path: Arc::clone(path),
        whole: reader.html.is_some(),
        template,
        script: reader.script && !source.contains("$docsify"),
        hits: reader.finish(),
    }
}

/// Whether a source holds the code of a template engine or of a server.
fn is_template(source: &str) -> bool {
    static CODE: LazyLock<Regex> = LazyLock::new(|| own_regex(r"\{\{|\{%|<%|<\?(?:php|=)|\$\{|\bth:[a-z]+="));
    CODE.is_match(source)
}

struct Reader<'a> {
    text: &'a Text,
    hits: Vec<MarkupHit>,
    /// The `html` element, where it stands in the text.
    html: Option<std::ops::Range<usize>>,
    /// How many `svg` elements are open: their `title` names a drawing.
    drawings: usize,
    in_title: bool,
    titled: bool,
    script: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Text) -> Self {
        Self {
            text,
            hits: Vec::new(),
            html: None,
            drawings: 0,
            in_title: false,
            titled: false,
            script: false,
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        match &tag.name[..] {
            b"html" if self.html.is_none() => {
                self.html = Some(tag.span.start..tag.span.end);
                if !has(tag, &[b"lang"], false) && !is_dynamic(tag, b"lang") {
                    self.hit(MarkupFault::HtmlWithoutLang, tag.span.start, tag.span.end);
                }
            }
            b"svg" if !tag.self_closing => self.drawings += 1,
            b"script" => {
                let kind = tag.attributes.get(&b"type"[..]);
                self.script |= !kind.is_some_and(|kind| kind.ends_with(b"json"));
            }
            b"title" if self.drawings == 0 => {
                self.in_title = true;
                // Frameworks fill it at run time.
                self.titled |= is_dynamic(tag, b"text") || is_dynamic(tag, b"utext");
            }
            b"img" if Self::is_nameless(tag) => {
                self.hit(MarkupFault::ImageWithoutAlt, tag.span.start, tag.span.end);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"svg" => self.drawings = self.drawings.saturating_sub(1),
            b"title" => self.in_title = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &[u8]) {
        if self.in_title && !String::from_utf8_lossy(text).trim().is_empty() {
            self.titled = true;
        }
    }

    /// Whether an image has neither an alternative, nor another name, nor a reason to have none.
    fn is_nameless(tag: &StartTag<usize>) -> bool {
        let value = |name: &[u8]| tag.attributes.get(name).map(|value| value.to_ascii_lowercase());
        let hidden = value(b"aria-hidden").is_some_and(|value| value == b"true");
        let decorative = value(b"role").is_some_and(|role| role == b"presentation" || role == b"none");
        let named = has(tag, &[b"aria-label", b"aria-labelledby"], false);
        !tag.attributes.contains_key(&b"alt"[..])
            && !hidden
            && !decorative
            && !named
            && !is_dynamic(tag, b"alt")
            && !spreads(tag)
    }

    /// Records a fault, unless there are enough.
    fn hit(&mut self, fault: MarkupFault, start: usize, end: usize) {
        if self.hits.len() == MOST {
            return;
        }
        let (line, column) = self.text.position(start);
        let tag = self.text.as_str().get(start..end).unwrap_or_default();
        self.hits.push(MarkupHit {
            fault,
            line,
            column,
            tag: tag.chars().take(TAG).collect(),
        });
    }

    fn finish(mut self) -> Vec<MarkupHit> {
        if let Some(html) = self.html.clone()
            && !self.titled
        {
            // The one fault of the page as a whole is never crowded out by its images.
            self.hits.truncate(MOST - 1);
            self.hit(MarkupFault::PageWithoutTitle, html.start, html.end);
            self.hits.sort_by_key(|hit| (hit.line, hit.column));
        }
        self.hits
    }
}

/// Whether a tag has one of the attributes with a value, or with any value when `empty` is allowed.
fn has(tag: &StartTag<usize>, names: &[&[u8]], empty: bool) -> bool {
    names.iter().any(|name| {
        tag.attributes
            .get(*name)
            .is_some_and(|value| empty || !value.trim_ascii().is_empty())
    })
}

/// Whether a framework sets an attribute at run time: `:alt`, `v-bind:alt`, `[alt]`, `[attr.alt]`,
/// `ng-attr-alt`, `th:alt`, `x-bind:alt`, `data-alt` filled by a script is not one of them.
fn is_dynamic(tag: &StartTag<usize>, name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name);
    let forms = [
        format!(":{name}"),
        format!("v-bind:{name}"),
        format!("x-bind:{name}"),
        format!("[{name}]"),
        format!("[attr.{name}]"),
        format!("ng-attr-{name}"),
        format!("th:{name}"),
        format!("bind:{name}"),
    ];
    forms
        .iter()
        .any(|form| tag.attributes.contains_key(form.as_bytes()))
}

/// Whether the tag takes attributes that the source does not show: `{...props}`, `v-bind="props"`,
/// `th:attr="…"`, or the code of a template between the attributes.
fn spreads(tag: &StartTag<usize>) -> bool {
    tag.attributes.keys().any(|name| {
        matches!(
            &name[..],
            b"v-bind" | b"x-bind" | b"th:attr" | b"th:attrappend" | b"ng-attr"
        ) || name.starts_with(b"{")
            || name.starts_with(b"<")
            || name.starts_with(b"$")
            || name.starts_with(b"@attributes")
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Page, is_page, read};
    use crate::facts::decode::decode;
    use crate::model::MarkupFault::{self, HtmlWithoutLang, ImageWithoutAlt, PageWithoutTitle};

    fn of(text: &str) -> Page {
        read(&Arc::from("index.html"), &decode(text.into()).unwrap())
    }

    fn faults(text: &str) -> Vec<(MarkupFault, u32, u32)> {
        let page = of(text);
        page.hits
            .iter()
            .map(|hit| (hit.fault, hit.line, hit.column))
            .collect()
    }

    #[test]
    fn faults_are_told_with_their_place() {
        let text = "<!DOCTYPE html>\n<html xml:lang=\"fr\">\n<head><title> </title></head>\n<body>\né <img src=\"a.png\">\n</body></html>\n";
        assert_eq!(
            faults(text),
            [
                (HtmlWithoutLang, 2, 1),
                (PageWithoutTitle, 2, 1),
                (ImageWithoutAlt, 5, 3)
            ]
        );
        assert_eq!(of(text).hits[2].tag, "<img src=\"a.png\">");
    }

    #[test]
    fn a_sound_page_has_no_fault() {
        let text = "<html lang='fr'><head><title>Accueil</title></head><body><img alt='' src=x><IMG ALT='y'></body></html>";
        assert_eq!(faults(text), []);
        assert!(of(text).whole && !of(text).template);
    }

    #[test]
    fn the_title_of_a_drawing_is_not_that_of_the_page() {
        let text = "<html lang=fr><body><svg><title>Logo</title></svg></body></html>";
        assert_eq!(faults(text), [(PageWithoutTitle, 1, 1)]);
    }

    #[test]
    fn images_named_otherwise_or_at_run_time_are_no_fault() {
        for attribute in [
            "alt",
            "aria-hidden=true",
            "role=presentation",
            "role='none'",
            "aria-label=x",
            "aria-labelledby=x",
            ":alt='x'",
            "v-bind:alt=x",
            "[alt]='x'",
            "[attr.alt]='x'",
            "ng-attr-alt='{{x}}'",
            "{...props}",
            "v-bind='p'",
            "th:alt=x",
            "{{ attrs }}",
            "<?= $x ?>",
        ] {
            assert_eq!(faults(&format!("<img src=x {attribute}>")), [], "{attribute}");
        }
        assert_eq!(faults("<img src=x title=y>").len(), 1);
        assert_eq!(
            faults("<script>'<img>'</script><!-- <img> --><template><img></template>").len(),
            1
        );
    }

    #[test]
    fn templates_and_fragments_are_told() {
        for code in ["{{ x }}", "{% x %}", "<% x %>", "<?php x ?>", "${x}"] {
            assert!(of(&format!("<p>{code}</p>")).template, "{code}");
        }
        assert!(!of("<p>").whole);
        assert!(is_page("a/INDEX.HTM") && !is_page("a.xhtml2"));
    }

    #[test]
    fn faults_of_one_page_are_bounded() {
        let page = of(&format!("<html>{}", "<img>".repeat(5_000)));
        assert_eq!(page.hits.len(), 100);
        assert!(page.hits.iter().any(|hit| hit.fault == PageWithoutTitle));
    }
}
