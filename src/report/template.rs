// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The templates of `report-templates/`, embedded and replaceable one by one.
//!
//! A template whose name ends with `.html.j2` escapes for HTML, one with `.md.j2` for GitLab
//! Flavored Markdown. An unknown variable is an error, and the work of a template is bounded.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};

use super::embedded::EMBEDDED_TEMPLATES;
use super::inert;
use super::strings::Strings;
use super::wording;
use crate::model::Lang;
use crate::rule::FileError;

/// The name of the escaping for Markdown.
const MARKDOWN: AutoEscape = AutoEscape::Custom(Cow::Borrowed("markdown"));
/// Most instructions that a template may run: a report of ten thousand findings takes about a tenth.
const FUEL: u64 = 50_000_000;

/// Why a template cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A template is not valid, or cannot be rendered.
    #[error("template \"{file}\", line {line}: {reason}")]
    Template {
        /// The file.
        file: String,
        /// The line, from 1; 0 when it is not known.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A file of words is not valid.
    #[error(transparent)]
    Strings(#[from] FileError),
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        // The innermost error is the one that names the fault when templates include each other.
        let mut inner = &error;
        while let Some(next) = std::error::Error::source(inner).and_then(|e| e.downcast_ref::<Error>()) {
            inner = next;
        }
        Self::Template {
            file: inner.name().or(error.name()).unwrap_or("?").to_owned(),
            line: inner.line().or(error.line()).unwrap_or(0),
            reason: match inner.detail() {
                Some(detail) => format!("{} ({detail})", inner.kind()),
                None => inner.kind().to_string(),
            },
        }
    }
}

/// Templates and words, ready to render.
pub struct Templates {
    /// Made when first asked for, unless a template was replaced: JSON and text need none.
    env: OnceLock<Environment<'static>>,
    /// Words that replace the embedded ones.
    french: Option<Strings>,
    english: Option<Strings>,
}

impl Templates {
    /// The embedded templates, with those of `overrides` (name inside the folder and content) in place of
    /// their namesakes. Files of words are completed by the embedded ones.
    ///
    /// # Errors
    /// When a template or a file of words is not valid, at its line.
    pub fn new(overrides: &BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let env = if overrides.keys().any(|name| is_template(name)) {
            OnceLock::from(with_templates(overrides)?)
        } else {
            OnceLock::new()
        };
        let words = |lang: Lang| -> Result<Option<Strings>, FileError> {
            let name = Strings::file(lang);
            let Some(text) = overrides.get(name) else {
                return Ok(None);
            };
            Ok(Some(
                Strings::of(lang).clone().with(Strings::parse(lang, name, text)?),
            ))
        };
        Ok(Self {
            env,
            french: words(Lang::Fr)?,
            english: words(Lang::En)?,
        })
    }

    /// The words of a language.
    #[must_use]
    pub fn strings(&self, lang: Lang) -> &Strings {
        match lang {
            Lang::Fr => &self.french,
            Lang::En => &self.english,
        }
        .as_ref()
        .unwrap_or_else(|| Strings::of(lang))
    }

    /// Renders a template.
    pub(super) fn render(&self, name: &str, context: Value) -> Result<String, TemplateError> {
        let env = if let Some(env) = self.env.get() {
            env
        } else {
            let made = with_templates(&BTreeMap::new())?;
            self.env.get_or_init(|| made)
        };
        Ok(env.get_template(name)?.render(context)?)
    }
}

/// The embedded templates, with others in place of their namesakes.
fn with_templates(overrides: &BTreeMap<String, String>) -> Result<Environment<'static>, Error> {
    let mut env = environment()?;
    for (name, text) in EMBEDDED_TEMPLATES {
        if is_template(name) && !overrides.contains_key(*name) {
            env.add_template(name, text)?;
        }
    }
    for (name, text) in overrides.iter().filter(|(name, _)| is_template(name)) {
        env.add_template_owned(name.clone(), text.clone())?;
    }
    Ok(env)
}

fn environment() -> Result<Environment<'static>, Error> {
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()?;
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_syntax(syntax);
    env.set_auto_escape_callback(|name| {
        if name.ends_with(".html.j2") {
            AutoEscape::Html
        } else if name.ends_with(".md.j2") {
            MARKDOWN
        } else {
            AutoEscape::None
        }
    });
    env.set_formatter(format);
    env.add_filter("code", code);
    env.add_filter("prose", prose);
    env.add_filter("fill", fill);
    env.add_filter("day", day);
    env.add_filter("bytes", bytes);
    env.add_function("plural", plural);
    env.add_test("web", |url: &str| inert::is_web(url));
    Ok(env)
}

/// Whether a file of the folder is a template, by its exact name: names are those of the embedded files.
fn is_template(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| kind == "j2")
}

fn is_markdown(state: &State) -> bool {
    *state.auto_escape() == MARKDOWN
}

/// Writes a value, escaped for the kind of the template.
fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if !is_markdown(state) {
        return escape_formatter(out, state, value);
    }
    match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&inert::markdown(text))?,
        _ if value.is_undefined() => {
            return Err(Error::new(ErrorKind::UndefinedError, "this value is not defined"));
        }
        _ => write!(out, "{value}")?,
    }
    Ok(())
}

/// Escapes one text for the kind of the template.
fn escaped(state: &State, text: &str) -> String {
    if is_markdown(state) {
        inert::markdown(text)
    } else {
        minijinja::HtmlEscape(text).to_string()
    }
}

/// A path, a name or a command, shown as code.
fn code(state: &State, text: &str) -> Value {
    Value::from_safe_string(if is_markdown(state) {
        inert::code(text)
    } else {
        format!("<code>{}</code>", minijinja::HtmlEscape(text))
    })
}

/// A sentence of a rule file: what stands between backticks is code.
fn prose(state: &State, text: &str) -> Value {
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::new();
    for (piece, is_code) in inert::pieces(&text) {
        match (is_code, is_markdown(state)) {
            (true, true) => out.push_str(&inert::code(piece)),
            (true, false) => out.extend(["<code>", &escaped(state, piece), "</code>"]),
            (false, _) => {
                // Escaping for Markdown trims the ends; the space next to a code span must stay.
                let space = |edge: bool| if edge { " " } else { "" };
                let markdown = is_markdown(state);
                out.push_str(space(markdown && piece.starts_with(' ')));
                out.push_str(&if markdown {
                    inert::advice(piece)
                } else {
                    escaped(state, piece)
                });
                out.push_str(space(markdown && piece.ends_with(' ') && piece.len() > 1));
            }
        }
    }
    Value::from_safe_string(out)
}

/// Puts values into the `{name}`s of a fixed text: `t.score_line | fill(earned=3)`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "filters take their arguments by value"
)]
fn fill(text: &str, values: Kwargs) -> Result<String, Error> {
    let mut out = text.to_owned();
    for name in values.args().map(str::to_owned).collect::<Vec<_>>() {
        let value: Value = values.get(&name)?;
        out = out.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(out)
}

/// The singular or the plural of a fixed text, with its number: `plural(n, t.rules_one, t.rules_many)`.
fn plural(state: &State, n: usize, one: &str, many: &str) -> String {
    let lang = state.lookup("lang");
    let lang = language(lang.as_ref().and_then(Value::as_str).unwrap_or_default());
    let text = if wording::is_one(lang, n) { one } else { many };
    text.replace("{n}", &n.to_string())
}

/// A size in words: `file.size | bytes(lang)`.
fn bytes(size: u64, lang: &str) -> String {
    wording::bytes(language(lang), size)
}

fn language(lang: &str) -> Lang {
    if lang == Lang::Fr.as_str() {
        Lang::Fr
    } else {
        Lang::En
    }
}

/// A day in words: `one.until | day(lang)`.
fn day(text: &str, lang: &str) -> String {
    wording::day(language(lang), text)
}
