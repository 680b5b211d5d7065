// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! What the command prints, kept as data: each file of `tests/cmd` is a session.
//! `TRYCMD=overwrite cargo test --test cmd` writes the answers anew, to be read before they are committed.

#[test]
fn sessions_say_what_they_said() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .env("VIGIE_PORTAL", "none")
        .env("LANG", "fr_FR.UTF-8")
        .env("LC_ALL", "")
        .env("LC_MESSAGES", "")
        .case("tests/cmd/*.trycmd");
}

#[test]
fn sessions_in_english_say_what_they_said() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .env("VIGIE_PORTAL", "none")
        .env("LC_ALL", "en_GB.UTF-8")
        .case("tests/cmd/en/*.trycmd");
}
