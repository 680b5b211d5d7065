// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Whatever a tree holds, its facts are extracted without a panic, and neither the order of
//! its entries nor the number of threads changes them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vigie::facts::{Facts, Request, extract};
use vigie::model::{CommitId, Declarations, Gap, Globs, Known, Probe, Silent, Unknown};
use vigie::snapshot::{Entry, Head, Limits, LiteralSnapshot, ReadError, Snapshot};

/// Searches that read about everything, so that every path through the extraction is taken.
fn probes() -> Vec<Probe> {
    [
        "globs = [\"**\"]\npatterns = [\"[a-z]+\", \"(?i)secret\", \"é\"]\nunless = [\"b\"]\norigins = [\"own\", \"vendored\", \"generated\", \"fixture\"]",
        "in = [\"readme\", \"other\"]\npatterns = [\"(?s)#.*x\", \"^$\"]",
        "globs = [\"*.md\"]\nexcept = [\"README*\"]\npatterns = [\".\"]",
    ]
    .into_iter()
    .map(|source| toml::from_str(source).expect("a valid probe"))
    .collect()
}

fn request() -> Request {
    Request {
        limits: Limits::default(),
        probes: probes(),
        plans: std::sync::Arc::default(),
        ignore: Globs::new(vec!["ignored/**".to_owned()]).expect("valid patterns"),
        ignored_only: false,
        declared: Declarations::default(),
        forge: Known::No(Unknown::NoForge),
        history: true,
        now: 0,
    }
}

fn facts(snapshot: &dyn Snapshot) -> Facts {
    extract(snapshot, &request(), &Silent)
}

/// Paths as repositories have them, and paths as nobody should.
fn path() -> impl Strategy<Value = String> {
    let folder = prop::sample::select(vec![
        "",
        "docs/",
        "vendor/",
        "tests/fixtures/",
        "LICENSES/",
        "src/",
        "ignored/",
        ".github/",
        "dist/",
        "a/b/c/",
    ]);
    let name = prop::sample::select(vec![
        "README.md",
        "README.rst",
        "README.org",
        "README.adoc",
        "LICENSE",
        "Cargo.toml",
        "package.json",
        "pyproject.toml",
        "composer.json",
        "setup.cfg",
        "index.html",
        ".gitattributes",
        "app.js",
        "x.min.js",
        "notes.txt",
        "image.png",
        ".env",
    ]);
    prop_oneof![
        4 => (folder, name).prop_map(|(folder, name)| format!("{folder}{name}")),
        1 => any::<String>(),
    ]
}

/// Pieces of the markups that the readers know, put together at random.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "\n",
        "\n\n",
        "===\n",
        "----\n",
        "* ",
        "== ",
        "é",
        "x ",
        "`",
        "``",
        "<",
        ">",
        "[",
        "](",
        ")",
        "![",
        "[[",
        "]]",
        "<h1>",
        "</h1>",
        "<img ",
        "alt=",
        "src='",
        "'",
        "\"",
        "<a href=\"",
        "<html",
        " lang=fr>",
        "<title>",
        "</title>",
        "<svg>",
        "<!--",
        "-->",
        "https://a.fr/",
        "https://www.data.gouv.fr/datasets/a-b",
        "{{",
        "}}",
        "{%",
        ".. image:: ",
        ".. _a: ",
        "`_",
        "image::",
        "link:",
        "#+begin_src",
        "#+end_src",
        "|",
        "---\n",
        "+++\n",
        "\t",
        "\r\n",
        "\u{feff}",
        "::",
        "    ",
        "&amp;",
        "[package]\n",
        "license = ",
        "\"license\":",
        "{",
        "[tool.poetry]\n",
        "[project]\n",
        "linguist-vendored",
        "*.md ",
        "version https://git-lfs.github.com/spec/v1\n",
        "size 12\n",
        "\0",
        "\u{202e}",
        "📦",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn content() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => markup().prop_map(String::into_bytes),
        1 => any::<String>().prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..200),
        1 => markup().prop_map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ]
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        path(),
        path().prop_map(|path| format!("../{path}")),
        Just("/etc/passwd".to_owned()),
        Just(".".to_owned())
    ]
}

/// A tree of files and links. No path is given twice: no repository can hold that.
fn tree() -> impl Strategy<Value = LiteralSnapshot> {
    let files = prop::collection::btree_map(path(), content(), 0..12);
    let links = prop::collection::btree_map(path(), target(), 0..6);
    (files, links).prop_map(|(files, links): (BTreeMap<_, _>, BTreeMap<_, _>)| {
        let links: Vec<_> = links
            .into_iter()
            .filter(|(path, _)| !files.contains_key(path))
            .collect();
        links
            .into_iter()
            .fold(LiteralSnapshot::new(files), |tree, (path, target)| {
                tree.with_link(&path, &target)
            })
    })
}

/// The same tree with its entries in another order.
struct Reversed<'a> {
    inner: &'a LiteralSnapshot,
    entries: Vec<Entry>,
}

impl Snapshot for Reversed<'_> {
    fn commit(&self) -> Option<&CommitId> {
        self.inner.commit()
    }
    fn branch(&self) -> Option<&str> {
        self.inner.branch()
    }
    fn head(&self) -> &Known<Head> {
        self.inner.head()
    }
    fn is_folder(&self) -> bool {
        self.inner.is_folder()
    }
    fn entries(&self) -> &[Entry] {
        &self.entries
    }
    fn gaps(&self) -> &[Gap] {
        self.inner.gaps()
    }
    fn read(&self, entry: &Entry, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.inner.read(entry, limit)
    }
}

/// Facts as a text: every field takes part in the comparison.
fn shown(facts: &Facts) -> String {
    format!("{facts:?}")
}

fn in_threads(snapshot: &LiteralSnapshot, threads: usize) -> String {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("a pool");
    pool.install(|| shown(&facts(snapshot)))
}

/// The number of lines that a text read in any encoding can have at most.
fn most_lines(snapshot: &LiteralSnapshot, path: &str) -> u32 {
    let size = |entry: &Entry| u32::try_from(entry.size.unwrap_or(0)).unwrap_or(u32::MAX);
    match snapshot.entries().iter().find(|entry| &*entry.path == path) {
        Some(entry) if entry.kind == vigie::snapshot::EntryKind::File => size(entry) + 1,
        // Through a link: as many as the largest file.
        _ => snapshot.entries().iter().map(size).max().unwrap_or(0) + 1,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn neither_order_nor_threads_change_the_facts(tree in tree()) {
        let one = in_threads(&tree, 1);
        prop_assert_eq!(&one, &in_threads(&tree, 4));
        let mut entries = tree.entries().to_vec();
        entries.reverse();
        let reversed = Reversed { inner: &tree, entries };
        prop_assert_eq!(&one, &shown(&facts(&reversed)));
    }

    #[test]
    fn places_stay_within_the_text(tree in tree()) {
        let facts = facts(&tree);
        let mut places: Vec<(String, u32)> = Vec::new();
        for document in &facts.documents {
            let lines = document.headings.iter().map(|heading| heading.line);
            let lines = lines.chain(document.links.iter().map(|link| link.line));
            places.extend(lines.map(|line| (document.path.to_string(), line)));
        }
        for page in &facts.pages {
            places.extend(page.hits.iter().map(|hit| (page.path.to_string(), hit.line)));
        }
        for manifest in &facts.manifests {
            places.extend(manifest.fields.values().map(|value| (manifest.path.to_string(), value.line)));
        }
        let found = facts.passages.values().flat_map(|passages| &passages.found).map(|passage| &passage.place);
        for place in found.chain(facts.links.iter().map(|link| &link.place)) {
            prop_assert!(place.column >= Some(1));
            places.push((place.path.as_deref().unwrap_or_default().to_owned(), place.line.unwrap_or(0)));
        }
        for (path, line) in places {
            prop_assert!((1..=most_lines(&tree, &path)).contains(&line), "{path}:{line}");
        }
    }

    #[test]
    fn every_list_is_sorted_by_path(tree in tree()) {
        let facts = facts(&tree);
        prop_assert!(facts.files.iter().map(|file| &file.path).is_sorted());
        prop_assert!(facts.documents.iter().map(|document| &document.path).is_sorted());
        prop_assert!(facts.manifests.iter().map(|manifest| &manifest.path).is_sorted());
        prop_assert!(facts.pages.iter().map(|page| &page.path).is_sorted());
        prop_assert!(facts.unread.is_sorted() && facts.gaps.is_sorted());
        prop_assert!(facts.links.iter().map(|link| &link.place).is_sorted());
        for passages in facts.passages.values() {
            prop_assert!(passages.found.iter().map(|passage| &passage.place).is_sorted());
        }
    }
}
