// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Holds the source to `docs/architecture.md` and to the habits of the house.
//!
//! The source is read as tokens, so that comments, strings and layout cannot deceive the tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Rooms that do no I/O: the calls that `clippy.toml` names are forbidden in them.
const PURE: [&str; 8] = [
    "model", "rule", "licence", "opendata", "facts", "judge", "score", "report",
];

const LONGEST_FILE: usize = 500;
const LONGEST_MAIN: usize = 40;
const LONGEST_FUNCTION: usize = 100;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("could not read {}: {error}", path.display()))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.map(|entry| entry.expect("the folder can be listed").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A source file without the parts that are compiled for tests only.
struct Source {
    /// Path from the root of the project, with `/`.
    name: String,
    /// The room that it belongs to; `None` for `lib.rs` and `main.rs`.
    room: Option<String>,
    /// Number of folders and modules between the crate's root and this module.
    depth: usize,
    tokens: Vec<TokenTree>,
    /// Lines, without those of test modules.
    lines: usize,
    /// Names of modules that are declared for tests only and have a file of their own.
    test_modules: Vec<String>,
}

impl Source {
    fn read(path: &Path, src: &Path) -> Self {
        let text = read(path);
        let inside = path.strip_prefix(src).expect("the file is in the folder");
        let mut parts: Vec<String> = inside
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        let name = format!("src/{}", inside.display()).replace('\\', "/");
        let stream = TokenStream::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut test_lines = 0;
        let mut test_modules = Vec::new();
        let tokens = without_tests(stream, &mut test_lines, &mut test_modules);
        let top = matches!(parts[..], [ref only] if only == "lib" || only == "main");
        Self {
            name,
            room: (!top).then(|| parts[0].clone()),
            depth: if top { 0 } else { parts.len() },
            tokens,
            lines: text.lines().count() - test_lines,
            test_modules,
        }
    }

    /// Every source file but those of test modules.
    fn all() -> Vec<Self> {
        let src = root().join("src");
        let sources: Vec<_> = rust_files(&src)
            .iter()
            .map(|path| Self::read(path, &src))
            .collect();
        let for_tests: BTreeSet<String> = sources.iter().flat_map(Self::test_files).collect();
        sources
            .into_iter()
            .filter(|source| !for_tests.contains(&source.name))
            .collect()
    }

    fn test_files(&self) -> Vec<String> {
        let (folder, file) = self.name.rsplit_once('/').expect("a path below src");
        let own = match file {
            "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
            other => format!("{folder}/{}", other.trim_end_matches(".rs")),
        };
        self.test_modules
            .iter()
            .flat_map(|module| [format!("{own}/{module}.rs"), format!("{own}/{module}/mod.rs")])
            .collect()
    }

    /// The rooms that this file names, with the line of each mention.
    fn rooms_used(&self) -> Vec<(String, usize)> {
        let mut used = Vec::new();
        rooms_in(&self.tokens, self.depth, &mut used);
        used
    }
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

fn is_ident(token: Option<&TokenTree>, wanted: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == wanted)
}

fn lines_of(token: &TokenTree) -> usize {
    token.span().end().line - token.span().start().line + 1
}

/// Removes every item under `#[cfg(test)]`, counting its lines.
fn without_tests(stream: TokenStream, lines: &mut usize, modules: &mut Vec<String>) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let attribute = is_punct(tokens.get(at), '#')
            && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.to_string().replace(' ', "") == "[cfg(test)]");
        if !attribute {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let start = at;
        // The item ends with its first braces or semicolon.
        while at < tokens.len() {
            if is_ident(tokens.get(at), "mod") && is_punct(tokens.get(at + 2), ';') {
                modules.push(tokens[at + 1].to_string());
            }
            let brace =
                matches!(&tokens[at], TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            let end = brace || is_punct(tokens.get(at), ';');
            at += 1;
            if end {
                break;
            }
        }
        let last = &tokens[at - 1];
        *lines += last.span().end().line - tokens[start].span().start().line + 1;
    }
    kept
}

/// Finds `crate::room`, `crate::{room::…, …}` and `super::` chains that climb to the crate's root.
fn rooms_in(tokens: &[TokenTree], depth: usize, used: &mut Vec<(String, usize)>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                rooms_in(&inner, depth, used);
            }
            // `$crate` stands in macros, where it means the same.
            TokenTree::Ident(ident) if ident == "crate" && is_path(tokens, at) => {
                room_after(tokens, at + 3, used);
            }
            TokenTree::Ident(ident) if ident == "super" && !(at > 0 && is_punct(tokens.get(at - 1), ':')) => {
                let mut climbed = 0;
                let mut next = at;
                while is_ident(tokens.get(next), "super") && is_path(tokens, next) {
                    climbed += 1;
                    next += 3;
                }
                if climbed >= depth && depth > 0 {
                    room_after(tokens, next, used);
                }
            }
            _ => {}
        }
    }
}

/// Whether the token at this place is followed by `::`.
fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at.wrapping_add(1)), ':') && is_punct(tokens.get(at.wrapping_add(2)), ':')
}

fn room_after(tokens: &[TokenTree], at: usize, used: &mut Vec<(String, usize)>) {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => used.push((ident.to_string(), ident.span().start().line)),
        Some(TokenTree::Group(group)) => {
            let mut first = true;
            for token in group.stream() {
                match &token {
                    TokenTree::Ident(ident) if first => {
                        used.push((ident.to_string(), ident.span().start().line));
                        first = false;
                    }
                    TokenTree::Punct(punct) if punct.as_char() == ',' => first = true,
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// The table of rooms of `docs/architecture.md`: what each room may use; `None` for "every room".
fn map() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let text = read(&root().join("docs/architecture.md"));
    let (_, table) = text.split_once("| room |").expect("the map has a table of rooms");
    table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 4, "a row of the map has four cells: {line}");
            let room = cells[0].trim_matches('`').to_owned();
            let may = match cells[3] {
                "every room" => None,
                "nothing" => Some(BTreeSet::new()),
                list => Some(
                    list.split(',')
                        .map(|name| name.trim().trim_matches('`').to_owned())
                        .collect(),
                ),
            };
            (room, may)
        })
        .collect()
}

#[test]
fn the_map_names_every_room_and_no_other() {
    let rooms: BTreeSet<_> = Source::all()
        .into_iter()
        .filter_map(|source| source.room)
        .collect();
    let mapped: BTreeSet<_> = map().into_keys().collect();
    assert_eq!(
        rooms, mapped,
        "rooms in src/ (left) and in docs/architecture.md (right)"
    );
}

#[test]
fn rooms_use_only_what_the_map_allows() {
    let map = map();
    let mut faults = Vec::new();
    for source in Source::all() {
        let Some(room) = &source.room else { continue };
        let Some(Some(may)) = map.get(room) else { continue };
        for (used, line) in source.rooms_used() {
            if used != *room && map.contains_key(&used) && !may.contains(&used) {
                faults.push(format!("{}:{line}: `{room}` must not use `{used}`", source.name));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "against docs/architecture.md:\n{}",
        faults.join("\n")
    );
}

#[test]
fn the_map_has_no_circle() {
    let map = map();
    let mut left: BTreeMap<_, _> = map
        .iter()
        .filter_map(|(room, may)| may.as_ref().map(|may| (room.clone(), may.clone())))
        .collect();
    while let Some(free) = left
        .iter()
        .find(|(_, may)| may.iter().all(|used| !left.contains_key(used)))
        .map(|(room, _)| room.clone())
    {
        left.remove(&free);
    }
    assert!(
        left.is_empty(),
        "these rooms use each other in a circle: {:?}",
        left.keys()
    );
}

#[test]
fn pure_rooms_forbid_the_outside() {
    for room in PURE {
        let path = root().join("src").join(room).join("mod.rs");
        assert!(
            read(&path).contains("\n#![deny(clippy::disallowed_methods)]\n"),
            "src/{room}/mod.rs must hold #![deny(clippy::disallowed_methods)]"
        );
    }
}

#[test]
fn files_are_short() {
    let faults: Vec<_> = Source::all()
        .into_iter()
        .filter_map(|source| {
            let most = if source.name == "src/main.rs" {
                LONGEST_MAIN
            } else {
                LONGEST_FILE
            };
            let Source { name, lines, .. } = source;
            (lines > most).then(|| format!("{name}: {lines} lines without tests, the most is {most}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Calls `each` with the name and the body of every function.
fn functions(tokens: &[TokenTree], each: &mut impl FnMut(&str, &Group)) {
    let mut name = None;
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Ident(ident) = token
            && at > 0
            && is_ident(tokens.get(at - 1), "fn")
        {
            name = Some(ident.to_string());
        }
        if is_punct(Some(token), ';') {
            name = None;
        }
        if let TokenTree::Group(group) = token {
            if group.delimiter() == Delimiter::Brace
                && let Some(name) = name.take()
            {
                each(&name, group);
            }
            let inner: Vec<_> = group.stream().into_iter().collect();
            functions(&inner, each);
        }
    }
}

#[test]
fn functions_are_short() {
    let mut faults = Vec::new();
    for source in Source::all() {
        functions(&source.tokens, &mut |name, body| {
            let lines = lines_of(&TokenTree::Group(body.clone()));
            if lines > LONGEST_FUNCTION {
                faults.push(format!(
                    "{}: `{name}` has {lines} lines, the most is {LONGEST_FUNCTION}",
                    source.name
                ));
            }
        });
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn unwraps(tokens: &[TokenTree], lines: &mut Vec<usize>) {
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            let inner: Vec<_> = group.stream().into_iter().collect();
            unwraps(&inner, lines);
        }
        let empty_call =
            matches!(tokens.get(at + 2), Some(TokenTree::Group(group)) if group.stream().is_empty());
        if is_punct(Some(token), '.') && is_ident(tokens.get(at + 1), "unwrap") && empty_call {
            lines.push(token.span().start().line);
        }
    }
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let mut faults = Vec::new();
    for source in Source::all() {
        let mut lines = Vec::new();
        unwraps(&source.tokens, &mut lines);
        faults.extend(lines.iter().map(|line| format!("{}:{line}", source.name)));
    }
    assert!(
        faults.is_empty(),
        "state the invariant with .expect, or handle it:\n{}",
        faults.join("\n")
    );
}

#[test]
fn every_rust_file_bears_its_licence() {
    let header =
        "// SPDX-FileCopyrightText: 2026 Vigie contributors\n// SPDX-License-Identifier: Apache-2.0\n\n";
    let mut files = vec![root().join("build.rs")];
    for folder in ["src", "tests", "benches"] {
        files.extend(rust_files(&root().join(folder)));
    }
    let bare: Vec<_> = files
        .iter()
        .filter(|path| !read(path).starts_with(header))
        .collect();
    assert!(
        bare.is_empty(),
        "without the two SPDX lines and an empty one: {bare:?}"
    );
}

#[test]
fn every_module_says_what_it_knows() {
    let src = root().join("src");
    let silent: Vec<_> = rust_files(&src)
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .filter(|path| !read(path).lines().any(|line| line.starts_with("//! ")))
        .collect();
    assert!(silent.is_empty(), "without a //! line: {silent:?}");
}

#[cfg(test)]
mod the_reader_itself {
    use super::{TokenStream, functions, rooms_in, unwraps, without_tests};
    use std::str::FromStr as _;

    fn tokens(text: &str) -> Vec<proc_macro2::TokenTree> {
        TokenStream::from_str(text)
            .expect("valid tokens")
            .into_iter()
            .collect()
    }

    #[test]
    fn sees_paths_groups_and_climbing() {
        let cases: [(&str, usize, &[&str]); 7] = [
            ("use crate::model::Level;", 1, &["model"]),
            ("use crate::{model::{A, B}, rule::C};", 1, &["model", "rule"]),
            (
                "fn f() -> crate::score::Score { g!(crate::facts::x) }",
                1,
                &["score", "facts"],
            ),
            ("use super::report::X;", 1, &["report"]),
            ("use super::check::X;", 2, &[]),
            ("use super::super::judge::X;", 2, &["judge"]),
            ("// crate::cli\nconst A: &str = \"crate::cli::x\";", 1, &[]),
        ];
        for (text, depth, expected) in cases {
            let mut used = Vec::new();
            rooms_in(&tokens(text), depth, &mut used);
            let names: Vec<_> = used.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        }
    }

    #[test]
    fn leaves_tests_out() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { x.unwrap() }\n}\n#[cfg(test)]\nmod far;\nfn c() {}";
        let (mut lines, mut modules) = (0, Vec::new());
        let kept = without_tests(
            TokenStream::from_str(text).expect("valid"),
            &mut lines,
            &mut modules,
        );
        assert_eq!((lines, modules), (6, vec!["far".to_owned()]));
        let mut found = Vec::new();
        unwraps(&kept, &mut found);
        assert!(found.is_empty());
        let mut names = Vec::new();
        functions(&kept, &mut |name, _| names.push(name.to_owned()));
        assert_eq!(names, ["a", "c"]);
    }

    #[test]
    fn sees_unwraps_in_macros_and_closures() {
        let mut lines = Vec::new();
        unwraps(
            &tokens("fn a() { f!(x.unwrap()); y.map(|z| z\n.unwrap()); w.unwrap_or(1) }"),
            &mut lines,
        );
        assert_eq!(lines, [1, 2]);
    }
}
