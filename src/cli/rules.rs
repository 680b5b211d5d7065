// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! `vigie rules`: list, show, check and begin rules.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::options::{LangOption, RuleOptions};
use super::trouble::{Named, Trouble};
use super::{Exit, environment, output};
use crate::model::{CategoryId, Lang, Level, ProfileId, RuleId};
use crate::report;
use crate::rule::{self, Rule, RuleSet, SetError, skeleton};
use crate::{config, pipeline};

/// Arguments of `vigie rules`.
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the rules.
    List(ListArgs),
    /// Show everything about a rule, sources included.
    Show(ShowArgs),
    /// Check rule files and run their examples.
    Check(CheckArgs),
    /// Write the beginning of a rule file.
    New(NewArgs),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// A table for people.
    Text,
    /// JSON.
    Json,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Only this category.
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// Only the rules of this profile, with its levels and weights.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Only this level: required, recommended, optional or info.
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// text or json.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
    #[command(flatten)]
    source: RuleOptions,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The rule's identifier.
    id: String,
    /// text or json.
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
    #[command(flatten)]
    source: RuleOptions,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// The folder of rules [default: the embedded rules].
    dir: Option<PathBuf>,
    #[command(flatten)]
    lang: LangOption,
}

#[derive(Debug, Args)]
struct NewArgs {
    /// The rule's identifier, named after the fault: licence-missing.
    id: String,
    /// The category.
    #[arg(long, value_name = "CATEGORY", default_value = "documentation")]
    category: String,
    /// The folder of rules to write into.
    #[arg(long, value_name = "DIR", default_value = "rules")]
    dir: PathBuf,
    #[command(flatten)]
    lang: LangOption,
}

pub(super) fn run(args: &RulesArgs) -> Result<Exit, Trouble> {
    match &args.action {
        Action::List(args) => list(args),
        Action::Show(args) => show(args),
        Action::Check(args) => check(args),
        Action::New(args) => new(args),
    }
}

fn list(args: &ListArgs) -> Result<Exit, Trouble> {
    let mut set = args.source.rule_set()?;
    let mut profile = None;
    if let Some(name) = &args.profile {
        let known = set.profiles().get(&ProfileId::new(name)?).cloned();
        let chosen = known.ok_or_else(|| unknown(Named::Profile, name, set.profiles().keys()))?;
        set = set.with_profile(&chosen);
        profile = Some(chosen);
    }
    if let Some(name) = &args.category
        && !set
            .categories()
            .iter()
            .any(|category| category.id.as_str() == name)
    {
        return Err(unknown(
            Named::Category,
            name,
            set.categories().iter().map(|category| &category.id),
        ));
    }
    let level = args.level.as_deref().map(level).transpose()?;
    let rules: Vec<&Rule> = set
        .rules()
        .iter()
        .filter(|rule| {
            args.category
                .as_deref()
                .is_none_or(|name| rule.category.as_str() == name)
        })
        .filter(|rule| {
            profile
                .as_ref()
                .is_none_or(|profile| profile.selection.takes(rule))
        })
        .filter(|rule| level.is_none_or(|level| rule.level == level))
        .collect();
    output::print(&match args.format {
        ListFormat::Json => report::rules::list_json(&rules, set.digest())?,
        ListFormat::Text => {
            report::rules::list_text(&rules, set.categories(), args.source.lang(), environment::width())
        }
    })?;
    Ok(Exit::Passed)
}

fn level(name: &str) -> Result<Level, Trouble> {
    Level::ALL
        .into_iter()
        .find(|level| level.as_str() == name)
        .ok_or_else(|| unknown(Named::Level, name, Level::ALL.iter().map(|level| level.as_str())))
}

fn unknown<T: ToString>(what: Named, name: &str, known: impl Iterator<Item = T>) -> Trouble {
    let known: Vec<_> = known.map(|item| item.to_string()).collect();
    Trouble::NoSuch {
        what,
        name: name.to_owned(),
        known: known.join(", "),
    }
}

fn show(args: &ShowArgs) -> Result<Exit, Trouble> {
    let set = args.source.rule_set()?;
    let rule = set
        .rule(&args.id)
        .ok_or_else(|| Trouble::NoRule(args.id.clone()))?;
    output::print(&match args.format {
        ListFormat::Json => report::rules::list_json(&[rule], set.digest())?,
        ListFormat::Text => {
            report::rules::show_text(rule, set.categories(), args.source.lang(), environment::width())
        }
    })?;
    Ok(Exit::Passed)
}

/// Checks embedded rules, or those of a folder beside the embedded ones. Faults are the
/// answer here: they are printed, and the exit code is 1.
fn check(args: &CheckArgs) -> Result<Exit, Trouble> {
    let lang = args.lang.lang();
    let mut texts = rule::embedded();
    let own = match &args.dir {
        Some(dir) => config::rule_folder(dir)?,
        None => texts.clone(),
    };
    if let Some(dir) = args.dir.as_ref().filter(|_| own.is_empty()) {
        return Err(Trouble::NoRuleFile(dir.clone()));
    }
    let stems: Vec<String> = own
        .iter()
        .filter_map(|text| {
            text.path
                .rsplit('/')
                .next()?
                .strip_suffix(".toml")
                .map(str::to_owned)
        })
        .collect();
    // A text cannot have been read tomorrow. Audits do not ask: `SOURCE_DATE_EPOCH` may set their clock back.
    let early = rule::read_after(&own, environment::latest_day());
    if args.dir.is_some() {
        texts.extend(own);
    }
    let built = RuleSet::build(&texts).and_then(|set| {
        if early.is_empty() {
            Ok(set)
        } else {
            Err(SetError(early))
        }
    });
    let set = match built {
        Ok(set) => set,
        Err(errors) => {
            output::print(&format!("{}\n", Trouble::from(errors).told(lang)))?;
            return Ok(Exit::Closed);
        }
    };
    let rules: Vec<&Rule> = set
        .rules()
        .iter()
        .filter(|rule| stems.iter().any(|stem| stem == rule.id.as_str()))
        .collect();
    let failures = pipeline::check_examples(rules.iter().copied(), set.law());
    let examples: usize = rules.iter().map(|rule| rule.examples.len()).sum();
    let mut told = String::new();
    for failure in &failures {
        // Writing to a string cannot fail.
        let _ = match lang {
            Lang::Fr => writeln!(
                told,
                "{}:{}:1 : exemple « {} » : {} attendu, {} obtenu",
                failure.file, failure.line, failure.example, failure.expected, failure.got
            ),
            Lang::En => writeln!(told, "{failure}"),
        };
    }
    let (all, failed) = (rules.len(), failures.len());
    let word = |count: usize, one: &'static str, many: &'static str| {
        if report::wording::is_one(lang, count) {
            one
        } else {
            many
        }
    };
    let _ = match lang {
        Lang::Fr => writeln!(
            told,
            "{all} {}, {examples} {}, {failed} {}",
            word(all, "règle", "règles"),
            word(examples, "exemple", "exemples"),
            word(failed, "échec", "échecs")
        ),
        Lang::En => writeln!(
            told,
            "{all} {}, {examples} {}, {failed} {}",
            word(all, "rule", "rules"),
            word(examples, "example", "examples"),
            word(failed, "failure", "failures")
        ),
    };
    output::print(&told)?;
    Ok(if failures.is_empty() {
        Exit::Passed
    } else {
        Exit::Closed
    })
}

/// The categories that the program and a folder of rules know, whatever else is in the folder.
fn categories(folder: &Path) -> Result<Vec<CategoryId>, Trouble> {
    let mut texts = rule::embedded();
    if folder.exists() {
        let own = config::rule_folder(folder)?;
        texts.extend(own.into_iter().filter(|text| text.path == "categories.toml"));
    }
    let set = RuleSet::build_to_judge(&texts)?;
    Ok(set
        .categories()
        .iter()
        .map(|category| category.id.clone())
        .collect())
}

fn new(args: &NewArgs) -> Result<Exit, Trouble> {
    let (id, category) = (RuleId::new(&args.id)?, CategoryId::new(&args.category)?);
    let set = categories(&args.dir)?;
    if !set.contains(&category) {
        let known: Vec<_> = set.iter().map(CategoryId::as_str).collect();
        return Err(Trouble::NewCategory {
            name: category.to_string(),
            file: args.dir.join("categories.toml"),
            known: known.join(", "),
        });
    }
    let folder = args.dir.join(category.as_str());
    let file = folder.join(format!("{id}.toml"));
    if file.exists() {
        return Err(Trouble::Exists(file));
    }
    output::make_folder(&folder)?;
    output::write_file(&file, &skeleton(&id))?;
    output::print(&format!("{}\n", file.display()))?;
    Ok(Exit::Passed)
}
