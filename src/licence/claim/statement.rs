// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences that grant a licence, in French and English: a name, words that grant before it, and nothing
//! around that makes it a denial, a doubt, a memory or someone else's work.

use std::ops::Range;

use super::address;
use super::guard::Scene;
use super::mention::{self, Mention, is_number};
use super::prose::{Block, Section, Shape};
use super::subject;
use super::token::{Token, cut};
use super::wordlist::{Words, set};
use crate::model::{LicenceMatch, LicenceMethod, Subject};

/// Longest block that is read, in bytes: prose is shorter.
const LONGEST: usize = 64 * 1_024;

/// How many tokens back the words that grant may begin.
const REACH: usize = 40;

/// How the words before a name grant it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// "under", "sous", "selon les termes de".
    Under,
    /// "the licence is", "Licence :".
    Is,
    /// The name stands alone where the licence is expected.
    Alone,
}

/// A name that is granted.
#[derive(Debug, Clone)]
struct Grant {
    mention: Mention,
    cue: Cue,
    /// Where the words that grant begin.
    from: usize,
    subject: Option<Subject>,
    /// Whether the sentence is one of the notices that licences ask to put in each file.
    notice: bool,
}

/// The licences that a block grants, and whether each name stands alone where a licence is expected.
pub(super) fn read(block: &Block) -> Vec<(LicenceMatch, bool)> {
    if block.quoted || block.text.len() > LONGEST {
        return Vec::new();
    }
    let tokens = tokens(block);
    let mentions = mentions(block, &tokens);
    if mentions.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in sentences(block, &tokens) {
        let named: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| sentence.contains(&mention.at.start))
            .collect();
        if !named.is_empty() {
            found.extend(grants(block, &tokens, &sentence, &named));
        }
    }
    found
}

/// The tokens of a block; an address that stands in the words is one token.
fn tokens(block: &Block) -> Vec<Token> {
    let mut tokens = cut(&block.text);
    let bare: Vec<&Range<usize>> = block
        .links
        .iter()
        .map(|(at, _)| at)
        .filter(|at| {
            block
                .text
                .get((*at).clone())
                .is_some_and(|text| text.contains("://") || text.starts_with("www."))
        })
        .collect();
    if bare.is_empty() {
        return tokens;
    }
    let inside = |token: &Token| {
        bare.iter()
            .position(|at| at.start <= token.at.start && token.at.start < at.end)
    };
    let mut last = None;
    tokens.retain_mut(|token| {
        let place = inside(token);
        let first = place.is_some() && place != last;
        last = place;
        if first {
            "@".clone_into(&mut token.word);
        }
        place.is_none() || first
    });
    tokens
}

/// The names in the words, sharpened by the pages that links lead to.
fn mentions(block: &Block, tokens: &[Token]) -> Vec<Mention> {
    let mut found = mention::find(&block.text, tokens);
    for (at, target) in block.links.iter().take(2_000) {
        let Some(ids) = address::name(target) else {
            continue;
        };
        let start = tokens.partition_point(|token| token.at.end <= at.start);
        let end = tokens.partition_point(|token| token.at.start < at.end).max(start);
        if start >= end {
            continue;
        }
        let over = found
            .iter_mut()
            .find(|mention| mention.at.start < end && start < mention.at.end);
        match over {
            Some(mention) => sharpen(mention, &ids),
            None => found.push(Mention {
                at: start..end,
                ids,
                later: None,
                says_license: true,
            }),
        }
    }
    found.sort_by_key(|mention| mention.at.start);
    found
}

/// Sets a name beside the page that it links to: they agree, one is wider, or nothing is sure.
fn sharpen(mention: &mut Mention, ids: &[String]) {
    let both: Vec<String> = mention
        .ids
        .iter()
        .filter(|id| ids.contains(id))
        .cloned()
        .collect();
    if !both.is_empty() {
        mention.ids = both;
        return;
    }
    for id in ids {
        mention.ids.push(id.clone());
    }
}

/// The sentences, as ranges of tokens. A row of a table is one.
fn sentences(block: &Block, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let row = block.shape == Shape::Row;
        if !row && matches!(token.word.as_str(), "." | "!" | "?" | "•" | "·") {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Words that may stand between the words that grant and a name.
static FILLERS: Words = Words::new(|| {
    set(
        "french francais european europeenne simplified new revised modified clause international etalab the a an of its their this le la les l de du d des un une license licenses licensed terms term termes \
     conditions condition free open source libre libres ouverte ouvertes permissive copyleft standard either \
     any both dual double triple soit gnu version v ( ) « » , : or and et ou / & + publique public following \
     suivante suivantes current reciproque virale software logiciel non exclusive same well known – francaise \
     officielle opensource [ ] | celle deux two par appelee dite nommee as provisions stated in latest to by \
     aux au only",
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

/// The grants of a sentence.
fn grants(
    block: &Block,
    all: &[Token],
    sentence: &Range<usize>,
    named: &[&Mention],
) -> Vec<(LicenceMatch, bool)> {
    let tokens = &all[sentence.clone()];
    let shift = |mention: &Mention| Mention {
        at: mention.at.start - sentence.start..mention.at.end.min(sentence.end) - sentence.start,
        ..mention.clone()
    };
    let named: Vec<Mention> = named.iter().map(|mention| shift(mention)).collect();
    let names: Vec<(usize, usize)> = named
        .iter()
        .map(|mention| (mention.at.start, mention.at.end))
        .collect();
    let mut found: Vec<Grant> = Vec::new();
    let mut from = 0;
    let mut last_cue = usize::MAX;
    for mention in &named {
        let Some((cue, place)) = cue(block, tokens, &names, mention) else {
            continue;
        };
        // Names that share one cue share what stands before it.
        let shared = last_cue == place;
        let scene = Scene {
            tokens,
            cue: place,
            name: (mention.at.start, mention.at.end),
            from: if shared { 0 } else { from },
            names: &names,
        };
        if !is_allowed(block, &scene, cue) {
            last_cue = usize::MAX;
            continue;
        }
        let start = if shared { 0 } else { from.min(place) };
        let subject = subject_of(tokens, &names, mention, start..place);
        found.push(Grant {
            mention: mention.clone(),
            cue,
            from: place,
            subject,
            notice: is_notice(tokens),
        });
        last_cue = place;
        from = mention.at.end;
    }
    share_subjects(&mut found);
    let merged = merge(tokens, found);
    merged
        .into_iter()
        .map(|grant| (grant.cue == Cue::Alone, grant))
        .map(|(alone, grant)| (matched(block, all, sentence.start, grant), alone))
        .collect()
}

/// Whether the words around leave a grant a grant.
fn is_allowed(block: &Block, scene: &Scene<'_>, cue: Cue) -> bool {
    let shown = is_shown(scene.tokens, scene.cue);
    let foreign = block.section == Section::Dependencies && !shown;
    let listed = block.shape == Shape::Item && !shown && scene.names_a_work(block);
    !foreign
        && !listed
        && !is_quoted(block, scene)
        && scene.is_grant(cue == Cue::Under && is_notice(scene.tokens))
}

/// Whether the grant stands in a quotation, with what grants it: “this site is under MIT”.
fn is_quoted(block: &Block, scene: &Scene<'_>) -> bool {
    let (Some(cue), Some(first)) = (scene.tokens.get(scene.cue), scene.tokens.first()) else {
        return false;
    };
    let before = &block.text[first.at.start.min(cue.at.start)..cue.at.start];
    let before = match block.text[..first.at.start].chars().next_back() {
        // The sentence begins with its quotation mark.
        Some(mark @ ('“' | '"' | '«')) => format!("{mark}{before}"),
        _ => before.to_owned(),
    };
    let count = |mark: char| before.matches(mark).count();
    let open = count('“') > count('”') || count('«') > count('»');
    open || count('"') % 2 == 1
}

/// Whether the project shows itself before the grant, "this project is".
fn is_shown(tokens: &[Token], cue: usize) -> bool {
    const PROJECT: &[&str] = &[
        "projet",
        "project",
        "depot",
        "repository",
        "logiciel",
        "software",
        "code",
        "application",
    ];
    tokens[..cue.min(tokens.len())].windows(2).any(|pair| {
        matches!(
            pair[0].word.as_str(),
            "ce" | "cet" | "cette" | "this" | "notre" | "our"
        ) && PROJECT.contains(&pair[1].word.as_str())
    })
}

/// The words that grant a name: which, and where they begin.
fn cue(block: &Block, tokens: &[Token], names: &[(usize, usize)], mention: &Mention) -> Option<(Cue, usize)> {
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
            "license" | "licenses" => license = true,
            "terms" | "termes" | "conditions" | "provisions" => terms = true,
            _ => {}
        }
        if let Some(place) = verb(tokens, at, license, terms) {
            return Some((Cue::Under, place));
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
        let passes = passes || (is_number(word) && word.len() < 4) || word == "@";
        if !passes {
            break;
        }
    }
    if is_alone(block, tokens, names, mention) {
        return Some((Cue::Alone, mention.at.start));
    }
    licensed_after(tokens, mention)
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
        | ("soumis" | "soumise" | "soumises", "a" | "aux" | "au") => Some(at),
        ("selon" | "suivant" | "according" | "respectant" | "per" | "respect" | "with" | "by" | "via", _)
            if terms =>
        {
            Some(at)
        }
        ("permitted", "in") => Some(at),
        (
            "adopte" | "adopts" | "utilise" | "uses" | "use" | "choisi" | "retient" | "applique" | "has"
            | "have" | "possede" | "a" | "carries" | "porte" | "retenu",
            _,
        ) if license && (word != "a" || matches!(next, "choisi" | "retenu" | "adopte")) => Some(at),
        _ => None,
    }
}

/// "The licence of this project is", "Licence :", "| Licence |": where the label begins.
fn labelled(tokens: &[Token], at: usize, names: &[(usize, usize)]) -> Option<usize> {
    let sign = matches!(tokens[at].word.as_str(), ":" | "|" | "–" | "(" | "=");
    let mut place = None;
    for back in (at.saturating_sub(9)..at).rev() {
        let word = tokens[back].word.as_str();
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
            "|" | "·" | "–" | "," | ";" | "•" | ":" | "@" | "©" | "[" | "("
        )
    });
    begins.then_some(first)
}

/// "Code :", "Données produites :" at the start of a sentence.
fn is_noun_label(before: &[Token]) -> bool {
    let noun = |word: &str| subject::of(word).is_some() || subject::SOFTWARE.contains(&word);
    let passes =
        |word: &str| noun(word) || matches!(word, "le" | "la" | "les" | "the" | "et" | "and" | "&" | "open");
    before.len() <= 4
        && before.iter().all(|token| passes(&token.word))
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
    let closes = matches!(
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
            titled || (holder && last && parted) || mixed
        }
    }
}

/// Whether a sentence is one that licences ask to put in each file.
fn is_notice(tokens: &[Token]) -> bool {
    const BEGINNINGS: &[&[&str]] = &[
        &["is", "free", "software"],
        &["redistribute", "it", "and"],
        &["est", "un", "logiciel", "libre"],
        &["is", "subject", "to", "the", "terms"],
        &["are", "subject", "to", "the"],
        &["you", "may", "not", "use", "this", "file"],
        &["governed", "by", "the", "cecill"],
        &["regi", "par", "la", "license"],
        &["distributed", "and", "or", "modified", "under"],
        &["permission", "is", "granted", "to", "copy"],
    ];
    BEGINNINGS.iter().any(|phrase| {
        tokens.windows(phrase.len()).any(|window| {
            window
                .iter()
                .zip(*phrase)
                .all(|(token, word)| token.word == *word)
        })
    })
}

/// What a name is given to: the words after it first, then the nearest before the words that grant.
fn subject_of(
    tokens: &[Token],
    names: &[(usize, usize)],
    mention: &Mention,
    before: Range<usize>,
) -> Option<Subject> {
    let next = names
        .iter()
        .map(|(start, _)| *start)
        .find(|start| *start >= mention.at.end)
        .unwrap_or(tokens.len());
    let after = &tokens[mention.at.end.min(next)..next];
    if let Some(subject) = subject::after(after) {
        return Some(subject);
    }
    // "Software: MIT." has other parts beside it.
    let label =
        tokens.get(before.end).is_some_and(|token| token.word == ":") && is_noun_label(&tokens[..before.end]);
    if label
        && tokens[..before.end]
            .iter()
            .any(|token| subject::SOFTWARE.contains(&token.word.as_str()))
    {
        return Some(Subject::Code);
    }
    let start = before.start;
    let end = before.end.min(tokens.len()).max(start);
    subject::before(&tokens[start..end]).or_else(|| subject::before(&tokens[end..mention.at.start.max(end)]))
}

/// A software beside documents or data is the code.
fn share_subjects(found: &mut [Grant]) {
    let parted = found
        .iter()
        .any(|grant| matches!(grant.subject, Some(Subject::Documentation | Subject::Data)));
    let several = found
        .iter()
        .any(|grant| grant.mention.ids != found[0].mention.ids);
    if parted && several && found[0].subject.is_none() {
        found[0].subject = Some(Subject::Code);
    }
}

/// Joins names of the same licence, and "MIT or Apache-2.0" into one expression.
fn merge(tokens: &[Token], found: Vec<Grant>) -> Vec<Grant> {
    let either = tokens.iter().any(|token| {
        matches!(
            token.word.as_str(),
            "either" | "dual" | "option" | "choix" | "choice" | "dually" | "double"
        )
    });
    let mut merged: Vec<Grant> = Vec::new();
    for grant in found {
        let Some(last) = merged.last_mut() else {
            merged.push(grant);
            continue;
        };
        let between = &tokens[last.mention.at.end.min(grant.mention.at.start)..grant.mention.at.start];
        let joined = between.iter().all(|token| {
            FILLERS.contains(&token.word.as_str())
                || matches!(
                    token.word.as_str(),
                    "your" | "at" | "votre" | "sous" | "under" | "@"
                )
        });
        let or = between
            .iter()
            .any(|token| matches!(token.word.as_str(), "or" | "ou" | "/"));
        let and = between
            .iter()
            .any(|token| matches!(token.word.as_str(), "and" | "et" | "&" | "+"));
        let both: Vec<String> = last
            .mention
            .ids
            .iter()
            .filter(|id| grant.mention.ids.contains(id))
            .cloned()
            .collect();
        let same_subject = last.subject == grant.subject || grant.subject.is_none() || last.subject.is_none();
        if joined && !both.is_empty() && same_subject {
            // "GNU GPL (GPL-3.0-or-later)": the same licence, said twice.
            last.mention.ids = both;
            last.mention.at.end = grant.mention.at.end;
            last.subject = last.subject.or(grant.subject);
        } else if joined && same_subject && (or || (and && either)) {
            combine(last, &grant);
        } else {
            merged.push(grant);
        }
    }
    merged
}

/// Makes two names one choice.
fn combine(last: &mut Grant, grant: &Grant) {
    let mut ids = Vec::new();
    for first in &last.mention.ids {
        for second in &grant.mention.ids {
            ids.push(format!("{first} OR {second}"));
        }
    }
    ids.truncate(16);
    last.mention.ids = ids;
    last.mention.at.end = grant.mention.at.end;
    last.subject = last.subject.or(grant.subject);
}

fn matched(block: &Block, all: &[Token], shift: usize, grant: Grant) -> LicenceMatch {
    let line = |index: usize| {
        all.get(index + shift)
            .map_or(1, |token| block.line(token.at.start))
    };
    let lines = (
        line(grant.from.min(grant.mention.at.start)),
        line(grant.mention.at.end.saturating_sub(1)),
    );
    let mut ids = grant.mention.ids;
    // A notice that names a version without "or later" grants that version only.
    if grant.notice && grant.mention.later.is_none() && ids.len() == 2 && ids[1].ends_with("-only") {
        ids.remove(0);
    }
    let sure = ids.len() == 1;
    let method = if grant.notice {
        LicenceMethod::Notice
    } else {
        LicenceMethod::Statement
    };
    let confidence = match (sure, grant.notice, grant.cue) {
        (false, ..) => 50,
        (_, true, _) => 97,
        (_, _, Cue::Under) => 92,
        (_, _, Cue::Is) => 90,
        (_, _, Cue::Alone) => 85,
    };
    let expression = ids.remove(0);
    LicenceMatch {
        expression,
        confidence,
        method,
        lines,
        subject: grant.subject.or(block.subject).unwrap_or_default(),
        rivals: ids,
    }
}
