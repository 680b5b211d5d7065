// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Addresses of repositories, whatever people and tools write around them.

/// Short names of forges, as manifests of npm and Composer write them.
const SHORT: &[(&str, &str)] = &[
    ("github", "github.com"),
    ("gitlab", "gitlab.com"),
    ("bitbucket", "bitbucket.org"),
];

/// Other hosts that show the files of a repository, what stands before its path there, and its own host.
const MIRRORS: &[(&str, &str, &str)] = &[
    ("raw.githubusercontent.com", "", "github.com"),
    ("raw.github.com", "", "github.com"),
    ("codeload.github.com", "", "github.com"),
    ("api.github.com", "repos/", "github.com"),
    ("cdn.jsdelivr.net", "gh/", "github.com"),
    ("nbviewer.org", "github/", "github.com"),
    ("mybinder.org", "v2/gh/", "github.com"),
];

/// Host and path of an address in small letters, without scheme, user, port, `www.`, `.git` and what a clone adds. `None`
/// when it names no path on a host.
pub(super) fn canonical(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("git+").to_lowercase();
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let rest = match text.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.to_owned(),
        Some(_) => return None,
        None => short(text)?,
    };
    let (authority, path) = rest.split_once('/')?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    if !host.contains('.') || host.contains(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
    {
        return None;
    }
    let mirror = MIRRORS.iter().find(|(name, ..)| *name == host);
    let (host, path) = match mirror {
        Some((_, before, host)) => (*host, path.strip_prefix(before)?),
        None => (host, path),
    };
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    (!path.is_empty()).then(|| format!("{host}/{path}"))
}

/// `git@host:path`, `host/path`, `github:path`.
fn short(text: &str) -> Option<String> {
    if let Some((before, path)) = text.split_once(':') {
        let named = SHORT.iter().find(|(name, _)| *name == before);
        return match named {
            Some((_, host)) => Some(format!("{host}/{path}")),
            None if before.contains('@') && !before.contains('/') => Some(format!("{before}/{path}")),
            // A port.
            None if path.starts_with(|c: char| c.is_ascii_digit()) => Some(text.to_owned()),
            None => None,
        };
    }
    Some(text.to_owned())
}

/// Whether an address is that of a repository, or of something below it.
pub(super) fn is_below(mentioned: &str, own: &str) -> bool {
    mentioned.strip_prefix(own).is_some_and(|rest| {
        // `…/carte.git/info`, `…/carte@v1/data.csv` of a mirror.
        rest.is_empty() || rest.starts_with(['/', '@']) || rest.starts_with(".git/")
    })
}

#[cfg(test)]
mod tests {
    use super::{canonical, is_below};

    #[test]
    fn the_same_repository_is_one_address() {
        for text in [
            "https://github.com/etalab/carte",
            "http://www.github.com/Etalab/Carte/",
            "git+https://github.com/etalab/carte.git",
            "git@github.com:etalab/carte.git",
            "ssh://git@github.com:22/etalab/carte.git",
            "git+ssh://git@github.com/etalab/carte.git",
            "git://github.com/etalab/carte.git",
            "github.com/etalab/carte",
            "github:etalab/carte",
            "https://user@github.com/etalab/carte#readme",
        ] {
            assert_eq!(
                canonical(text).as_deref(),
                Some("github.com/etalab/carte"),
                "{text}"
            );
        }
        for text in [
            "",
            "carte",
            "etalab/carte",
            "https://github.com",
            "ftp://github.com/a/b",
            "mailto:a@b.fr",
        ] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn what_lies_below_names_it_too() {
        for (text, below) in [
            ("https://github.com/etalab/carte/blob/main/README.md", true),
            (
                "https://raw.githubusercontent.com/etalab/carte/main/data.csv",
                true,
            ),
            ("https://cdn.jsdelivr.net/gh/etalab/carte@v1/data.csv", true),
            ("https://api.github.com/repos/etalab/carte/releases", true),
            ("https://github.com/etalab/carte-2", false),
            ("https://github.com/etalab", false),
            ("https://gitlab.com/etalab/carte", false),
        ] {
            let found = canonical(text).is_some_and(|text| is_below(&text, "github.com/etalab/carte"));
            assert_eq!(found, below, "{text}");
        }
    }
}
