// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where a file comes from: the team, another project, a program, or test data.
//!
//! The conventions are those of GitHub's linguist, which forges and developers know, read with
//! caution: a folder whose name tells little (`build`, `lib`, `external`, `packages`) stays the
//! team's, because a fault that is hidden is worse than a file too many.

use std::collections::HashMap;
use std::sync::LazyLock;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use regex::Regex;

use crate::model::{Origin, Role, own_regex};

use super::role::role_of;

/// An origin, and whether `.gitattributes` settles it against what the content may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub origin: Origin,
    pub settled: bool,
}

/// Tells origins by path, from well-known names and the repository's `.gitattributes` files.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// By the folder that holds the file, `""` for the root.
    attributes: HashMap<String, Attributes>,
    /// Virtual environments and build folders, recognised by a file that only they hold.
    marked: HashMap<String, Origin>,
    /// Lines of `.gitattributes` files that were kept.
    kept: usize,
}

/// One `.gitattributes` file: what a path that matches a line says, in the order of lines.
#[derive(Debug)]
struct Attributes {
    globs: GlobSet,
    lines: Vec<Settings>,
}

/// What one line says of the attributes that matter here.
#[derive(Debug, Clone, Copy, Default)]
struct Settings {
    vendored: Option<State>,
    generated: Option<State>,
    lfs: Option<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Set,
    Unset,
    /// `!attribute`: as if nothing was said.
    Unspecified,
}

/// Most lines that are kept of one `.gitattributes` file, and of all; real ones have a few dozen.
const MOST_LINES: usize = 2_000;
const MOST_LINES_OF_ALL: usize = 10_000;

/// Longest pattern that is read, in bytes.
const LONGEST_PATTERN: usize = 500;

impl Origins {
    /// Learns from the list of paths which folders are environments or build output.
    pub(super) fn learn<'a>(&mut self, paths: impl Iterator<Item = &'a str>) {
        const MARKERS: &[(&str, Origin)] = &[
            ("pyvenv.cfg", Origin::Vendored),
            ("CACHEDIR.TAG", Origin::Generated),
            (".rustc_info.json", Origin::Generated),
        ];
        for path in paths {
            if let Some((folder, name)) = path.rsplit_once('/')
                && let Some((_, origin)) = MARKERS.iter().find(|(marker, _)| *marker == name)
            {
                self.marked.insert(folder.to_owned(), *origin);
            } else if let Some(folder) = library_folder(path) {
                self.marked.insert(folder.to_owned(), Origin::Vendored);
            }
        }
    }

    /// Reads the `.gitattributes` file of a folder (`""` for the root).
    pub(super) fn read_attributes(&mut self, folder: &str, text: &str) {
        let most = MOST_LINES.min(MOST_LINES_OF_ALL - self.kept);
        let mut globs = GlobSetBuilder::new();
        let mut lines = Vec::new();
        for (glob, settings) in text.lines().filter_map(attribute_line).take(most) {
            globs.add(glob);
            lines.push(settings);
        }
        self.kept += lines.len();
        if let Ok(globs) = globs.build()
            && !lines.is_empty()
        {
            self.attributes
                .insert(folder.to_owned(), Attributes { globs, lines });
        }
    }

    /// The origin that a path tells.
    pub(super) fn of(&self, path: &str) -> Told {
        let told = |origin, settled| Told { origin, settled };
        if !path.contains('/') && is_community(path) {
            return told(Origin::Own, true);
        }
        let stated = self.stated(path);
        if stated.vendored == Some(State::Set) {
            return told(Origin::Vendored, true);
        }
        if stated.generated == Some(State::Set) {
            return told(Origin::Generated, true);
        }
        let guess = self.marked_folder(path).unwrap_or_else(|| by_name(path));
        let unset = |state| state == Some(State::Unset);
        match guess {
            Origin::Vendored if unset(stated.vendored) => told(Origin::Own, true),
            Origin::Generated if unset(stated.generated) => told(Origin::Own, true),
            Origin::Own => told(Origin::Own, unset(stated.generated)),
            other => told(other, false),
        }
    }

    /// Whether `.gitattributes` gives the path to Git LFS.
    pub(super) fn is_lfs(&self, path: &str) -> bool {
        self.stated(path).lfs == Some(State::Set)
    }

    /// What `.gitattributes` files say: the nearest folder first, the last line first.
    fn stated(&self, path: &str) -> Settings {
        let mut found = Settings::default();
        if self.attributes.is_empty() {
            return found;
        }
        for (folder, rest) in ancestors(path) {
            let Some(attributes) = self.attributes.get(folder) else {
                continue;
            };
            for index in attributes.globs.matches(rest).into_iter().rev() {
                let line = attributes.lines[index];
                found.vendored = found.vendored.or(line.vendored);
                found.generated = found.generated.or(line.generated);
                found.lfs = found.lfs.or(line.lfs);
            }
        }
        found
    }

    fn marked_folder(&self, path: &str) -> Option<Origin> {
        if self.marked.is_empty() {
            return None;
        }
        ancestors(path).find_map(|(folder, _)| self.marked.get(folder).copied())
    }
}

/// The folder of a path that a library was copied to with its name and version, below a folder of assets:
/// `static/dsfr-v1.14.0/`. The file must be one that libraries are shipped with, for a team names folders so too.
fn library_folder(path: &str) -> Option<&str> {
    static LIBRARY: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(
            r"^[a-z](?:[a-z0-9]*[a-z]|\d)(?:[._-][a-z][a-z0-9]*)*[.@_-]v?\d+\.\d+(?:\.\d+)?(?:[.-][a-z0-9.-]+)?$",
        )
    });
    /// What a team gives versions to.
    const OWN: &[&str] = &[
        "api",
        "app",
        "doc",
        "docs",
        "documentation",
        "release",
        "releases",
        "version",
        "versions",
        "schema",
        "schemas",
        "data",
        "guide",
        "spec",
        "changelog",
        "site",
        "theme",
    ];
    let lower = path.to_ascii_lowercase();
    let shipped = [".min.js", ".min.css", ".min.mjs"]
        .iter()
        .any(|end| lower.ends_with(end));
    if !shipped {
        return None;
    }
    let mut below_assets = false;
    let mut start = 0;
    while let Some(length) = lower[start..].find('/') {
        let folder = &lower[start..start + length];
        let numbered = folder
            .trim_start_matches('v')
            .starts_with(|c: char| c.is_ascii_digit());
        let team_s = || folder.split(['-', '_', '.', '@']).any(|part| OWN.contains(&part));
        if below_assets && !numbered && LIBRARY.is_match(folder) && !team_s() {
            return Some(&path[..start + length]);
        }
        below_assets |= matches!(
            folder,
            "static"
                | "statics"
                | "staticfiles"
                | "public"
                | "assets"
                | "www"
                | "wwwroot"
                | "webroot"
                | "htdocs"
                | "libs"
        );
        start += length + 1;
    }
    None
}

/// The folders of a path with what follows them, the nearest first, the root last.
fn ancestors(path: &str) -> impl Iterator<Item = (&str, &str)> {
    path.rmatch_indices('/')
        .map(|(at, _)| (&path[..at], &path[at + 1..]))
        .chain(std::iter::once(("", path)))
}

fn is_community(name: &str) -> bool {
    role_of(name).is_some_and(|role| role != Role::Other)
}

/// One line of `.gitattributes`, when it speaks of an attribute that matters here.
fn attribute_line(line: &str) -> Option<(Glob, Settings)> {
    let line = line.trim();
    let (pattern, rest) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => line.split_once(char::is_whitespace)?,
    };
    if pattern.is_empty()
        || pattern.starts_with(['#', '!', '['])
        || pattern.ends_with('/')
        || pattern.len() > LONGEST_PATTERN
    {
        return None;
    }
    let mut settings = Settings::default();
    for word in rest.split_whitespace() {
        let (name, state) = attribute(word);
        match name {
            "linguist-vendored" => settings.vendored = Some(state),
            "linguist-generated" => settings.generated = Some(state),
            "filter" => settings.lfs = Some(lfs_state(word)),
            _ => {}
        }
    }
    if settings.vendored.is_none() && settings.generated.is_none() && settings.lfs.is_none() {
        return None;
    }
    Some((attribute_glob(pattern)?, settings))
}

fn lfs_state(word: &str) -> State {
    if word == "filter=lfs" {
        State::Set
    } else {
        State::Unset
    }
}

fn attribute(word: &str) -> (&str, State) {
    if let Some(name) = word.strip_prefix('-') {
        return (name, State::Unset);
    }
    if let Some(name) = word.strip_prefix('!') {
        return (name, State::Unspecified);
    }
    match word.split_once('=') {
        Some((name, value)) if value.eq_ignore_ascii_case("false") || value == "0" => (name, State::Unset),
        Some((name, _)) => (name, State::Set),
        None => (word, State::Set),
    }
}

/// A pattern as Git reads it: without a slash it names a file at any depth.
fn attribute_glob(pattern: &str) -> Option<Glob> {
    let anchored = pattern.contains('/');
    // Git knows no alternatives in braces.
    let escaped = pattern
        .trim_start_matches('/')
        .replace('{', "\\{")
        .replace('}', "\\}");
    let glob = if anchored {
        escaped
    } else {
        format!("**/{escaped}")
    };
    GlobBuilder::new(&glob)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .ok()
}

/// The origin that the names in a path tell; the outermost telling folder decides.
fn by_name(path: &str) -> Origin {
    let mut before: Option<&str> = None;
    let (mut rest, mut in_tests) = (path, false);
    while let Some((folder, below)) = rest.split_once('/') {
        let lower = folder.to_ascii_lowercase();
        if in_tests && holds_samples(&lower) {
            return Origin::Fixture;
        }
        if let Some(origin) = folder_origin(before, folder, &lower, below) {
            return origin;
        }
        in_tests = in_tests || is_tests(Some(&lower));
        before = Some(folder);
        rest = below;
    }
    file_origin(before, rest)
}

/// What a folder's name tells, given the folder above it, the name in small letters, and what lies below.
fn folder_origin(above: Option<&str>, folder: &str, lower: &str, below: &str) -> Option<Origin> {
    let above = above.map(str::to_ascii_lowercase);
    let above = above.as_deref();
    let origin = match lower {
        "node_modules" | "bower_components" | "jspm_packages" | "vendor" | "vendors" | "vendored"
        | "third_party" | "third-party" | "thirdparty" | "3rdparty" | "3rd-party" | "3rd_party"
        | "godeps" | "carthage" | ".bundle" | "site-packages" | ".venv" | "virtualenv" | ".virtualenv"
        | ".terraform" | ".tox" | ".nox" | "wp-admin" | "wp-includes" => Origin::Vendored,
        "pods" if folder == "Pods" => Origin::Vendored,
        // The cores of content management systems, which teams copy whole.
        "modules" if above == Some("october") => Origin::Vendored,
        "sysext" if above == Some("typo3") => Origin::Vendored,
        "venv" if below.starts_with("lib/") || below.starts_with("bin/") || below.starts_with("Lib/") => {
            Origin::Vendored
        }
        ".yarn" if !below.starts_with("patches/") => Origin::Vendored,
        "wrapper" if matches!(above, Some("gradle" | ".mvn")) => Origin::Vendored,
        "dist" | "_site" | "_build" | ".next" | ".nuxt" | ".output" | ".docusaurus" | ".svelte-kit"
        | ".parcel-cache" | ".turbo" | ".cache" | "storybook-static" | "htmlcov" | "lcov-report"
        | "__pycache__" | ".pytest_cache" | ".mypy_cache" | ".ruff_cache" | ".ipynb_checkpoints"
        | ".gradle" | ".dart_tool" | ".nyc_output" => Origin::Generated,
        "build" | "bundles" | "packs" if above == Some("public") => Origin::Generated,
        "classes" | "surefire-reports" if above == Some("target") => Origin::Generated,
        name if name.ends_with(".egg-info") => Origin::Generated,
        "fixtures" | "fixture" | "__fixtures__" | "testdata" | "test-data" | "test_data"
        | "__snapshots__" | "snapshots" | "cassettes" | "vcr_cassettes" => fixture(lower, above)?,
        _ => return None,
    };
    Some(origin)
}

/// `snapshots` and `cassettes` are test data only under a folder of tests.
fn fixture(lower: &str, above: Option<&str>) -> Option<Origin> {
    let telling = !matches!(lower, "snapshots" | "cassettes" | "fixture");
    (telling || is_tests(above)).then_some(Origin::Fixture)
}

/// Whether a folder somewhere below a folder of tests holds what they read, and no test.
fn holds_samples(lower: &str) -> bool {
    matches!(
        lower,
        "data"
            | "resources"
            | "samples"
            | "sample_data"
            | "sample-data"
            | "sampledata"
            | "mocks"
            | "__mocks__"
            | "mock_data"
            | "test_files"
            | "testfiles"
    )
}

fn is_tests(folder: Option<&str>) -> bool {
    matches!(
        folder,
        Some("test" | "tests" | "spec" | "specs" | "__tests__" | "e2e" | "cypress")
    )
}

/// Ends of the names of files that programs make.
const GENERATED: &[&str] = &[
    ".min.js",
    ".min.mjs",
    ".min.css",
    "-min.js",
    "-min.css",
    ".js.map",
    ".css.map",
    ".mjs.map",
    ".pb.go",
    ".pb.h",
    ".pb.cc",
    "_pb2.py",
    "_pb2.pyi",
    "_pb2_grpc.py",
    ".g.dart",
    ".freezed.dart",
    ".designer.cs",
    ".designer.vb",
    ".pyc",
];

/// What a file's own name tells.
fn file_origin(folder: Option<&str>, name: &str) -> Origin {
    // Libraries that are mostly copied as they are. A name that is also a common word, or that a team
    // gives to its own settings (`vue.js`, `normalize.js`, `bootstrap.js`), tells only with a version.
    static LIBRARY: LazyLock<Regex> = LazyLock::new(|| {
        own_regex(concat!(
            r"^(?:jquery(?:[.-](?:ui|slim|datatables|migrate[\w.-]*|\d[\w.]*))*\.(?:js|css)",
            r"|(?:bootstrap(?:[.-](?:theme|grid|reboot))?|font-?awesome|normalize|leaflet)\.css|bootstrap\.bundle\.js",
            r"|modernizr[\w.-]*\.js|html5shiv\.js|select2\.(?:js|css)|lodash\.js|highlight\.pack\.js",
            r"|(?:vue|react(?:-dom)?|angular|moment|leaflet|d3|bootstrap|underscore|backbone)[.-]v?\d[\d.]*\.(?:js|css))$"
        ))
    });
    let lower = name.to_ascii_lowercase();
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| lower.ends_with(suffix));
    if ends(&[".snap"]) {
        return Origin::Fixture;
    }
    if ends(GENERATED) || (lower.starts_with("zz_generated.") && ends(&[".go"])) {
        return Origin::Generated;
    }
    if matches!(&*lower, "gradlew" | "gradlew.bat" | "mvnw" | "mvnw.cmd") || ends(&[".pnp.cjs", ".pnp.js"]) {
        return Origin::Vendored;
    }
    if folder.is_some() && LIBRARY.is_match(&lower) {
        return Origin::Vendored;
    }
    Origin::Own
}

#[cfg(test)]
mod tests {
    use super::{Origins, Told};
    use crate::model::Origin;

    #[test]
    fn names_tell_the_origin() {
        let cases = [
            ("src/main.rs", Origin::Own),
            ("vendor/x/LICENSE", Origin::Vendored),
            ("october/modules/system/docs/a.md", Origin::Vendored),
            ("october/plugins/team/a.md", Origin::Own),
            ("site/wp-includes/load.php", Origin::Vendored),
            ("app/node_modules/x/index.js", Origin::Vendored),
            ("static/js/jquery-3.6.0.js", Origin::Vendored),
            ("src/vue.js", Origin::Own),
            ("js/vue-2.6.14.js", Origin::Vendored),
            ("js/d3.v5.js", Origin::Vendored),
            ("css/normalize.css", Origin::Vendored),
            ("utils/normalize.js", Origin::Own),
            ("src/bootstrap.ts", Origin::Own),
            (".yarn/releases/yarn.cjs", Origin::Vendored),
            ("ios/Pods/x.m", Origin::Vendored),
            ("pods/values.yaml", Origin::Own),
            ("dist/app.js", Origin::Generated),
            ("build/webpack.conf.js", Origin::Own),
            ("public/build/app.js", Origin::Generated),
            ("static/app.min.js", Origin::Generated),
            ("api/x_pb2.py", Origin::Generated),
            ("tests/fixtures/a.json", Origin::Fixture),
            ("tests/data/a.json", Origin::Fixture),
            ("app/tests/fetch/sample_data/senat/a.html", Origin::Fixture),
            ("app/tests/fetch/test_a.py", Origin::Own),
            ("sample_data/a.csv", Origin::Own),
            ("data/a.json", Origin::Own),
            ("pkg/testdata/x", Origin::Fixture),
            ("src/__snapshots__/a.snap", Origin::Fixture),
            ("snapshots/2020.csv", Origin::Own),
            ("tests/fixtures/node_modules/x", Origin::Fixture),
            ("package-lock.json", Origin::Own),
            ("yarn.lock", Origin::Own),
            ("venv/bin/python", Origin::Vendored),
            ("venv/README.md", Origin::Own),
        ];
        for (path, origin) in cases {
            assert_eq!(Origins::default().of(path).origin, origin, "{path}");
        }
    }

    #[test]
    fn attributes_overrule_names_and_the_nearest_file_wins() {
        let mut origins = Origins::default();
        origins.read_attributes(
            "",
            "# comment\nvendor/own/** -linguist-vendored\nlib/*.js linguist-vendored\n\
             *.gen.ts linguist-generated=true\nREADME.md linguist-generated\n\"a b.txt\" linguist-vendored\n\
             *.bin filter=lfs diff=lfs merge=lfs -text\nx/ linguist-vendored\n{a,b}.c linguist-vendored\n",
        );
        origins.read_attributes(
            "src",
            "*.gen.ts linguist-generated=false\nkeep.gen.ts !linguist-generated\n",
        );
        let own = |settled| Told {
            origin: Origin::Own,
            settled,
        };
        let cases = [
            ("vendor/own/a/b.rs", own(true)),
            ("lib/x/a.js", own(false)),
            ("src/a.gen.ts", own(true)),
            ("README.md", own(true)),
            ("x/a.rs", own(false)),
            ("a.c", own(false)),
        ];
        for (path, told) in cases {
            assert_eq!(origins.of(path), told, "{path}");
        }
        for path in ["vendor/other/a.rs", "lib/a.js", "deep/a b.txt"] {
            assert_eq!(origins.of(path).origin, Origin::Vendored, "{path}");
        }
        assert_eq!(origins.of("app/a.gen.ts").origin, Origin::Generated);
        assert!(origins.is_lfs("img/a.bin"));
        assert!(!origins.is_lfs("img/a.png"));
    }

    #[test]
    fn a_library_that_was_copied_with_its_version_is_recognised() {
        let mut origins = Origins::default();
        let paths = [
            "web/static/dsfr-v1.14.0/dsfr.min.js",
            "web/static/lib/axios.0.21.1/axios.min.js",
            "web/static/lib/vue-multiselect-2.1.6/dist/vue.min.js",
            "public/api-v1.2/doc.min.js",
            "public/v1.2/app.min.js",
            "public/v1.2.3/app.min.js",
            "public/d3-5.16.0/d3.min.js",
            "static/carte-1.0/carte.js",
            "src/carte-1.0/carte.min.js",
        ];
        origins.learn(paths.into_iter());
        for (path, origin) in [
            ("web/static/dsfr-v1.14.0/core/core.js", Origin::Vendored),
            ("web/static/dsfr.js", Origin::Own),
            ("web/static/lib/axios.0.21.1/axios.js", Origin::Vendored),
            ("web/static/lib/vue-multiselect-2.1.6/src/a.vue", Origin::Vendored),
            ("public/api-v1.2/doc.js", Origin::Own),
            ("public/v1.2/app.js", Origin::Own),
            ("public/v1.2.3/app.js", Origin::Own),
            ("public/d3-5.16.0/src/d3.js", Origin::Vendored),
            ("static/carte-1.0/carte.js", Origin::Own),
            ("src/carte-1.0/carte.js", Origin::Own),
        ] {
            assert_eq!(origins.of(path).origin, origin, "{path}");
        }
    }

    #[test]
    fn an_environment_is_recognised_by_what_it_holds() {
        let mut origins = Origins::default();
        origins.learn(["env/pyvenv.cfg", "env/a.py", "src/env/a.py"].into_iter());
        assert_eq!(origins.of("env/a.py").origin, Origin::Vendored);
        assert_eq!(origins.of("src/env/a.py").origin, Origin::Own);
    }
}
