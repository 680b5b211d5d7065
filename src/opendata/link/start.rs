// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where an address begins, read backwards from its domain.

use super::without_suffix;

/// Longest name of a host, in bytes (RFC 1035).
const LONGEST_HOST: usize = 253;

/// What stands before the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// `https://` or `http://`, perhaps escaped.
    Written(&'static str),
    /// The same inside the query of another address: what follows is percent-encoded, once or twice.
    Encoded(&'static str, u8),
    /// `//`: that of the page.
    Relative,
    /// Nothing.
    None,
}

/// The beginning of an address.
pub(super) struct Start {
    /// Where the address begins, in bytes.
    pub begin: usize,
    /// Where its host begins.
    pub host: usize,
    pub scheme: Scheme,
    pub breaks: Breaks,
}

/// Where the address may be broken over lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// After a hyphen alone.
    Bare,
    /// As reStructuredText allows after `<`, up to `>`.
    InAngles,
    /// As it allows after `.. _name:`, on indented lines.
    InTarget,
    /// After `{` of LaTeX, behind a percent sign.
    InBraces,
    /// In a string of code, behind a backslash.
    InString,
}

/// The spellings of `/` and `:` in texts that are written inside others: JSON (perhaps twice), scripts, HTML.
const SLASHES: &[&str] = &[
    r"\\\/", r"\\/", r"\/", r"\\u002F", r"\\u002f", r"\u002F", r"\u002f", r"\x2F", r"\x2f", "&#x2F;",
    "&#x2f;", "&#47;", "&sol;", "/",
];
const COLONS: &[&str] = &[
    r"\u003A", r"\u003a", r"\x3A", r"\x3a", "&#x3A;", "&#x3a;", "&#58;", "&colon;", ":",
];

/// Reads backwards from the second letter of the domain, not before `from`. `None` when this is no
/// address: another domain, an e-mail, a path on another host.
pub(super) fn read(text: &str, at: usize, from: usize) -> Option<Start> {
    let bytes = text.as_bytes();
    let domain = at.checked_sub(1).filter(|first| *first >= from)?;
    if !bytes[domain].eq_ignore_ascii_case(&b'd') {
        return None;
    }
    let mut host = domain;
    while host > from && domain - host < LONGEST_HOST && is_host(bytes[host - 1]) {
        host -= 1;
    }
    let (length, encoded) = escape(&text[..host], &bytes[host..domain]);
    host += length;
    let before = &text[..host];
    let labels = &text[host..domain];
    if !(labels.is_empty() || labels.ends_with('.')) || labels.starts_with(['.', '-']) {
        return None;
    }
    let (scheme, begin) = scheme(before, encoded)?;
    let breaks = breaks(&text[from..begin]);
    Some(Start {
        begin,
        host,
        scheme,
        breaks,
    })
}

/// How many letters before the host belong to an escape: `\nwww.data.gouv.fr`, `%2Fwww.data.gouv.fr`; and how many
/// times what follows is percent-encoded.
fn escape(before: &str, letters: &[u8]) -> (usize, u8) {
    let starts = |wanted: &str| {
        letters
            .get(..wanted.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(wanted.as_bytes()))
    };
    match before.as_bytes().last() {
        Some(b'\\') if starts("u002f") => (5, 0),
        Some(b'\\') if starts("x2f") => (3, 0),
        // A scheme stands before the letter, never after.
        Some(b'\\') if matches!(letters.first(), Some(b'n' | b't' | b'r')) => (1, 0),
        Some(b'%') if starts("2f") => (2, 1),
        Some(b'%') if starts("252f") => (4, 2),
        _ => (0, 0),
    }
}

fn breaks(before: &str) -> Breaks {
    if before.ends_with('<') {
        return Breaks::InAngles;
    }
    if before.ends_with('{') {
        return Breaks::InBraces;
    }
    let mut near = before.len().saturating_sub(LONGEST_HOST);
    while !before.is_char_boundary(near) {
        near += 1;
    }
    let line = before[near..].rsplit('\n').next().unwrap_or_default().trim();
    if line.starts_with(".. _") && line.ends_with(':') {
        Breaks::InTarget
    } else if line.ends_with(['\'', '`']) || line.matches('"').count() % 2 == 1 {
        Breaks::InString
    } else {
        Breaks::Bare
    }
}

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

/// The scheme that ends a text, and where it begins. `None` when what stands there makes this no address.
fn scheme(before: &str, encoded: u8) -> Option<(Scheme, usize)> {
    if encoded > 0 {
        let marks: &[&str] = if encoded == 1 {
            &["%3A%2F%2F", "%3a%2f%2f", "%3A%2f%2f", ":%2F%2F"]
        } else {
            &["%253A%252F%252F", "%253a%252f%252f"]
        };
        let rest = without_suffix(before, marks)?;
        let (name, rest) = named(rest)?;
        return Some((Scheme::Encoded(name, encoded), rest.len()));
    }
    let slashes = without_suffix(before, SLASHES).and_then(|rest| without_suffix(rest, SLASHES));
    if let Some(rest) = slashes {
        if let Some(rest) = without_suffix(rest, COLONS) {
            let (name, rest) = named(rest)?;
            // The copy of an archive: its address is the archive's.
            let inside = rest.ends_with('/') && !rest.ends_with("//");
            return (!inside).then_some((Scheme::Written(name), rest.len()));
        }
        let inside = rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
        return (!inside).then_some((Scheme::Relative, rest.len()));
    }
    let other = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | '_' | '\\' | '~' | '$' | '}'));
    (!other).then_some((Scheme::None, before.len()))
}

fn named(text: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|name| {
        let at = text.len().checked_sub(name.len())?;
        let written = text.get(at..)?;
        written.eq_ignore_ascii_case(name).then_some((name, &text[..at]))
    })
}
