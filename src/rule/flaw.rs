// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the types of a rule file cannot say: values without a meaning, and fields that go together.

use std::ops::Range;

use super::check::Check;
use super::example::Example;
use super::skeleton;
use super::toml_error::{FileError, Reason, Step, texts};
use crate::model::{Pattern, Role};

/// What is wrong with a check, below its name.
pub(super) struct Flaw {
    pub(super) way: Vec<Step<'static>>,
    pub(super) reason: Reason,
}

/// What the types cannot say of a check: fields that go together.
pub(super) fn flaw(check: &Check) -> Option<Flaw> {
    let lacks = |key: &'static str, fr: &str, en: &str| {
        let name = check.name();
        Some(Flaw {
            way: vec![Step::Key(key)],
            reason: Reason::said(
                format!("{name} demande au moins {fr}"),
                format!("{name} needs at least {en}"),
            ),
        })
    };
    let (role_fr, role_en) = ("un rôle de document", "one role");
    match check {
        Check::FileExists(c) if c.globs.is_empty() => lacks("globs", "un motif de chemin", "one glob"),
        Check::TextMatch(c) if c.globs.is_empty() == c.roles.is_empty() => Some(Flaw {
            way: Vec::new(),
            reason: Reason::said(
                "text-match demande soit `in` (des rôles de documents), soit `globs`",
                "text-match needs either `in` (roles of documents) or `globs`",
            ),
        }),
        Check::TextMatch(c) if c.patterns.is_empty() => {
            lacks("patterns", "une expression régulière", "one pattern")
        }
        Check::LinkMatch(c) if c.patterns.is_empty() && c.words.sources().is_empty() => lacks(
            "patterns",
            "une expression régulière ou un mot",
            "one pattern or word",
        ),
        Check::ProseMatch(c) if c.patterns.is_empty() && c.written.is_empty() => {
            lacks("patterns", "une expression régulière", "one pattern")
        }
        Check::ProseMatch(c) if c.roles.is_empty() || c.roles.contains(&Role::Other) => Some(Flaw {
            way: vec![Step::Key("in")],
            reason: Reason::said(
                "prose-match demande des rôles de documents ; les phrases des documents `other` ne sont pas gardées",
                "prose-match needs roles of documents; the sentences of `other` documents are not kept",
            ),
        }),
        Check::HeadingMatch(c)
            if !(c.says.is_empty() && c.leads.is_empty()) && c.roles.contains(&Role::Other) =>
        {
            Some(Flaw {
                way: vec![Step::Key("in")],
                reason: Reason::said(
                    "heading-match avec says ou leads lit des phrases ; celles des documents `other` ne sont pas gardées",
                    "heading-match with says or leads reads sentences; those of `other` documents are not kept",
                ),
            })
        }
        Check::HeadingMatch(c) if c.words.sources().is_empty() && c.alone.sources().is_empty() => {
            lacks("words", "un mot", "one word")
        }
        Check::HeadingMatch(c) if c.roles.is_empty() => lacks("in", role_fr, role_en),
        Check::LinkMatch(c) if c.roles.is_empty() => lacks("in", role_fr, role_en),
        Check::Document(c) if c.roles.is_empty() => lacks("roles", role_fr, role_en),
        Check::CiCommand(c) if c.patterns.is_empty() => {
            lacks("patterns", "une expression régulière", "one pattern")
        }
        Check::History(c) if c.at_least.is_none() && c.at_most.is_none() => Some(Flaw {
            way: Vec::new(),
            reason: Reason::said(
                "history demande `at-least` ou `at-most`",
                "history needs `at-least` or `at-most`",
            ),
        }),
        Check::History(c)
            if c.at_least
                .zip(c.at_most)
                .is_some_and(|(least, most)| least > most) =>
        {
            Some(Flaw {
                way: vec![Step::Key("at-most")],
                reason: Reason::said(
                    "at-most est plus petit que at-least : rien ne peut convenir",
                    "at-most is less than at-least: nothing can fit",
                ),
            })
        }
        Check::Activity(activity) if activity.days() < 1 => Some(Flaw {
            way: vec![Step::Key(activity.key())],
            reason: Reason::said(
                "le nombre de jours doit être 1 ou plus",
                "the number of days must be 1 or more",
            ),
        }),
        Check::LicenceIn(c) if c.ids.is_empty() => lacks("ids", "un identifiant", "one identifier"),
        Check::LicenceIn(c) => unknown_licence(&c.ids),
        _ => blank(check),
    }
}

/// An identifier that no SPDX list holds.
fn unknown_licence(ids: &[String]) -> Option<Flaw> {
    let at = ids.iter().position(|id| spdx::license_id(id).is_none())?;
    let id = &ids[at];
    Some(Flaw {
        way: vec![Step::Key("ids"), Step::Item(at)],
        reason: Reason::said(
            format!("l'identifiant « {id} » n'est pas dans la liste SPDX"),
            format!("the identifier \"{id}\" is not in the SPDX list"),
        ),
    })
}

/// A pattern without a sign in it: as a glob it matches nothing, as an expression everything.
fn blank(check: &Check) -> Option<Flaw> {
    let globs = check.globs_by_key().into_iter().flat_map(|(key, globs)| {
        let all = globs.sources().iter().map(String::as_str).enumerate();
        all.map(move |(at, text)| (key, at, text))
    });
    let patterns = check.patterns_by_key().into_iter().flat_map(|(key, patterns)| {
        let all = patterns.iter().map(Pattern::as_str).enumerate();
        all.map(move |(at, text)| (key, at, text))
    });
    let (key, at, _) = globs.chain(patterns).find(|(.., text)| text.is_empty())?;
    Some(Flaw {
        way: vec![Step::Key(key), Step::Item(at)],
        reason: Reason::said("un motif ne doit pas être vide", "a pattern must not be empty"),
    })
}

/// What the types cannot say of an example: whether such a repository can be.
pub(super) fn wrong_example(example: &Example) -> Option<(Vec<Step<'_>>, Reason)> {
    if example.name.trim().is_empty() {
        let reason = Reason::said("name ne doit pas être vide", "name must not be empty");
        return Some((vec![Step::Key("name")], reason));
    }
    if example.last_commit_days.is_some_and(|days| days < 0) {
        let reason = Reason::said(
            "le nombre de jours ne doit pas être négatif",
            "the number of days must not be negative",
        );
        return Some((vec![Step::Key("last-commit-days")], reason));
    }
    let impossible = |path: &str| {
        path.split('/').any(|part| {
            part.is_empty()
                || part == "."
                || part == ".."
                || part.eq_ignore_ascii_case(".git")
                || part.contains('\0')
        })
    };
    let trees = example.tree.keys().map(|path| ("tree", path));
    let sizes = example.sizes.keys().map(|path| ("sizes", path));
    let links = example.links.keys().map(|path| ("links", path));
    let (key, path) = trees
        .chain(sizes)
        .chain(links)
        .find(|(_, path)| impossible(path))?;
    let reason = Reason::said(
        format!(
            "« {path} » n'est le chemin d'aucun fichier d'un dépôt : les chemins partent de la racine, sans « / » au début"
        ),
        format!(
            "\"{path}\" is the path of no file of a repository: paths start at the root, without \"/\" at the beginning"
        ),
    );
    Some((vec![Step::Key(key), Step::Name(path)], reason))
}

/// Numbers with dots, and what a trial version adds.
pub(super) fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    numbers
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The first text of a file that `vigie rules new` wrote and nobody replaced.
pub(super) fn unfilled(text: &str) -> Option<(Range<usize>, Reason)> {
    let (span, found) = texts(text)
        .into_iter()
        .find(|(_, found)| skeleton::is_placeholder(found))?;
    Some((span, replace(&found)))
}

/// An error of the reader, or what it comes from: a text of the model where TOML wants none, such as a date.
pub(super) fn or_unfilled(error: FileError, text: &str) -> FileError {
    let line = text.lines().nth(error.line - 1).unwrap_or_default();
    let found: String = line.chars().skip(error.column - 1).collect();
    match found
        .split_inclusive('»')
        .next()
        .filter(|one| skeleton::is_placeholder(one))
    {
        Some(one) => FileError {
            reason: replace(one),
            ..error
        },
        None => error,
    }
}

/// An error of a file, and each text of the model that nobody replaced there, in the order of the file: whoever fills it
/// sees at once what is left.
pub(super) fn with_unfilled(error: FileError, text: &str) -> Vec<FileError> {
    let mut all = skeleton::left(text)
        .into_iter()
        .map(|span| {
            FileError::at(
                &error.file,
                text,
                &span,
                replace(text[span.clone()].trim_start_matches(['"', '\''])),
            )
        })
        .collect::<Vec<_>>();
    // What is wrong with a line that still holds a text of the model is that text.
    if !all.iter().any(|one| one.line == error.line) {
        all.push(error);
    }
    all.sort_by_key(|one| (one.line, one.column));
    all
}

fn replace(found: &str) -> Reason {
    Reason::said(
        format!(
            "remplacez « {} », guillemets compris : c'est le texte du modèle",
            found.trim_matches(['«', '»'])
        ),
        format!("replace \"{found}\", quotation marks included: it is the text of the model"),
    )
}

pub(super) fn is_web(url: &str) -> bool {
    let scheme = url.starts_with("https://") || url.starts_with("http://");
    let sound = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c));
    scheme
        && sound
        && url::Url::parse(url).is_ok_and(|url| url.host_str().is_some_and(|host| !host.is_empty()))
}
