// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The words before a name that grant it: which they are and where they begin.

use super::bare;
use super::mention::Mention;
use super::prose::{Block, Section, Shape};
use super::subject;
use super::token::Token;
use super::version::is_number;
use super::vocabulary::EXCEPT;
use super::wordlist::{Words, set};

/// How many tokens back the words that grant may begin.
const REACH: usize = 40;

/// How the words before a name grant it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// "under", "sous", "selon les termes de".
    Under,
    /// "the licence is", "Licence :".
    Is,
    /// The name stands alone where the licence is expected.
    Alone,
}

/// Words that may stand between the words that grant and a name.
pub(super) static FILLERS: Words = Words::new(|| {
    set(
        "french francais european europeenne simplified new revised modified clause international etalab the a an of its their this le la les l de du d des un une license licenses licensed terms term termes \
     conditions condition free open source libre libres ouverte ouvertes permissive copyleft standard either \
     any both dual double triple soit gnu version v ( ) « » , : or and et ou / & + publique public following \
     suivante suivantes current reciproque virale software logiciel non exclusive same well known – francaise \
     officielle opensource [ ] | celle deux two three trois par appelee dite nommee as provisions stated in latest to by \
     aux au only secondary entre between droits",
    )
});

/// Words that say what a licence is given to, between two names of one grant.
const SCOPES: &[&str] = &[
    "pour",
    "for",
    "partie",
    "part",
    "parts",
    "parties",
    "aux",
    "concernant",
    "covers",
    "couvre",
    "tout",
];

/// The words that grant a name: which, and where they begin.
pub(super) fn find(
    block: &Block,
    tokens: &[Token],
    names: &[(usize, usize)],
    mention: &Mention,
) -> Option<(Cue, usize)> {
    let inside = |at: usize| names.iter().any(|(start, end)| (*start..*end).contains(&at));
    let mut at = mention.at.start;
    let mut license = mention.says_license;
    let mut terms = false;
    let mut scoped = false;
    let mut other_name = false;
    while at > 0 && mention.at.start - at < REACH {
        at -= 1;
        let word = tokens[at].word.as_str();
        if inside(at) {
            other_name = true;
            continue;
        }
        match word {
            "under" | "sous" => return Some((Cue::Under, at)),
            "licensed"
                if at + 1 < tokens.len()
                    && matches!(tokens[at + 1].word.as_str(), "as" | "with" | "by" | ":" | "(") =>
            {
                return Some((Cue::Under, at));
            }
            "licensed" if at + 1 == mention.at.start => return Some((Cue::Under, at)),
            "en" if is_published_in(tokens, at, mention) => return Some((Cue::Under, at)),
            "license" | "licenses" => license = true,
            "terms" | "termes" | "conditions" | "provisions" => terms = true,
            _ => {}
        }
        if let Some(place) = verb(tokens, at, license, terms) {
            return Some((Cue::Under, place));
        }
        // "over", "pour": the verb stands before them.
        let back = at
            .checked_sub(1)
            .filter(|_| matches!(word, "pour" | "for" | "sur" | "on"));
        if let Some(place) = back.and_then(|back| verb(tokens, back, false, false)) {
            return Some((Cue::Under, place));
        }
        // "The code is under MIT, the docs are CC-BY-4.0": a part beside one whose licence was named.
        if matches!(word, "is" | "are" | "est" | "sont")
            && at + 1 == mention.at.start
            && at > 0
            && subject::of(&tokens[at - 1].word).is_some()
            && names.iter().any(|(_, end)| *end < at)
        {
            return Some((Cue::Is, at - 1));
        }
        if offers(block, tokens, at) {
            return Some((Cue::Under, at));
        }
        // "Except for code, which is MIT".
        let which = matches!(word, "is" | "are" | "est" | "sont")
            && at + 1 == mention.at.start
            && at > 0
            && matches!(tokens[at - 1].word.as_str(), "which" | "that" | "qui");
        if (word == "(" || which)
            && let Some(place) = excepted_part(tokens, names, 0, mention.at.start)
        {
            return Some((Cue::Is, place));
        }
        if word == ":" && is_noun_label(&tokens[..at]) {
            return Some((Cue::Is, at));
        }
        if matches!(
            word,
            "is" | "are" | "est" | "sont" | ":" | "|" | "–" | "(" | "=" | "c"
        ) && !scoped
            && let Some(place) = labelled(tokens, at, names)
        {
            return Some((Cue::Is, place));
        }
        let scope =
            SCOPES.contains(&word) || subject::of(word).is_some() || subject::SOFTWARE.contains(&word);
        scoped |= scope;
        let passes = FILLERS.contains(&word)
            || (other_name && (scope || matches!(word, "all" | "toute" | "ce" | "the")));
        let option = matches!(
            word,
            "at" | "your" | "votre" | "option" | "choix" | "choice" | "alternatively" | "alternativement"
        );
        // "Under either of these licences: MIT or Apache-2.0."
        let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
        let one_of = match word {
            "these" | "ces" => next == "licenses",
            "one" => next == "of",
            "autre" => next == "de",
            _ => false,
        };
        let passes = passes || one_of || option || (is_number(word) && word.len() < 4) || word == "@";
        if !passes {
            break;
        }
    }
    if is_alone(block, tokens, names, mention) {
        return Some((Cue::Alone, mention.at.start));
    }
    licensed_after(tokens, mention)
        .or_else(|| bare::predicate(tokens, names, mention))
        .or_else(|| bare::chosen(block, tokens, mention))
}

/// "Est publié en AGPL", "est diffusée en licence MIT", "Publié en MIT": as the verb of the sentence. "Foo, publié en MIT, est
/// ailleurs" speaks of something else, and "a été publié en MIT" of the past.
fn is_published_in(tokens: &[Token], at: usize, mention: &Mention) -> bool {
    const PUBLISHED: &[&str] = &[
        "publie",
        "publiee",
        "publies",
        "publiees",
        "diffuse",
        "diffusee",
        "diffuses",
        "diffusees",
        "distribue",
        "distribuee",
        "distribues",
        "distribuees",
    ];
    let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
    let names = at + 1 == mention.at.start || (next == "license" && at + 2 == mention.at.start);
    let is_verb = |verb: usize| {
        let before = verb.checked_sub(1).map(|before| tokens[before].word.as_str());
        before.is_none_or(|word| matches!(word, "est" | "sont"))
    };
    names && at > 0 && PUBLISHED.contains(&tokens[at - 1].word.as_str()) && is_verb(at - 1)
}

/// "regi par", "subject to", "suivant les termes de", "utilise la licence": the verb at a token.
fn verb(tokens: &[Token], at: usize, license: bool, terms: bool) -> Option<usize> {
    let word = tokens[at].word.as_str();
    let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
    match (word, next) {
        (
            "regi" | "regie" | "regis" | "regies" | "couvert" | "couverte" | "couverts" | "couvertes"
            | "protege",
            "par",
        )
        | ("governed" | "covered" | "protected", "by")
        | ("subject", "to" | "only")
        | ("soumis" | "soumise" | "soumises", "a" | "aux" | "au")
        | ("permitted", "in")
        // "Nous avons opté pour", "our choice fell on".
        | ("opte", "pour")
        | ("opted" | "opts", "for")
        | ("porte", "sur")
        | ("fell", "on") => Some(at),
        ("selon" | "suivant" | "according" | "respectant" | "per" | "respect" | "with" | "by" | "via", _)
            if terms =>
        {
            Some(at)
        }
        (
            "adopte" | "adopts" | "utilise" | "uses" | "use" | "choisi" | "retient" | "applique" | "has"
            | "have" | "possede" | "a" | "carries" | "porte" | "retenu" | "chose" | "chosen" | "selected"
            | "adopted" | "picked",
            _,
        ) if license && (word != "a" || matches!(next, "choisi" | "retenu" | "adopte")) => Some(at),
        _ => None,
    }
}

/// "Vous pouvez choisir", "choose either": a choice is offered where a sentence calls the licence double, or under the
/// heading of the licence.
fn offers(block: &Block, tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let dual = || {
        tokens.iter().any(|token| {
            matches!(
                token.word.as_str(),
                "double" | "triple" | "dual" | "dually" | "multi"
            )
        })
    };
    matches!(word(at), "choisir" | "choose")
        && (dual() || (block.section == Section::Licence && (block.own || you_may(tokens, at))))
}

/// "vous pouvez", "you may" right before a verb.
fn you_may(tokens: &[Token], at: usize) -> bool {
    tokens[at.saturating_sub(2)..at]
        .iter()
        .any(|token| matches!(token.word.as_str(), "pouvez" | "may" | "can"))
}

/// "sauf", "except", "hors".
fn excepts(word: &str) -> bool {
    EXCEPT.contains(&word) || word == "hors"
}

/// "Sauf les images, tout est sous MIT": where the clause begins that a sentence's first exception does not touch.
pub(super) fn behind_exception(tokens: &[Token], from: usize, place: usize) -> Option<usize> {
    tokens.get(from).filter(|first| excepts(&first.word))?;
    let comma = tokens
        .get(from..place)?
        .iter()
        .position(|token| token.word == ",")?;
    Some(from + comma + 1)
}

/// Where an exception begins that goes on with a part of the work and its own licence: "MIT, hors docs/ (etalab-2.0)",
/// "sauf le dossier docs, qui est sous etalab-2.0".
pub(super) fn excepted_part(
    tokens: &[Token],
    names: &[(usize, usize)],
    from: usize,
    name: usize,
) -> Option<usize> {
    let at = (from..name).rev().find(|at| excepts(&tokens[*at].word))?;
    let inside = |at: usize| names.iter().any(|(start, end)| (*start..*end).contains(&at));
    let first = names.iter().any(|(_, end)| *end <= at);
    let part = (at + 1..name).any(|at| !inside(at) && subject::of(&tokens[at].word).is_some());
    (first && part).then_some(at + 1)
}

/// "The licence of this project is", "Licence :", "| Licence |": where the label begins.
fn labelled(tokens: &[Token], at: usize, names: &[(usize, usize)]) -> Option<usize> {
    let sign = matches!(tokens[at].word.as_str(), ":" | "|" | "–" | "(" | "=");
    let mut place = None;
    // Brackets that were closed before: a label in them is that of another name.
    let mut closed = 0_usize;
    for back in (at.saturating_sub(9)..at).rev() {
        let word = tokens[back].word.as_str();
        match word {
            ")" => closed += 1,
            "(" => closed = closed.saturating_sub(1),
            _ => {}
        }
        if closed > 0 {
            continue;
        }
        if names.iter().any(|(start, end)| (*start..*end).contains(&back)) {
            continue;
        }
        if matches!(word, "license" | "licenses" | "licensing") {
            place = Some(back);
            break;
        }
        if matches!(word, "." | ";" | "·" | "uri" | "url") {
            return None;
        }
    }
    let place = place?;
    if !sign {
        // "Cette licence est une version de la Licence Ouverte", "les licences permissives sont".
        let other = place > 0
            && matches!(
                tokens[place - 1].word.as_str(),
                "cette" | "this" | "ces" | "these" | "les"
            );
        if other || tokens[place].word == "licenses" {
            return None;
        }
        return Some(first_of(tokens, place));
    }
    // A label begins its line, its cell or its part of a line.
    let first = first_of(tokens, place);
    let before = &tokens[..first];
    let of_project = tokens[place..at]
        .iter()
        .any(|token| matches!(token.word.as_str(), "projet" | "project" | "depot" | "repository"));
    if of_project && tokens[at].word == "(" {
        return Some(place);
    }
    let begins = before.last().is_none_or(|last| {
        matches!(
            last.word.as_str(),
            "|" | "·" | "–" | "," | ";" | "•" | ":" | "@" | "©" | "[" | "(" | "spdx"
        )
    });
    begins.then_some(first)
}

/// "Code :", "Données produites :", "Les fichiers de `data/` :" at the start of a sentence.
pub(super) fn is_noun_label(before: &[Token]) -> bool {
    let noun = |word: &str| subject::of(word).is_some() || subject::SOFTWARE.contains(&word);
    let passes =
        |word: &str| noun(word) || matches!(word, "le" | "la" | "les" | "the" | "et" | "and" | "&" | "open");
    let begins = |word: &str| {
        matches!(
            word,
            "fichiers"
                | "files"
                | "contenu"
                | "contenus"
                | "contents"
                | "dossier"
                | "folder"
                | "repertoire"
                | "directory"
        )
    };
    let links = |word: &str| matches!(word, "de" | "du" | "of" | "in" | "dans" | "/" | "l" | "d");
    let of_folder = before.len() <= 8
        && before.iter().take(2).any(|token| begins(&token.word))
        && before
            .iter()
            .all(|token| passes(&token.word) || begins(&token.word) || links(&token.word));
    (of_folder || (before.len() <= 4 && before.iter().all(|token| passes(&token.word))))
        && before.iter().any(|token| noun(&token.word))
}

/// Passes the words that a label begins with: "la", "code", "type de".
fn first_of(tokens: &[Token], place: usize) -> usize {
    let mut first = place;
    while first > 0 {
        let word = tokens[first - 1].word.as_str();
        let passes = matches!(
            word,
            "la" | "le"
                | "the"
                | "type"
                | "de"
                | "of"
                | "code"
                | "source"
                | "data"
                | "software"
                | "project"
                | "projet"
                | "our"
                | "notre"
                | "sa"
                | "documentation"
                | "main"
                | "open"
                | "@"
                | "current"
        );
        if !passes {
            break;
        }
        first -= 1;
    }
    first
}

/// "is MIT licensed", "la licence MIT s'applique à ce projet".
fn licensed_after(tokens: &[Token], mention: &Mention) -> Option<(Cue, usize)> {
    let after = |offset: usize| {
        tokens
            .get(mention.at.end + offset)
            .map_or("", |token| token.word.as_str())
    };
    let licensed = after(0) == "licensed";
    let back = (mention.at.start.saturating_sub(4)..mention.at.start)
        .rev()
        .find(|at| matches!(tokens[*at].word.as_str(), "is" | "are" | "remains"));
    if licensed && let Some(back) = back {
        return Some((Cue::Is, back));
    }
    None
}

/// Whether a name stands alone where the licence is expected: under the heading, or beside the copyright.
fn is_alone(block: &Block, tokens: &[Token], names: &[(usize, usize)], mention: &Mention) -> bool {
    let inside = |at: usize| names.iter().any(|(start, end)| (*start..*end).contains(&at));
    let word = |at: usize| tokens[at].word.as_str();
    // "Permissive : Apache 2.0" is a line of a list to choose from.
    let kinds = ["permissive", "copyleft", "reciproque", "virale"];
    let small = |at: usize| {
        (FILLERS.contains(&word(at)) && !kinds.contains(&word(at)))
            || subject::of(word(at)).is_some()
            || inside(at)
            || SCOPES.contains(&word(at))
    };
    let first = (0..mention.at.start).all(small);
    let after = tokens.get(mention.at.end).map_or("", |token| token.word.as_str());
    let joins = matches!(after, "et" | "and" | "or" | "ou" | "/" | "&" | ",");
    let excepts = after == ","
        && tokens
            .get(mention.at.end + 1)
            .is_some_and(|token| excepts(&token.word));
    let closes = excepts
        || matches!(
            after,
            "" | "."
                | ";"
                | "–"
                | "("
                | ")"
                | "©"
                | "see"
                | "voir"
                | "cf"
                | "copyright"
                | "license"
                | "pour"
                | "for"
                | ":"
                | "|"
                | "·"
                | "@"
                | "»"
                | "["
        );
    let whole = (0..tokens.len()).all(|at| small(at) || matches!(word(at), "." | "see" | "voir"));
    // After "MIT, " and "MIT et " comes another name, or words on what it is given to.
    let named_next = (mention.at.end..(mention.at.end + 4).min(tokens.len())).any(inside);
    let holder = tokens
        .first()
        .is_some_and(|token| matches!(token.word.as_str(), "©" | "copyright"))
        || tokens
            .iter()
            .take(3)
            .map(|token| token.word.as_str())
            .eq(["(", "c", ")"]);
    let last = (mention.at.end..tokens.len()).all(|at| small(at) || word(at) == ".");
    let parted = mention.at.start > 0
        && matches!(
            word(mention.at.start - 1),
            "–" | "," | "|" | "·" | "license" | "(" | "."
        );
    let mixed = tokens[mention.at.end..]
        .iter()
        .take(3)
        .any(|token| token.word == "©")
        && mention.at.start == 0;
    match block.section {
        Section::Dependencies => false,
        Section::Licence if block.shape != Shape::Heading => {
            (first && (closes || (joins && (whole || named_next)))) || (holder && last && parted) || mixed
        }
        _ => {
            let license = tokens.iter().any(|token| token.word == "license");
            let titled = matches!(block.shape, Shape::Heading | Shape::Paragraph) && whole && license;
            // "Code MIT, données LO 2.0": a line of parts and licences.
            let part = |token: &Token| subject::of(&token.word).is_some();
            let shares = block.shape == Shape::Paragraph
                && whole
                && names.len() > 1
                && tokens.first().is_some_and(part)
                && tokens.iter().filter(|token| part(token)).count() > 1;
            titled || shares || (holder && last && parted) || mixed
        }
    }
}
