// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Language tags: well-formed by BCP 47 (RFC 5646, section 2.1), with a primary language that is a code. Whether the
//! registry knows the other parts is not asked.

/// The primary languages of two letters in IANA's registry of 2025-08-25. The list is closed: new languages get three
/// letters. Those of three letters are not listed here, and any of them is taken.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee \
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io \
    is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk \
    ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc \
    sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve \
    vi vo wa wo xh yi yo za zh zu";

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

/// Whether a tag is well-formed and its primary language can be one of the registry, which holds none of four letters or
/// more: `french` has the form of a tag, and is the name of a language instead of its code.
pub(super) fn is_tag(tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let known = match primary.len() {
        2 => TWO_LETTERS.split(' ').any(|code| code == primary),
        length => length <= 3,
    };
    known && is_well_formed(tag)
}

/// Whether a tag is well-formed.
fn is_well_formed(tag: &str) -> bool {
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
