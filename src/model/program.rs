// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What is a program by its name.

use std::sync::LazyLock;

use super::Globs;

/// Extensions of programming languages, sorted. Languages in which only pages, styles, queries or analyses are written
/// (HTML, CSS, SQL, notebooks) are left out: nobody tests them as one tests a program. So are extensions that other
/// files bear more often (`.d`, `.fs`, `.pro`, `.v`).
const PROGRAMS: &[&str] = &[
    "adb", "astro", "bash", "c", "cbl", "cc", "cjs", "clj", "cljc", "cljs", "cob", "cpp", "cr", "cs", "cts",
    "cxx", "dart", "el", "elm", "erl", "ex", "exs", "f", "f03", "f08", "f90", "f95", "for", "fsx", "go",
    "groovy", "h", "hh", "hpp", "hs", "hxx", "java", "jl", "js", "jsx", "kt", "lisp", "lua", "m", "mjs",
    "ml", "mli", "mm", "mts", "nim", "pas", "php", "pl", "pm", "ps1", "purs", "py", "pyx", "r", "rb", "rkt",
    "rs", "scala", "scm", "sh", "svelte", "swift", "ts", "tsx", "vala", "vb", "vue", "zig",
];

/// The paths of programs.
pub static PROGRAM_PATHS: LazyLock<Globs> = LazyLock::new(|| {
    let pattern = format!("**/*.{{{}}}", PROGRAMS.join(","));
    Globs::new(vec![pattern]).expect("a pattern made of a list")
});

/// Whether a path is that of a program.
#[must_use]
pub fn is_program(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| {
        let lower = extension.to_ascii_lowercase();
        PROGRAMS.binary_search(&lower.as_str()).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_and_the_pattern_agree() {
        assert!(PROGRAMS.is_sorted());
        for extension in PROGRAMS {
            let path = format!("src/Main.{}", extension.to_uppercase());
            assert!(is_program(&path) && PROGRAM_PATHS.matches(&path), "{path}");
        }
        for path in ["README.md", "py", "data.csv", "page.html", "Makefile", "a.py/b"] {
            assert!(!is_program(path) && !PROGRAM_PATHS.matches(path), "{path}");
        }
    }
}
