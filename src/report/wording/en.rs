// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences in English.

use super::{NB, list, paths, shown, size, stems, texts, thousands};
use crate::model::{GapKind, Lang, Message, Reason, SecurityFault, Unknown};

/// The months.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn quote(text: &str) -> String {
    format!("“{}”", shown(text))
}

pub(super) fn bytes(count: u64) -> String {
    size(count, '.', ["bytes", "kB", "MB", "GB"])
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count}{NB}{}", if count == 1 { one } else { many })
}

fn days(count: i64) -> String {
    format!("{count}{NB}{}", if count.abs() == 1 { "day" } else { "days" })
}

/// The name of a document by its role.
fn document(role: &str) -> &str {
    match role {
        "readme" => "presentation (README)",
        "licence" => "licence (LICENSE)",
        "contributing" => "contribution guide (CONTRIBUTING)",
        "changelog" => "list of changes (CHANGELOG)",
        "security" => "security policy (SECURITY)",
        "code-of-conduct" => "code of conduct (CODE_OF_CONDUCT)",
        "governance" => "governance (GOVERNANCE)",
        "authors" => "list of authors (AUTHORS)",
        "roadmap" => "roadmap (ROADMAP)",
        other => other,
    }
}

/// The name of a manifest's or a forge's field.
fn field(name: &str) -> &str {
    match name {
        "name" => "name",
        "licence" => "licence",
        "version" => "version",
        "authors" => "authors",
        "repository" => "address of the repository",
        "description" => "description",
        "topics" => "topics",
        "issues" => "issue tracker",
        "in-group" => "belonging to a group",
        "archived" => "archiving",
        "maintainers" => "number of maintainers",
        "visibility" => "visibility",
        "fork" => "being a fork of another project",
        "template" => "being a template for other projects",
        other => other,
    }
}

/// A topic of documentation.
fn topic(name: &str) -> &str {
    match name {
        "any" => "documentation beside the README",
        "functional" => "what the project does",
        "user" => "how to use it",
        "technical" => "what a developer must know",
        "install" => "how to install it",
        "architecture" => "its architecture",
        "diagram" => "a drawing of its architecture",
        "training" => "material to train people",
        other => other,
    }
}

/// A fault of markup.
fn fault(name: &str) -> &str {
    match name {
        "html-without-lang" => "page without a language (lang attribute)",
        "page-without-title" => "page without a title (title element)",
        "image-without-alt" => "image without a text alternative (alt attribute)",
        "page" => "HTML page",
        other => other,
    }
}

/// "Label: what".
fn pair(label: &str, what: &str) -> String {
    format!("{label}: {what}")
}

pub(super) fn message(message: &Message) -> String {
    match message {
        Message::FilePresent => "the file is there".to_owned(),
        Message::NoFileAmong(names) => pair("no file of this kind", &list(&paths(names), quote)),
        Message::FileOverUnread { least, limit } => format!(
            "the file weighs {} at least, over the limit of {} (left on the server)",
            bytes(*least),
            bytes(*limit)
        ),
        Message::FileOver { size, limit } => over(*size, *limit),
        Message::FileSaysNothing => "the file is there, but empty or nearly so".to_owned(),
        Message::NoProgram => "no program of the kind that the rule looks at".to_owned(),
        Message::NoFileOver(limit) => format!("no file is over {}", bytes(*limit)),
        Message::Passage(text) => pair("passage found", &quote(text)),
        Message::HiddenPassage => "passage found, hidden here because it may hold a secret".to_owned(),
        Message::NoPassage => "none of the expected passages was found".to_owned(),
        Message::Heading(text) => pair("section found", &quote(text)),
        Message::NoHeading { words, read } => no_heading(words, *read),
        Message::ThinSection {
            heading,
            words,
            least,
        } => format!(
            "the section {} says too little: {}, and no picture (at least {least} expected)",
            quote(heading),
            plural(*words, "word", "words")
        ),
        Message::Link(target) => pair("link found", &quote(target)),
        Message::NoLink(places) => match &texts(places)[..] {
            [] => "none of the expected links was found".to_owned(),
            places => pair("no link leads to one of these places", &list(places, quote)),
        },
        Message::Words { words, least } => words_of(*words, *least),
        Message::NoDocument(role) => pair("document missing", document(role)),
        Message::Licence { id, score } => licence(id, *score),
        Message::NoLicence => "no licence text to look at".to_owned(),
        Message::ManifestValue { field: name, value } => pair(field(name), &quote(value)),
        Message::ManifestLacks(name) => pair("field missing or empty", field(name)),
        Message::Licensing(note) => super::licence::en(note),
        Message::CellOutputs { kept, cells, first } => cell_outputs(*kept, *cells, *first),
        Message::Metadata(note) => super::metadata::en(note),
        Message::Data(note) => super::data::en(note),
        Message::Markup { fault: name, tag } => pair(fault(name), &quote(tag)),
        Message::NoMarkup { fault: name, pages } => no_markup(name, *pages),
        Message::Dataset { kind, id } => pair(dataset(kind), &quote(id)),
        Message::NoDataset => "no link to a dataset of data.gouv.fr".to_owned(),
        Message::Portal(note) => super::dataset::en(note),
        Message::PortalClear(count) => super::dataset::clear_en(*count),
        Message::ForgeValue { field: name, value } => pair(&on_forge(name), &quote(value)),
        Message::ForgeLacks(name) => pair(&on_forge(name), "not filled in"),
        Message::LastCommit { day, limit } => last_commit(*day, *limit),
        Message::LastRelease { name, day, limit } => last_release(name, *day, *limit),
        Message::ReleaseNotes => "releases on the forge tell what changed".to_owned(),
        Message::NoReleaseNotes => "no release on the forge tells what changed".to_owned(),
        Message::NoTag => "no tag marks a version".to_owned(),
        Message::Figure(figure) => super::history::en(figure),
        Message::CommitAddress { shown: text, commits } => format!(
            "author's address {} ({})",
            quote(text),
            plural(*commits, "commit in twelve months", "commits in twelve months")
        ),
        Message::Declared { key, value, central } => declared(key, value, *central),
        Message::CopiesKeepLicence(all) => plural(
            *all,
            "folder of copied code has a licence file",
            "folders of copied code have a licence file each",
        ),
        Message::NoLicenceInFolder(folder) => format!("the folder {} has no licence file", quote(folder)),
        Message::BrokenLink(target) => format!("the link {} leads to no file", quote(target)),
        Message::BrokenAnchor(target) => {
            format!(
                "the link {} names a place that the document does not have",
                quote(target)
            )
        }
        Message::TemplateText { tool: "", text } => pair("text that waits to be replaced", &quote(text)),
        Message::TemplateText { tool, text } => pair(&format!("text that comes with {tool}"), &quote(text)),
        Message::NoGuide(name) => pair("nothing explains this", topic(name)),
        Message::Introduction(words) => format!("an introduction of {}", plural(*words, "word", "words")),
        Message::NoIntroduction => "nothing at the beginning says what the project is".to_owned(),
        Message::SecurityTxt { field, fault, value } => security_txt(field, *fault, value),
    }
}

fn security_txt(field: &str, fault: SecurityFault, value: &str) -> String {
    match fault {
        SecurityFault::Missing => format!("the field {field} of RFC 9116 is missing"),
        SecurityFault::NoAddress => format!(
            "the field {field} is no full address (mailto:…, https://… or tel:…): {}",
            quote(value)
        ),
        SecurityFault::NoMoment => format!(
            "the field {field} is no date in the form 2027-12-31T23:00:00Z: {}",
            quote(value)
        ),
        SecurityFault::Past => format!("the field {field} is past: {}", quote(value)),
        SecurityFault::Repeated => format!("the field {field} is given more than once: {}", quote(value)),
    }
}

fn cell_outputs(kept: usize, cells: usize, first: usize) -> String {
    let cells = plural(cells, "cell of code", "cells of code");
    match kept {
        0 => format!("no output is kept ({cells})"),
        1 => format!("1 output is kept among {cells} (cell {first})"),
        kept => format!("outputs are kept in {kept} of {cells} (the first is cell {first})"),
    }
}

fn over(size: u64, limit: u64) -> String {
    format!(
        "the file weighs {}, over the limit of {}",
        bytes(size),
        bytes(limit)
    )
}

fn no_heading(words: &[String], read: usize) -> String {
    let read = plural(read, "heading read", "headings read");
    format!("no heading speaks of {} ({read})", list(&stems(words), quote))
}

fn words_of(words: usize, least: usize) -> String {
    let found = plural(words, "word", "words");
    format!("the document holds {found} (at least {least} expected)")
}

fn licence(id: &str, score: u8) -> String {
    format!("licence recognised: {} (likeness: {score}%)", shown(id))
}

fn no_markup(name: &str, pages: usize) -> String {
    let pages = plural(pages, "page read", "pages read");
    format!("fault not seen: {} ({pages})", fault(name))
}

fn dataset(kind: &str) -> &str {
    match kind {
        "dataset" => "link to a dataset",
        "resource" => "link to a resource",
        "reuse" => "link to a reuse",
        "dataservice" => "link to an API",
        other => other,
    }
}

fn on_forge(name: &str) -> String {
    format!("on the forge, {}", field(name))
}

fn last_commit(on: jiff::civil::Date, limit: i64) -> String {
    let on = super::day(Lang::En, &on.to_string());
    format!("the last commit is of {on} (limit: {})", days(limit))
}

fn last_release(name: &str, on: jiff::civil::Date, limit: i64) -> String {
    let on = super::day(Lang::En, &on.to_string());
    format!(
        "the last release, {}, is of {on} (limit: {})",
        quote(name),
        days(limit)
    )
}

fn declared(key: &str, value: &str, central: bool) -> String {
    let file = if central {
        "the cohort file"
    } else {
        "the file .vigie.toml"
    };
    format!("{file} declares {} = {}", shown(key), quote(value))
}

pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Condition(seen) => pair("the rule does not concern this repository", &message(seen)),
        Reason::Needs(rule) => format!("already told by the rule “{rule}”"),
        Reason::NothingToJudge => "the repository holds nothing of what the rule looks at".to_owned(),
    }
}

pub(super) fn unknown(unknown: &Unknown) -> String {
    match unknown {
        Unknown::Offline => "this needs the network, which this audit did not use".to_owned(),
        Unknown::NoForge => "this needs the forge (GitLab), which this audit did not ask".to_owned(),
        Unknown::NoHistory => "this needs the Git history, which is absent or incomplete here".to_owned(),
        Unknown::ShallowHistory => "this needs the whole Git history, and this clone has only its end (git fetch --unshallow --tags completes it)".to_owned(),
        Unknown::OtherBranches => {
            "this needs every branch, and this clone may have only one".to_owned()
        }
        Unknown::ToConfirm => "to be confirmed: the repository alone does not settle it".to_owned(),
        Unknown::Unread(path) => format!("the file {} could not be read", quote(path)),
        Unknown::Ignored(path) => format!(
            "{} breaks the rule and .vigie.toml ignores it: mend it, or take it out of ignore and grant a waiver",
            quote(path)
        ),
        Unknown::Columns(path) => {
            format!("the names of the columns of {} could not be read, or not all of them", quote(path))
        }
        Unknown::Bearers(path) => format!(
            "to be confirmed: the addresses and numbers of {} are those of organisations, or of persons",
            quote(path)
        ),
        Unknown::Table { table, why } => super::schema::unchecked_en(table, why),
        Unknown::NotText(path) => format!("the file {} is not a readable text", quote(path)),
        Unknown::UnrecognisedLicence(path) => {
            format!(
                "the text of {} was not recognised with enough certainty",
                quote(path)
            )
        }
        Unknown::UnrecognisedLicenceNear(path, near) => {
            format!(
                "the text of {} was not recognised (the one most like it, at {}%, is {}, which does not tell what it grants)",
                quote(path),
                near.percent,
                near.id
            )
        }
        Unknown::OtherVersion { path, version } => {
            format!(
                "{} names version {} of its standard, which Vigie does not know",
                quote(path),
                quote(version)
            )
        }
        Unknown::SilentLockfile(path) => {
            format!("the file {} does not tell the licences of dependencies", quote(path))
        }
        Unknown::UnclearLicence(text) => {
            format!(
                "the licence {} cannot be judged: its reading is uncertain, or nobody knows it",
                quote(text)
            )
        }
        Unknown::PerhapsCopied(folder) => format!(
            "the code in {} has a licence of its own: whether it is the team's or a copy is not known",
            quote(folder)
        ),
        Unknown::PerhapsInherited(path) => {
            if path.is_empty() {
                "the licence may come from the upstream project, which the forge does not name".to_owned()
            } else {
                format!("the licence may come from the upstream project, {}", quote(path))
            }
        }
        Unknown::Dynamic(path) => format!("in {}, the value is known at run time only", quote(path)),
        Unknown::Elsewhere(what) => {
            format!("continuous integration takes a part from outside the repository: {}", quote(what))
        }
        Unknown::EmptyRepository => "there is no file to judge".to_owned(),
        Unknown::Truncated => "the repository was not looked at whole (too many files)".to_owned(),
        Unknown::NoHeadings(path) => {
            format!(
                "{} is a plain text, where titles cannot be told from other lines",
                quote(path)
            )
        }
        Unknown::Portal(doubt) => super::dataset::doubt_en(doubt),
        Unknown::NotDeclared(key) => {
            format!("only the team can tell: declare {} in .vigie.toml", quote(key))
        }
    }
}

pub(super) fn gap(kind: &GapKind) -> String {
    match kind {
        GapKind::EmptyRepository => "the repository has no commit".to_owned(),
        GapKind::UnbornHead => "the default branch has no commit".to_owned(),
        GapKind::NonUtf8Path => "badly encoded file name, shown approximately".to_owned(),
        GapKind::CaseCollision => {
            "another name differs only by capital letters (conflict on Windows and macOS)".to_owned()
        }
        GapKind::LinkOutside => "symbolic link out of the repository, not followed".to_owned(),
        GapKind::LinkLoop => "symbolic link that leads back to itself".to_owned(),
        GapKind::LinkBroken => "symbolic link whose target does not exist".to_owned(),
        GapKind::Submodule => "submodule (another repository), not looked at".to_owned(),
        GapKind::LfsPointer => "content kept outside the repository (Git LFS), not looked at".to_owned(),
        GapKind::OverBudget(most) => {
            format!("not read: the files before it already reach the limit of {}", bytes(*most))
        }
        GapKind::LeftBehind(least) => format!(
            "file of {} at least, left on the server and not read",
            bytes(*least)
        ),
        GapKind::TooLarge(size) => format!("file too large to be read ({})", bytes(*size)),
        GapKind::MissingObject => "content missing from the copy of the repository".to_owned(),
        GapKind::CorruptObject => "damaged content, unreadable".to_owned(),
        GapKind::HostilePath => "forbidden file name, ignored".to_owned(),
        GapKind::Ignored(1) => {
            "1 file left out by \"ignore\" in .vigie.toml: no rule looked at it".to_owned()
        }
        GapKind::Ignored(count) => format!(
            "{} files left out by \"ignore\" in .vigie.toml: no rule looked at them",
            thousands(*count, ',')
        ),
        GapKind::GitUnreadable => {
            "git's own data is damaged: what it tracks or keeps is not known".to_owned()
        }
        GapKind::GitFormat => {
            "git keeps its data in a newer form here (SHA-256, reftable): the files are judged, the history is not"
                .to_owned()
        }
        GapKind::Unreadable(words) => pair("the system refused to read it", &quote(words)),
        GapKind::TooManyEntries(limit) => {
            let limit = thousands(*limit, ',');
            format!("too many files: only the first {limit} were looked at")
        }
        GapKind::TooDeep(limit) => {
            format!("folders nested deeper than {limit} levels, not looked at")
        }
        GapKind::LinksUnseen(1) => {
            "links to data.gouv.fr were not looked for in 1 file, too large or unreadable".to_owned()
        }
        GapKind::LinksUnseen(count) => format!(
            "links to data.gouv.fr were not looked for in {} files, too large or unreadable",
            thousands(*count, ',')
        ),
        GapKind::LicencesUnseen(1) => "1 licence file too many, not compared with the known texts".to_owned(),
        GapKind::LicencesUnseen(count) => format!(
            "{} licence files too many, not compared with the known texts",
            thousands(*count, ',')
        ),
        GapKind::Unparsable(words) => pair("format not understood", &quote(words)),
    }
}
