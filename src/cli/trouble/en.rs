// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Sentences in English. Errors of the library say theirs themselves.

use super::{CohortTrouble, Library, MergeTrouble, Named, TokenSource, Trouble};
use crate::model::{Gap, Lang};
use crate::report::wording;

pub(super) fn sentence(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoCommand => "a command is missing, such as vigie audit; see vigie --help".to_owned(),
        Trouble::Print(why) => format!("could not write to the standard output: {why}"),
        Trouble::Write { path, why } => format!("could not write \"{}\": {why}", path.display()),
        Trouble::NoFolder { path, folder } => format!(
            "could not write \"{}\": there is no folder \"{}\"; make it first",
            path.display(),
            folder.display()
        ),
        Trouble::MakeFolder { path, why } => {
            format!("could not make the folder \"{}\": {why}", path.display())
        }
        Trouble::Read { path, why } => format!("could not read \"{}\": {why}", path.display()),
        Trouble::Content { path, why } => format!("could not read \"{}\": {why}", path.display()),
        Trouble::Remove { path, why } => format!("could not remove \"{}\": {why}", path.display()),
        Trouble::TwoPrinted => "only one format can be printed: write the others as FORMAT=FILE".to_owned(),
        Trouble::SameFile(path) => format!(
            "two reports would be written into \"{}\": name another file",
            path.display()
        ),
        Trouble::Epoch(text) => {
            format!("SOURCE_DATE_EPOCH is \"{text}\": it must be a whole number of seconds since 1970")
        }
        Trouble::NoToken(source) => format!(
            "{} holds no token: it must be one word of visible ASCII signs",
            match source {
                TokenSource::Variable(name) => (*name).to_owned(),
                TokenSource::File(path) => format!("the file \"{}\"", path.display()),
            }
        ),
        Trouble::TokenFile { path, why } => {
            format!("could not read the token file \"{}\": {why}", path.display())
        }
        Trouble::AddressOffline(url) => {
            format!("{url} needs the network, which --offline forbids: clone it first, or drop --offline")
        }
        Trouble::Misshapen(shown) => format!(
            "\"{shown}\" is no address and no folder (its user and password are not shown): write \
             https://host/path without them, and put the token into VIGIE_GITLAB_TOKEN and its instance into \
             VIGIE_GITLAB_URL; for ssh, user@host:path"
        ),
        Trouble::NotLocal(target) => {
            format!("\"{target}\" is not a local path: write file:///path/to/repository")
        }
        Trouble::IdleChoice(name) => {
            format!("no rule is called or filed under \"{name}\": see vigie rules list")
        }
        Trouble::EmptyChoice => "an empty name chooses no rule: see vigie rules list".to_owned(),
        Trouble::Choice { text, why } => {
            let why = why.kind();
            format!("\"{text}\" is not a choice of rules: {why}; see vigie rules list")
        }
        Trouble::NoTemplate { folder, known } => format!(
            "the folder \"{}\" replaces no template: they are called {known}",
            folder.display()
        ),
        Trouble::NoSuch { what, name, known } => {
            let what = match what {
                Named::Profile => "profile",
                Named::Category => "category",
                Named::Level => "level",
            };
            format!("there is no {what} \"{name}\"; known ones: {known}")
        }
        Trouble::NoRule(id) => format!("there is no rule \"{id}\": see vigie rules list"),
        Trouble::NoRuleFile(folder) => format!(
            "the folder \"{}\" holds no rule: a rule file lies in a category's folder, as in \
             licence/licence-missing.toml",
            folder.display()
        ),
        Trouble::NewCategory { name, file, known } => format!(
            "there is no category \"{name}\"; known ones: {known}; or add it to \"{}\" first, with id and title",
            file.display()
        ),
        Trouble::Exists(path) => format!(
            "\"{}\" exists already: choose another identifier, or edit that file",
            path.display()
        ),
        Trouble::Blind => "not one blocking rule could be judged: make readable what the report names under \"What could not \
                           be read whole\", and run again; --fail-on never accepts not to know"
            .to_owned(),
        Trouble::Unread(gap) => hidden(gap),
        Trouble::Cohort(trouble) => cohort(trouble),
        Trouble::Merge(trouble) => merge(trouble),
        Trouble::Library(error) => library(error),
        Trouble::Look(error, 0) => error.to_string(),
        Trouble::Look(error, more) => format!("{error} (and {more} more)"),
        Trouble::Threads(why) => format!("could not start the threads: {why}"),
        Trouble::Json(error) => format!("could not write JSON: {error}"),
        Trouble::Io(error) => error.to_string(),
    }
}

/// What hid all of a repository.
fn hidden(gap: &Gap) -> String {
    let path = gap
        .path
        .as_ref()
        .map(|path| format!("{path}: "))
        .unwrap_or_default();
    format!(
        "nothing of it could be judged: {path}{}",
        wording::gap(Lang::En, &gap.kind)
    )
}

fn library(error: &Library) -> String {
    match error {
        Library::Snapshot(error) => error.to_string(),
        Library::Mirror(error) => error.to_string(),
        Library::Forge(error) => error.to_string(),
        Library::Portal(error) => error.to_string(),
        Library::Audit(error) => error.to_string(),
        Library::Rules(error) => error.to_string(),
        Library::File(error) => error.to_string(),
        Library::Load(error) => error.to_string(),
        Library::Render(error) => error.to_string(),
        Library::History(error) => error.to_string(),
        Library::Id(error) => error.to_string(),
        Library::Value(error) => error.to_string(),
    }
}

fn cohort(trouble: &CohortTrouble) -> String {
    match trouble {
        CohortTrouble::PartsOfGitLab => {
            "--group, --project and --topic narrow --gitlab: a cohort file has its own keys for them"
                .to_owned()
        }
        CohortTrouble::GitLabOffline => {
            "a GitLab needs the network, which --offline forbids: use --from with a folder".to_owned()
        }
        CohortTrouble::ListOffline => {
            "the list holds addresses on the network, which --offline forbids: list folders only, \
             or drop --offline"
                .to_owned()
        }
        CohortTrouble::ResultsAmong(folder) => format!(
            "the results would be written into \"{}\", among the repositories to audit: give --out a folder of its own",
            folder.display()
        ),
        CohortTrouble::NoneAudited(1) => {
            "the only repository of the cohort could not be audited: the report says why".to_owned()
        }
        CohortTrouble::NoneAudited(count) => {
            format!(
                "not one of the {count} repositories could be audited: the report says why for each of them"
            )
        }
        CohortTrouble::TwoNotes(folder) => format!(
            "the folder \"{}\" holds both cohort.toml and projects.toml: keep one",
            folder.display()
        ),
        CohortTrouble::OtherSources(file) => format!(
            "{file} names other sources than its own folder: give it with --cohort, or drop gitlab and folder from it"
        ),
        CohortTrouble::SpokenTwice { file, line, name } => {
            format!("{file}:{line}: two entries speak of \"{name}\": make one of both")
        }
        CohortTrouble::NoRepository => {
            "no repository is left to audit: check the sources and what they exclude".to_owned()
        }
        CohortTrouble::ShardAuto => {
            "--shard auto needs CI_NODE_INDEX and CI_NODE_TOTAL, or auto/N with JOB_COMPLETION_INDEX: \
             write --shard I/N instead"
                .to_owned()
        }
    }
}

fn merge(trouble: &MergeTrouble) -> String {
    match trouble {
        MergeTrouble::Nothing => "there is no part to merge".to_owned(),
        MergeTrouble::Unread { path, why } => format!(
            "could not read \"{}\": {why}; give the folders that vigie cohort --shard wrote",
            path.display()
        ),
        MergeTrouble::OtherRun { part, first } => format!(
            "\"{}\" is no part of the same run as \"{}\": the number of parts, the list of repositories, the options, the rules, the \
             version or the language differ; run all parts again",
            part.display(),
            first.display()
        ),
        MergeTrouble::OtherMoment { first, last } => format!(
            "\"{}\" was made at {:.0} and \"{}\" at {:.0}: these are not parts of one run; run all parts again",
            first.0.display(),
            first.1,
            last.0.display(),
            last.1
        ),
        MergeTrouble::OtherFile { part, first } => format!(
            "\"{}\" does not follow the cohort file of \"{}\": the thresholds or the promotions differ; run all parts again",
            part.display(),
            first.display()
        ),
        MergeTrouble::Twice { index, total } => format!("part {index}/{total} is given twice"),
        MergeTrouble::RepositoryTwice(name) => format!("two parts hold the repository \"{name}\""),
        MergeTrouble::Lacks { index, total } => {
            format!("part {index}/{total} is missing: no report with holes is made")
        }
        MergeTrouble::Count { held, whole } => {
            format!("the parts hold {held} repositories of {whole}: run all parts again")
        }
        MergeTrouble::Day(text) => format!("\"{text}\" is no day: run all parts again"),
        MergeTrouble::Identifier(name) => format!("\"{name}\" is no identifier of a repository"),
    }
}
