// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! From the words of the command line to a snapshot.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::environment::{self, Credential};
use super::interrupt::INTERRUPTED;
use super::scratch::Scratch;
use super::trouble::Trouble;
use crate::forge::TokenKind;
use crate::mirror::{self, MirrorOptions};
use crate::model::{Progress, printable};
use crate::report::Target;
use crate::snapshot::{self, Limits, Snapshot};

/// A snapshot, and what must live as long as it does.
pub(super) struct Opened {
    pub(super) snapshot: Box<dyn Snapshot>,
    name: String,
    url: Option<String>,
    _clone: Option<Clone>,
}

/// A clone on the disk: it goes when this value goes, or when the process is interrupted.
struct Clone {
    _source: mirror::Source,
    _scratch: Scratch,
}

impl Opened {
    /// What reports say of the target.
    pub(super) fn target(&self) -> Target {
        Target {
            name: self.name.clone(),
            url: self.url.clone(),
            commit: self.snapshot.commit().map(|commit| commit.as_str().to_owned()),
            branch: self.snapshot.branch().map(str::to_owned),
            folder: self.snapshot.is_folder(),
        }
    }
}

/// Opens a folder, a bare repository or a git address.
pub(super) fn open(
    target: &OsStr,
    rev: Option<&str>,
    offline: bool,
    limits: &Limits,
    progress: &dyn Progress,
) -> Result<Opened, Trouble> {
    // A path of this machine may be any bytes, an address is text.
    let Some(target) = target.to_str().filter(|target| !Path::new(target).exists()) else {
        return open_local(Path::new(target), rev, limits);
    };
    if let Some(shown) = misshapen(target) {
        return Err(Trouble::Misshapen(shown));
    }
    if !is_address(target) {
        return open_local(Path::new(target), rev, limits);
    }
    if let Some(path) = file_path(target)? {
        return open_local(&path, rev, limits);
    }
    if offline {
        return Err(Trouble::AddressOffline(mirror::shown_url(target)));
    }
    let gitlab = environment::gitlab_address();
    let credential = environment::gitlab_token(None, gitlab.as_deref())?;
    let token = host_token(gitlab.as_deref(), credential.as_ref());
    open_remote(target, rev, token.as_ref(), false, limits, progress)
}

pub(super) fn open_local(path: &Path, rev: Option<&str>, limits: &Limits) -> Result<Opened, Trouble> {
    Ok(Opened {
        snapshot: snapshot::open(path, rev, limits)?,
        name: folder_name(path),
        url: mirror::origin(path),
        _clone: None,
    })
}

/// Clones into a temporary folder that goes with the value.
pub(super) fn open_remote(
    url: &str,
    rev: Option<&str>,
    token: Option<&mirror::HostToken>,
    allow_http: bool,
    limits: &Limits,
    progress: &dyn Progress,
) -> Result<Opened, Trouble> {
    let scratch = Scratch::new()?;
    let options = MirrorOptions {
        token: token.cloned(),
        token_over_http: allow_http,
        rev: rev.map(str::to_owned),
        folder: Some(scratch.path().to_owned()),
        interrupted: Some(&INTERRUPTED),
        ..MirrorOptions::default()
    };
    let source = mirror::fetch(url, &options, progress)?;
    let snapshot = snapshot::open(source.path(), None, limits)?;
    let shown = mirror::shown_url(url);
    Ok(Opened {
        snapshot,
        name: shown
            .trim_end_matches('/')
            .trim_end_matches(".git")
            .rsplit(['/', ':'])
            .next()
            .unwrap_or("repository")
            .to_owned(),
        url: Some(shown),
        _clone: Some(Clone {
            _source: source,
            _scratch: scratch,
        }),
    })
}

/// A token for the GitLab that it belongs to: it goes nowhere else.
pub(super) fn host_token(gitlab: Option<&str>, credential: Option<&Credential>) -> Option<mirror::HostToken> {
    let (url, credential) = (reqwest::Url::parse(gitlab?).ok()?, credential?);
    let host = match (url.host_str()?, url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let token = mirror::HostToken::new(&host, credential.token.reveal().to_owned());
    let user = TokenKind::of(&credential.token, credential.job).git_user();
    Some(match user {
        Some(user) => token.with_user(user),
        None => token,
    })
}

/// An address with a scheme, or the short form of SSH (`git@host:path`).
fn is_address(target: &str) -> bool {
    target.contains("://")
        || target
            .split_once(':')
            .is_some_and(|(host, _)| host.contains('@') && !host.contains('/'))
}

/// What may be shown of a text that is no address although it bears a user and a password, such as
/// `user:password@host:path`, `https:/user:password@host` or `file://user:password@host/path`.
fn misshapen(target: &str) -> Option<String> {
    let rest = match target.split_once("://") {
        None => target,
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => {
            let host = rest.split('/').next().unwrap_or(rest);
            return host.contains('@').then(|| "file://…".to_owned());
        }
        Some(_) => return None,
    };
    let (before, after) = rest.rsplit_once('@')?;
    before
        .contains(':')
        .then(|| printable(&format!("…@{after}"), 200))
}

/// The path of a `file://` address.
fn file_path(target: &str) -> Result<Option<PathBuf>, Trouble> {
    if !target.starts_with("file://") {
        return Ok(None);
    }
    reqwest::Url::parse(target)
        .ok()
        .and_then(|url| url.to_file_path().ok())
        .map(Some)
        .ok_or_else(|| Trouble::NotLocal(target.to_owned()))
}

/// The last part of the path as it was given: a link is named by people, what it leads to by a machine.
fn folder_name(path: &Path) -> String {
    let given = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let names_nothing = given.ends_with("..") || given.ends_with(".git");
    let resolved = path.canonicalize().ok().filter(|_| names_nothing);
    let whole = resolved.unwrap_or(given);
    // A folder of git inside a working folder bears no name of its own.
    let whole = match whole.parent() {
        Some(parent) if whole.ends_with(".git") => parent,
        _ => &whole,
    };
    whole
        .file_name()
        .map(|name| name.to_string_lossy().trim_end_matches(".git").to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{folder_name, misshapen};

    #[test]
    fn a_folder_of_git_bears_the_name_of_its_working_folder() {
        let folder = tempfile::tempdir().unwrap();
        for (path, name) in [
            ("carte/.git", "carte"),
            ("carte.git", "carte"),
            ("carte", "carte"),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(&path).unwrap();
            assert_eq!(folder_name(&path), name);
        }
        assert_eq!(folder_name(&folder.path().join("carte/.git/..")), "carte");
        #[cfg(unix)]
        {
            let link = folder.path().join("ecoles.git");
            std::os::unix::fs::symlink(folder.path().join("carte/.git"), &link).unwrap();
            assert_eq!(folder_name(&link), "ecoles");
        }
    }

    #[test]
    fn what_may_be_a_password_is_never_shown() {
        for (target, shown) in [
            ("me:s3cret@host:a/b.git", Some("…@host:a/b.git")),
            ("https:/me:s3cret@host/a", Some("…@host/a")),
            ("me:s3c@ret@host/a", Some("…@host/a")),
            ("file://me:s3cret@host/a", Some("file://…")),
            ("file:///folder/a:b@c", None),
            ("git@host:a/b.git", None),
            ("https://me:s3cret@host/a", None),
            ("./folder@2/x", None),
        ] {
            assert_eq!(misshapen(target).as_deref(), shown, "{target}");
        }
    }
}
