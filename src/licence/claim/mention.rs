// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Names of licences in a cut prose.

use std::ops::Range;

use super::creative;
use super::family::{Family, LEXICON};
use super::token::Token;
use super::version::{
    eupl_later, modifier, other_version, skip_version, unknown_version, version_after, version_before,
};
use super::wordlist::{Words, set};

/// A licence that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The tokens.
    pub(super) at: Range<usize>,
    /// What the words fit: one is sure. The first is the likeliest.
    pub(super) ids: Vec<String>,
    /// For the GNU family with a version, whether the words say "only" or "or later".
    pub(super) later: Option<bool>,
    /// Whether the words say `license`.
    pub(super) says_license: bool,
}

/// The licences that a cut prose names, in order.
pub(super) fn find(text: &str, tokens: &[Token]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mention = identifier(text, tokens, at)
            .or_else(|| creative::read(text, tokens, at))
            .or_else(|| perl(tokens, at))
            .or_else(|| name(text, tokens, at));
        match mention {
            Some(mut mention) => {
                exception(text, tokens, &mut mention);
                mention.at.end = only_so(tokens, mention.at.end);
                at = mention.at.end.max(at + 1);
                if !mention.ids.is_empty() && !is_likeness(text, tokens, &mention) {
                    found.push(mention);
                }
            }
            None => at += 1,
        }
    }
    found
}

/// An identifier of the SPDX list as such, with a sign or a digit in it: `CECILL-2.1`, `GPL-2.0+`.
fn identifier(text: &str, tokens: &[Token], at: usize) -> Option<Mention> {
    let start = tokens[at].at.start;
    if at > 0 && tokens[at].joined {
        return None;
    }
    let rest = &text[start..];
    let length = rest
        .bytes()
        .take(64)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'+'))
        .count();
    let word = rest[..length].trim_end_matches(['.', '-']);
    if !word.contains(|c: char| c.is_ascii_digit()) || !word.contains('-') {
        return None;
    }
    let (base, plus) = match word.strip_suffix('+') {
        Some(base) => (base, true),
        None => (word, false),
    };
    let id = spdx::license_id(base)?;
    if !id.name.contains('-') || (id.is_gnu() && id.is_deprecated() && id.name.contains("-with-")) {
        return None;
    }
    let end = tokens[at..]
        .iter()
        .position(|token| token.at.start >= start + word.len())
        .map_or(tokens.len(), |found| at + found);
    let mut mention = Mention {
        at: at..end,
        ids: vec![id.name.to_owned()],
        later: None,
        says_license: false,
    };
    if id.is_gnu() && !id.name.ends_with("-only") && !id.name.ends_with("-or-later") {
        let base = id.name.trim_end_matches('+');
        mention.later = (plus || id.name.ends_with('+')).then_some(true);
        let modifier = modifier(tokens, end);
        if mention.later.is_none()
            && let Some((later, after)) = modifier
        {
            mention.later = Some(later);
            mention.at.end = after;
        }
        mention.ids = gnu_ids(base, mention.later);
    } else if id.is_gnu() {
        mention.later = Some(id.name.ends_with("-or-later"));
    }
    if tokens
        .get(mention.at.end)
        .is_some_and(|token| token.word == "license")
    {
        mention.at.end += 1;
        mention.says_license = true;
    }
    Some(mention)
}

/// "Under the same terms as Perl itself", "… as the Perl 5 programming language system itself": Perl is under a choice.
fn perl(tokens: &[Token], at: usize) -> Option<Mention> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    if word(at) != "terms" || word(at + 1) != "as" {
        return None;
    }
    let name = if word(at + 2) == "the" { at + 3 } else { at + 2 };
    let end = (name..name + 6).find(|end| word(*end) == "itself")?;
    (word(name) == "perl").then(|| Mention {
        at: at + 1..end + 1,
        ids: vec!["GPL-1.0-or-later OR Artistic-1.0-Perl".to_owned()],
        later: None,
        says_license: true,
    })
}

/// "EUPL 1.2 uniquement", "Apache-2.0 only": where the word says nothing but that there is no other licence, it is a part of
/// the name. "MIT only for schools" goes on.
fn only_so(tokens: &[Token], end: usize) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let bracket = usize::from(word(end) == "(");
    let only = matches!(
        word(end + bracket),
        "only" | "uniquement" | "seulement" | "exclusivement"
    );
    let after = end + bracket + 1;
    let closed = if bracket == 1 {
        word(after) == ")"
    } else {
        matches!(word(after), "" | "." | "," | ";" | ":" | ")" | "|")
    };
    if only && closed { after + bracket } else { end }
}

/// Adds `WITH LLVM-exception` to a name; with an exception that is not known, the name is none.
fn exception(text: &str, tokens: &[Token], mention: &mut Mention) {
    let with = tokens
        .get(mention.at.end)
        .is_some_and(|token| matches!(token.word.as_str(), "with" | "avec"));
    if !with {
        return;
    }
    let window = &tokens[mention.at.end..tokens.len().min(mention.at.end + 8)];
    let Some(last) = window
        .iter()
        .position(|token| matches!(token.word.as_str(), "exception" | "exceptions"))
    else {
        return;
    };
    let from = window[1].at.start;
    let written = text[from..]
        .split([' ', '\n', '`', ')', ',', ';', '"', '*'])
        .next()
        .unwrap_or_default();
    let named = spdx::exception_id(written.trim_end_matches('.')).or_else(|| {
        let says = |word: &str| window.iter().any(|token| token.word == word);
        let id = if says("classpath") {
            "Classpath-exception-2.0"
        } else if says("llvm") {
            "LLVM-exception"
        } else {
            return None;
        };
        spdx::exception_id(id)
    });
    match named {
        Some(id) => {
            for name in &mut mention.ids {
                *name = format!("{name} WITH {}", id.name);
            }
            let end = from + id.name.len();
            let written = tokens.partition_point(|token| token.at.start < end);
            mention.at.end = (mention.at.end + last + 1).max(written.min(mention.at.end + 8));
        }
        None => mention.ids.clear(),
    }
}

/// The identifiers of a GNU licence of which the version is known.
fn gnu_ids(base: &str, later: Option<bool>) -> Vec<String> {
    let or_later = format!("{base}-or-later");
    let only = format!("{base}-only");
    match later {
        Some(true) => vec![or_later],
        Some(false) => vec![only],
        None => vec![or_later, only],
    }
}

/// A name of the lexicon, with what the words around say of its version.
fn name(text: &str, tokens: &[Token], at: usize) -> Option<Mention> {
    let spelling = LEXICON.spellings.get(&tokens[at].word)?.iter().find(|spelling| {
        let end = at + 1 + spelling.rest.len();
        end <= tokens.len()
            && tokens[at + 1..end]
                .iter()
                .zip(&spelling.rest)
                .all(|(token, word)| token.word == *word)
    })?;
    let family = &LEXICON.families[spelling.family];
    let mut end = at + 1 + spelling.rest.len();
    // "licence GNU Affero General Public License": the name that begins at the next word is longer.
    if tokens[at].word == "license"
        && let Some(next) = tokens.get(at + 1).and_then(|_| name(text, tokens, at + 1))
        && next.at.end >= end
    {
        return Some(next);
    }
    if family.capitals && !is_capital(text, tokens, at, end) {
        return None;
    }
    let mut mention = Mention {
        at: at..end,
        ids: family.alone.clone(),
        later: None,
        says_license: tokens[at..end].iter().any(|token| token.word == "license"),
    };
    if let Some(mut letter) = cecill_letter(text, tokens, &mention) {
        letter.at.end = skip_version(tokens, letter.at.end);
        return Some(letter);
    }
    if let Some((id, after)) = version_after(family, tokens, end) {
        end = after;
        version(&mut mention, family, tokens, &id, end);
        // "GPL (>= 2)", as R writes it.
        let before = tokens.get(after.wrapping_sub(2)).map_or(0, |token| token.at.end);
        let bound = text.get(before..tokens[after - 1].at.start).unwrap_or_default();
        if family.gnu && mention.later.is_none() && (bound.contains(">=") || bound.contains('≥')) {
            mention.later = Some(true);
            mention.ids = gnu_ids(&id, mention.later);
        }
    } else if let Some((id, start, later)) = version_before(family, tokens, at) {
        mention.at.start = start;
        mention.later = if family.gnu { later } else { None };
        mention.ids = if family.gnu { gnu_ids(&id, later) } else { vec![id] };
    } else if let Some(after) = unknown_version(family, tokens, end) {
        mention.at.end = after;
        mention.ids.clear();
    } else if family.gnu
        && let Some((_, after)) = modifier(tokens, end)
    {
        mention.at.end = after;
    }
    if tokens
        .get(mention.at.end)
        .is_some_and(|token| token.word == "license")
    {
        mention.at.end += 1;
        mention.says_license = true;
    }
    Some(mention)
}

/// Sets the version of a name that ends at a token.
fn version(mention: &mut Mention, family: &Family, tokens: &[Token], id: &str, end: usize) {
    mention.at.end = end;
    if let Some((other, later, after)) = other_version(family, tokens, end) {
        mention.at.end = after;
        if !family.gnu {
            mention.ids = vec![format!("{id} OR {other}")];
            return;
        }
        // "2 or 3 or any later version" is any from the first.
        mention.later = Some(later == Some(true));
        mention.ids = if later == Some(true) {
            gnu_ids(id, Some(true))
        } else {
            vec![format!("{id}-only OR {other}-only")]
        };
        return;
    }
    if !family.gnu {
        // Two texts of one version are told apart by nothing that is said.
        mention.ids = id.split('|').map(str::to_owned).collect();
        if matches!(id, "EUPL-1.0" | "EUPL-1.1") {
            // The Commission has approved 1.2 since: whoever receives the work may choose it.
            if let Some(after) = eupl_later(tokens, end) {
                mention.at.end = after;
                mention.ids = vec![format!("{id} OR EUPL-1.2")];
            }
            return;
        }
        // "or any later version" is a part of the name, that the list has no identifier for.
        if let Some((true, after)) = modifier(tokens, end) {
            mention.at.end = after;
        }
        return;
    }
    if let Some((later, after)) = modifier(tokens, end) {
        mention.later = Some(later);
        mention.at.end = after;
    }
    mention.ids = gnu_ids(id, mention.later);
    if id.starts_with("GFDL") {
        invariants(mention, id, tokens);
    }
}

/// The GFDL with or without invariant sections is written in its notice.
fn invariants(mention: &mut Mention, base: &str, tokens: &[Token]) {
    let after = &tokens[mention.at.end..tokens.len().min(mention.at.end + 16)];
    let Some(place) = after
        .windows(2)
        .position(|pair| pair[0].word == "invariant" && pair[1].word == "sections")
    else {
        return;
    };
    let none = place > 0 && after[place - 1].word == "no";
    let kind = if none { "no-invariants" } else { "invariants" };
    mention.ids = gnu_ids(&format!("{base}-{kind}"), mention.later.or(Some(false)));
    mention.at.end += place + 2;
}

/// Whether a name that is a common word too is written as a name: in capitals, or beside `license`.
fn is_capital(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let beside = |index: Option<usize>| {
        index
            .and_then(|index| tokens.get(index))
            .is_some_and(|token| token.word == "license")
    };
    let written = &text[tokens[at].at.start..tokens[end - 1].at.end];
    let upper = written.chars().next().is_some_and(char::is_uppercase)
        && !(written.len() == 3
            && written.ends_with("it")
            && written.starts_with('M')
            && !beside(at.checked_sub(1)));
    upper || beside(at.checked_sub(1)) || beside(Some(end))
}

/// `CeCILL-B` and `CeCILL-C` are licences of their own.
fn cecill_letter(text: &str, tokens: &[Token], mention: &Mention) -> Option<Mention> {
    if !tokens[mention.at.clone()]
        .iter()
        .any(|token| token.word.starts_with("cecill"))
    {
        return None;
    }
    let letter = tokens.get(mention.at.end)?;
    let id = match letter.word.as_str() {
        "b" => "CECILL-B",
        "c" => "CECILL-C",
        _ => return None,
    };
    // "sous CeCILL c'est-à-dire" is no version C.
    let written = text[letter.at.clone()].starts_with(char::is_uppercase) || letter.joined;
    let apostrophe = text[letter.at.end..].starts_with(['\'', '’']);
    (written && !apostrophe).then(|| Mention {
        at: mention.at.start..mention.at.end + 1,
        ids: vec![id.to_owned()],
        ..mention.clone()
    })
}

/// "MIT-like", "BSD-style", "compatible GPL", "de type MIT" name no licence.
fn is_likeness(text: &str, tokens: &[Token], mention: &Mention) -> bool {
    static AFTER: Words = Words::new(|| {
        set(
            "like style styled compatible compatibles incompatible type esque alike friendly inspired ish derived \
     based compat compliant family",
        )
    });
    static BEFORE: Words = Words::new(|| {
        set(
            "type style compatible compatibles similaire similar equivalent equivalente genre famille incompatible \
     non inspiree proche",
        )
    });
    let after = tokens.get(mention.at.end).is_some_and(|next| {
        let joined = text[..next.at.start].ends_with('-') || next.joined;
        // "CeCILL 2.1 compatible GPL" names a licence and praises it.
        let praises =
            next.word.starts_with("compatible") && !joined && begins_name(tokens, mention.at.end + 1);
        AFTER.contains(&next.word.as_str()) && (joined || next.word != "type") && !praises
    });
    let mut before = mention.at.start;
    while before > 0
        && matches!(
            tokens[before - 1].word.as_str(),
            "license" | "la" | "the" | "a" | "to" | "avec" | "with" | "gnu" | "de" | "«"
        )
    {
        before -= 1;
    }
    after || (before > 0 && BEFORE.contains(&tokens[before - 1].word.as_str()))
}

/// Whether a name of the lexicon begins at a token, articles and "with" left out.
fn begins_name(tokens: &[Token], at: usize) -> bool {
    let named = |token: &Token| LEXICON.spellings.contains_key(&token.word);
    let mut rest = tokens.iter().skip(at).skip_while(|token| {
        matches!(
            token.word.as_str(),
            "avec" | "with" | "la" | "the" | "a" | "to" | "gnu" | "license"
        )
    });
    rest.next().is_some_and(named)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::licence::claim::token::cut;

    fn names(text: &str) -> String {
        let found = find(text, &cut(text));
        let each: Vec<String> = found.iter().map(|mention| mention.ids.join("|")).collect();
        each.join(" ")
    }

    #[test]
    fn names_are_read_with_their_version() {
        for (text, expected) in [
            ("MIT", "MIT"),
            ("the MIT License", "MIT"),
            ("mit dem Auto", ""),
            ("licence mit", "MIT"),
            ("GPLv3", "GPL-3.0-or-later|GPL-3.0-only"),
            ("GPLv3+", "GPL-3.0-or-later"),
            ("GPL-3.0-only", "GPL-3.0-only"),
            ("GPL-3.0", "GPL-3.0-or-later|GPL-3.0-only"),
            ("GNU GPL v3 ou ultérieure", "GPL-3.0-or-later"),
            (
                "GNU AGPL version 3 ou toute version ultérieure",
                "AGPL-3.0-or-later",
            ),
            (
                "GNU Lesser General Public License as published by the Free Software Foundation; either version 2.1 of the License, or (at your option) any later version.",
                "LGPL-2.1-or-later",
            ),
            ("version 2 only of the GPL", "GPL-2.0-only"),
            (
                "version 3 or later of the GNU General Public License",
                "GPL-3.0-or-later",
            ),
            ("Apache License, Version 2.0", "Apache-2.0"),
            ("Apache 2", "Apache-2.0"),
            ("Apache 2.4", ""),
            ("CeCILL-B", "CECILL-B"),
            ("CeCILL B version 1", "CECILL-B"),
            ("CeCILL v2.1", "CECILL-2.1"),
            ("Licence Ouverte 2.0 / Etalab 2.0", "etalab-2.0 etalab-2.0"),
            ("Licence Ouverte (Etalab) 2.0", "etalab-2.0"),
            ("etalab-2.0", "etalab-2.0"),
            ("CC-BY-SA 4.0", "CC-BY-SA-4.0"),
            (
                "Creative Commons Attribution-ShareAlike 4.0 International",
                "CC-BY-SA-4.0",
            ),
            ("CC0", "CC0-1.0"),
            ("EUPL 1.2", "EUPL-1.2"),
            ("BSD 3-Clause", "BSD-3-Clause"),
            ("3-Clause BSD License", "BSD-3-Clause"),
            ("BSD-style license", ""),
            ("BSD", "BSD-3-Clause|BSD-2-Clause|BSD-4-Clause"),
            ("GPL-compatible", ""),
            ("licence de type MIT", ""),
            ("Academic Free License version 1.1", "AFL-1.1"),
            ("MPL, v. 2.0", "MPL-2.0"),
            ("MIT No Attribution license", "MIT-0"),
            ("the Clear BSD License", "BSD-3-Clause-Clear"),
            ("Elastic License 2.0", "Elastic-2.0"),
            ("LiLiQ-R+ 1.1", "LiLiQ-Rplus-1.1"),
            ("CC BY-NC-SA 3.0 IGO", "CC-BY-NC-SA-3.0-IGO"),
            ("CC BY 3.0 DE", "CC-BY-3.0-DE"),
            ("CC BY 3.0 US", "CC-BY-3.0-US"),
            ("CC BY 3.0 de l'auteur", "CC-BY-3.0"),
            ("CC BY-SA 3.0 US", ""),
            ("CC BY 4.0 FR", "CC-BY-4.0"),
            ("GPL version 2 ou 3", "GPL-2.0-only OR GPL-3.0-only"),
            ("EUPL 1.1 or 1.2", "EUPL-1.1 OR EUPL-1.2"),
            ("EUPL 1.1 or later", "EUPL-1.1 OR EUPL-1.2"),
            ("EUPL 1.1 only", "EUPL-1.1"),
            ("EUPL version 1.2 only", "EUPL-1.2"),
            ("EUPL 1.2 (uniquement)", "EUPL-1.2"),
            (
                "EUPL, version 1.1 ou – dès leur approbation par la Commission européenne - versions ultérieures",
                "EUPL-1.1 OR EUPL-1.2",
            ),
            (
                "EUPL, Version 1.1 or – as soon they will be approved by the European Commission - subsequent versions",
                "EUPL-1.1 OR EUPL-1.2",
            ),
            (
                "GPL v2 or 3-clause BSD",
                "GPL-2.0-or-later|GPL-2.0-only BSD-3-Clause",
            ),
            ("GPL 2 or later", "GPL-2.0-or-later"),
            ("CeCILL 2.1 compatible GPL", "CECILL-2.1"),
            ("CeCILL 2.1 compatible", ""),
            ("GPL (>= 2)", "GPL-2.0-or-later"),
            (
                "the same terms as Perl itself",
                "GPL-1.0-or-later OR Artistic-1.0-Perl",
            ),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
