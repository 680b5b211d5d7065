// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Language tags: well-formed by BCP 47 (RFC 5646, section 2.1), with a primary language. Whether the registry
//! knows each part is not asked.

/// Tags of the old registry that no rule of the grammar makes.
const IRREGULAR: [&str; 17] = [
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
];

/// Whether a tag is well-formed.
pub(super) fn is_well_formed(tag: &str) -> bool {
    if tag.len() > 255 || !tag.is_ascii() {
        return false;
    }
    let lower = tag.to_ascii_lowercase();
    if IRREGULAR.contains(&lower.as_str()) {
        return true;
    }
    let mut parts = lower.split('-').peekable();
    let Some(language) = parts.next() else {
        return false;
    };
    if !is_alpha(language) || !(2..=8).contains(&language.len()) {
        return false;
    }
    if language.len() <= 3 {
        for _ in 0..3 {
            parts.next_if(|part| part.len() == 3 && is_alpha(part));
        }
    }
    parts.next_if(|part| part.len() == 4 && is_alpha(part));
    parts.next_if(|part| is_region(part));
    while parts.next_if(|part| is_variant(part)).is_some() {}
    while let Some(single) = parts.next_if(|part| part.len() == 1 && *part != "x" && is_alphanumeric(part)) {
        let _ = single;
        let mut any = false;
        while parts
            .next_if(|part| (2..=8).contains(&part.len()) && is_alphanumeric(part))
            .is_some()
        {
            any = true;
        }
        if !any {
            return false;
        }
    }
    if parts.next_if_eq(&"x").is_some() {
        let rest: Vec<&str> = parts.by_ref().collect();
        return !rest.is_empty()
            && rest
                .iter()
                .all(|part| (1..=8).contains(&part.len()) && is_alphanumeric(part));
    }
    parts.next().is_none()
}

fn is_alpha(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_alphanumeric(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_region(part: &str) -> bool {
    (part.len() == 2 && is_alpha(part)) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    is_alphanumeric(part)
        && ((5..=8).contains(&part.len())
            || (part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit())))
}
