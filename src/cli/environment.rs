// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the environment says: language, time, colour, width.

use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::trouble::{TokenSource, Trouble};
use crate::model::{Lang, Token};

/// The language of the environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is
/// set. French unless it is English: Vigie's first users are French administrations.
pub(super) fn lang() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    if locale.to_lowercase().starts_with("en") {
        Lang::En
    } else {
        Lang::Fr
    }
}

/// The language that arguments ask for, before they are read: what is wrong with them is told in it.
pub(super) fn lang_of(arguments: &[OsString]) -> Lang {
    let mut asked = None;
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next().filter(|word| word != "--") {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().map(std::borrow::Cow::into_owned),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        asked = match value.as_deref() {
            Some("fr") => Some(Lang::Fr),
            Some("en") => Some(Lang::En),
            _ => asked,
        };
    }
    asked.unwrap_or_else(lang)
}

/// The moment of the run: `SOURCE_DATE_EPOCH` when it is set (reproducible-builds.org), the clock otherwise.
pub(super) fn now() -> Result<Timestamp, Trouble> {
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|seconds| *seconds >= 0)
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or(Trouble::Epoch(text)),
        Err(_) => Ok(Timestamp::now()),
    }
}

/// The latest day that it can be anywhere by the clock, whatever `SOURCE_DATE_EPOCH` says.
pub(super) fn latest_day() -> Date {
    let most = Offset::constant(14);
    most.to_datetime(Timestamp::now()).date()
}

/// A GitLab token and where it comes from.
#[derive(Debug)]
pub(super) struct Credential {
    pub(super) token: Token,
    /// Whether a CI job lent it.
    pub(super) job: bool,
}

/// Largest file that holds a token, in bytes.
const MOST_TOKEN: u64 = 64 << 10;

/// The GitLab token: from the file that an option names, `VIGIE_GITLAB_TOKEN`, the file that
/// `VIGIE_GITLAB_TOKEN_FILE` names, or the CI job when `gitlab` is the instance that runs it.
pub(super) fn gitlab_token(
    option: Option<&Path>,
    gitlab: Option<&str>,
) -> Result<Option<Credential>, Trouble> {
    let whole = |source: TokenSource, text: &str| {
        let token = Token::new(text).ok_or(Trouble::NoToken(source))?;
        Ok(Some(Credential { token, job: false }))
    };
    let file = |path: &Path| {
        let mut text = String::new();
        std::fs::File::open(path)
            .and_then(|file| file.take(MOST_TOKEN).read_to_string(&mut text))
            .map_err(|why| Trouble::TokenFile {
                path: path.to_owned(),
                why,
            })?;
        whole(TokenSource::File(path.to_owned()), &text)
    };
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    if let Some(path) = option {
        return file(path);
    }
    if let Some(value) = set("VIGIE_GITLAB_TOKEN") {
        return whole(
            TokenSource::Variable("VIGIE_GITLAB_TOKEN"),
            &value.to_string_lossy(),
        );
    }
    if let Some(path) = set("VIGIE_GITLAB_TOKEN_FILE") {
        return file(Path::new(&path));
    }
    let server = env::var("CI_SERVER_URL").unwrap_or_default();
    let origin = |url: &str| reqwest::Url::parse(url).ok().map(|url| url.origin());
    let own = gitlab.is_some_and(|gitlab| origin(&server).is_some() && origin(gitlab) == origin(&server));
    let token = env::var("CI_JOB_TOKEN").ok().filter(|_| own);
    Ok(token
        .as_deref()
        .and_then(Token::new)
        .map(|token| Credential { token, job: true }))
}

/// A variable of the environment that is set and not empty.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A variable of the environment that is set, empty or not.
pub(super) fn given(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Where this user's programs keep what can be made again: `XDG_CACHE_HOME`, or the system's own place.
pub(super) fn cache_folder() -> Option<PathBuf> {
    let set = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let base = set("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            return set("LOCALAPPDATA");
        }
        let below = if cfg!(target_os = "macos") {
            "Library/Caches"
        } else {
            ".cache"
        };
        Some(set("HOME")?.join(below))
    })?;
    Some(base.join("vigie"))
}

/// Where runs keep what they can make again: the folder that `VIGIE_CACHE` names, or that of this user.
pub(super) fn kept() -> Option<PathBuf> {
    variable("VIGIE_CACHE").map(PathBuf::from).or_else(cache_folder)
}

/// The address of the GitLab that the token belongs to: `VIGIE_GITLAB_URL`, or the instance that runs a CI job.
pub(super) fn gitlab_address() -> Option<String> {
    ["VIGIE_GITLAB_URL", "CI_SERVER_URL"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
}

/// Whether stdout takes colours when nobody says otherwise.
pub(super) fn colour() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !set("NO_COLOR") && env::var("TERM").is_ok_and(|term| term != "dumb")
}

/// Columns of the terminal, between 40 and 100; 80 when stdout is none.
pub(super) fn width() -> usize {
    if !std::io::stdout().is_terminal() {
        return 80;
    }
    textwrap::termwidth().clamp(40, 100)
}
