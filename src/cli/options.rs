// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Options that several commands share, and the tools that they make.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::environment;
use super::trouble::{Named, Trouble};
use crate::config::{self, Config};
use crate::model::{Lang, ProfileId};
use crate::pipeline::Tools;
use crate::portal::{self, Portal, PortalOptions};
use crate::report::{self, Templates};
use crate::rule::{RuleSet, Selection, Selector, SourceText, embedded};
use crate::score::FailOn;
use crate::snapshot::Limits;

/// The profile when nobody asks for one.
const DEFAULT_PROFILE: &str = "eig";

/// A language of the texts.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangArg {
    /// French.
    Fr,
    /// English.
    En,
}

/// The language that people want to read.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct LangOption {
    /// Language of the texts [default: the environment's, else fr].
    #[arg(long, value_name = "LANG")]
    lang: Option<LangArg>,
}

impl LangOption {
    /// The language of the texts.
    pub(super) fn lang(self) -> Lang {
        match self.lang {
            Some(LangArg::Fr) => Lang::Fr,
            Some(LangArg::En) => Lang::En,
            None => environment::lang(),
        }
    }
}

/// Which failures close the gate.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FailOnArg {
    /// Required rules of high confidence.
    Required,
    /// Required and recommended rules of high confidence.
    Recommended,
    /// None.
    Never,
}

/// When the terminal's report is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourArg {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where rules come from.
#[derive(Debug, Args)]
pub(super) struct RuleOptions {
    /// Add the rules of a folder, or replace those of the same name (repeatable).
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
    #[command(flatten)]
    lang: LangOption,
}

/// What is judged, and how it is told.
#[derive(Debug, Args)]
pub(super) struct JudgeOptions {
    #[command(flatten)]
    pub(super) source: RuleOptions,
    /// Judge by this profile [default: the repository's own, else eig].
    #[arg(long, value_name = "NAME", env = "VIGIE_PROFILE")]
    profile: Option<String>,
    /// Judge only these rules: identifiers, categories, #tags or globs, separated by commas.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    only: Vec<String>,
    /// Leave these rules out.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    skip: Vec<String>,
    /// Settings that replace the repository's own `.vigie.toml`.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    pub(super) templates: TemplateOptions,
    /// Refuse anything that needs the network.
    #[arg(long)]
    pub(super) offline: bool,
    #[command(flatten)]
    portal: PortalArgs,
    /// Which failures close the gate: an audit then exits with 1.
    #[arg(long, value_name = "LEVEL", default_value = "required")]
    fail_on: FailOnArg,
    /// Threads [default: one a core].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Write the time of the run into reports (`SOURCE_DATE_EPOCH` is respected).
    #[arg(long)]
    dated: bool,
}

/// Where it is learnt what data.gouv.fr says of the datasets that a repository links to.
#[derive(Debug, Args)]
struct PortalArgs {
    /// Ask this portal about linked datasets; none asks nothing [default: www.data.gouv.fr].
    #[arg(long = "portal", value_name = "URL", env = "VIGIE_PORTAL")]
    url: Option<String>,
    /// Read the portal's export of its datasets (CSV) instead of asking.
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
}

impl PortalArgs {
    fn portal(&self, offline: bool, cache: Option<PathBuf>, now: Timestamp) -> Result<Portal, Trouble> {
        let base = match self.url.as_deref().map(str::trim) {
            Some("none") => None,
            None | Some("") => Some(portal::PUBLIC.to_owned()),
            Some(url) => Some(url.to_owned()),
        };
        Ok(Portal::new(PortalOptions {
            base,
            offline,
            cache,
            catalogue: self.catalogue.clone(),
            ..PortalOptions::new(now.as_second())
        })?)
    }
}

/// How reports look.
#[derive(Debug, Args)]
pub(super) struct TemplateOptions {
    /// Report templates that replace the embedded ones of the same name.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

impl TemplateOptions {
    /// Whether some of the program's own are replaced.
    pub(super) fn is_given(&self) -> bool {
        self.templates.is_some()
    }

    /// The report templates.
    pub(super) fn templates(&self) -> Result<Templates, Trouble> {
        let overrides = match &self.templates {
            Some(folder) => {
                let found = config::template_folder(folder)?;
                let known: Vec<_> = report::EMBEDDED_TEMPLATES.iter().map(|(name, _)| *name).collect();
                if !found.keys().any(|name| known.contains(&name.as_str())) {
                    return Err(Trouble::NoTemplate {
                        folder: folder.clone(),
                        known: known.join(", "),
                    });
                }
                found
            }
            None => std::collections::BTreeMap::new(),
        };
        Ok(Templates::new(&overrides)?)
    }
}

impl RuleOptions {
    /// The language of the texts.
    pub(super) fn lang(&self) -> Lang {
        self.lang.lang()
    }

    /// The embedded rules with those of the folders.
    pub(super) fn rule_set(&self) -> Result<RuleSet, Trouble> {
        Ok(RuleSet::build(&self.texts()?)?)
    }

    fn texts(&self) -> Result<Vec<SourceText>, Trouble> {
        let mut texts = embedded();
        for folder in &self.rules {
            let own = config::rule_folder(folder)?;
            if own.is_empty() {
                return Err(Trouble::NoRuleFile(folder.clone()));
            }
            texts.extend(own);
        }
        Ok(texts)
    }
}

impl JudgeOptions {
    /// Everything that audits share. `cache`: the folder of what is kept between runs.
    pub(super) fn tools(&self, cache: Option<PathBuf>) -> Result<Tools, Trouble> {
        let now = environment::now()?;
        let rules = RuleSet::build_to_judge(&self.source.texts()?)?;
        let selection = Selection {
            only: selectors(&self.only)?,
            skip: selectors(&self.skip)?,
        };
        if let Some(idle) = selection.idle(rules.rules()).next() {
            return Err(Trouble::IdleChoice(idle.as_str().to_owned()));
        }
        let profile = self.profile.as_deref().filter(|name| !name.is_empty());
        let profile = profile.map(ProfileId::new).transpose()?;
        if let Some(unknown) = profile.as_ref().filter(|id| !rules.profiles().contains_key(*id)) {
            let known: Vec<_> = rules.profiles().keys().map(ToString::to_string).collect();
            return Err(Trouble::NoSuch {
                what: Named::Profile,
                name: unknown.to_string(),
                known: known.join(", "),
            });
        }
        Ok(Tools {
            rules,
            selection,
            profile,
            default_profile: ProfileId::new(DEFAULT_PROFILE)?,
            fail_on: match self.fail_on {
                FailOnArg::Required => FailOn::Required,
                FailOnArg::Recommended => FailOn::Recommended,
                FailOnArg::Never => FailOn::Never,
            },
            config: self.own_config()?,
            limits: Limits::default(),
            portal: Arc::new(self.portal.portal(self.offline, cache, now)?),
            plans: Arc::default(),
            now,
        })
    }

    fn own_config(&self) -> Result<Option<Config>, Trouble> {
        let Some(path) = &self.config else {
            return Ok(None);
        };
        let text = config::text_file("settings file", path)?;
        Ok(Some(Config::parse(&path.display().to_string(), &text)?))
    }

    /// The time that reports bear, when it is asked for.
    pub(super) fn generated(&self, tools: &Tools) -> Option<String> {
        self.dated.then(|| tools.now.to_string())
    }

    /// Threads, 0 for one a core.
    pub(super) fn jobs(&self) -> usize {
        self.jobs.map_or(0, usize::from)
    }
}

fn selectors(texts: &[String]) -> Result<Vec<Selector>, Trouble> {
    texts
        .iter()
        .map(|text| {
            if text.is_empty() {
                return Err(Trouble::EmptyChoice);
            }
            Selector::new(text).map_err(|why| Trouble::Choice {
                text: text.clone(),
                why,
            })
        })
        .collect()
}
