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
    /// The same inside the query of another address: what follows is percent-encoded.
    Encoded(&'static str),
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

/// Whether the address may be broken over lines, as reStructuredText allows in two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    No,
    /// After `<`, up to `>`.
    InAngles,
    /// After `.. _name:`, on indented lines.
    InTarget,
}

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
    let mut before = &text[..host];
    if before.ends_with('\\') && matches!(bytes[host], b'n' | b't' | b'r') && host < domain {
        // The letter of an escape: `\nwww.data.gouv.fr`. A scheme stands before the letter, never after.
        host += 1;
        before = &text[..host];
    }
    let encoded = before.ends_with('%') && starts_with_2f(&bytes[host..domain]);
    if encoded {
        host += 2;
        before = &text[..host];
    }
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

fn breaks(before: &str) -> Breaks {
    if before.ends_with('<') {
        return Breaks::InAngles;
    }
    let mut near = before.len().saturating_sub(LONGEST_HOST);
    while !before.is_char_boundary(near) {
        near += 1;
    }
    let line = before[near..].rsplit('\n').next().unwrap_or_default().trim();
    if line.starts_with(".. _") && line.ends_with(':') {
        Breaks::InTarget
    } else {
        Breaks::No
    }
}

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

fn starts_with_2f(bytes: &[u8]) -> bool {
    bytes.len() >= 2 && bytes[..2].eq_ignore_ascii_case(b"2f")
}

/// The scheme that ends a text, and where it begins. `None` when what stands there makes this no address.
fn scheme(before: &str, encoded: bool) -> Option<(Scheme, usize)> {
    if encoded {
        let rest = without_suffix(before, &["%3A%2F%2F", "%3a%2f%2f", "%3A%2f%2f", ":%2F%2F"])?;
        let (name, rest) = named(rest)?;
        return Some((Scheme::Encoded(name), rest.len()));
    }
    if let Some(rest) = without_suffix(before, &["://", r":\/\/", r":\\/\\/"]) {
        let (name, rest) = named(rest)?;
        // The copy of an archive: its address is the archive's.
        let inside = rest.ends_with('/') && !rest.ends_with("//");
        return (!inside).then_some((Scheme::Written(name), rest.len()));
    }
    if let Some(rest) = without_suffix(before, &["//", r"\/\/"]) {
        let inside =
            rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '/' | '.' | '-' | '_'));
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
