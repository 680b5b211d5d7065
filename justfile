# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

# Everyday commands (https://just.systems). Each is a line that can also be typed by hand.

# Names the commands.
default:
    @just --list

# Compiles the binary.
build:
    cargo build --locked

# Runs the Rust tests, or those whose name holds FILTER.
test FILTER="":
    cargo test --locked {{ FILTER }}

# Runs everything that continuous integration runs; installs what it needs.
ci:
    ./.ci/test

# Formatting, lints, licences of dependencies, REUSE.
lint:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings
    cargo deny --locked check
    reuse lint --quiet

# Writes generated documents, schemas and snapshots anew; look at the difference before committing it.
bless:
    VIGIE_BLESS=1 INSTA_UPDATE=always TRYCMD=overwrite cargo test --locked
    git status --short

# Audits a repository, this one by default.
audit TARGET="." *OPTIONS="":
    cargo run --locked --quiet -- audit {{ TARGET }} {{ OPTIONS }}

# Audits every fixture and writes the pages to target/demo/cohort.
cohort-demo:
    cargo run --locked --quiet -- cohort --from fixtures --out target/demo/cohort

# Takes the pictures of the READMEs: the scorecard of a repository, in both languages, in a headless browser.
scorecard TARGET="fixtures/rst-readme": (scorecard-in TARGET "en" "scorecard.png") (scorecard-in TARGET "fr" "scorecard.fr.png")

[private]
scorecard-in TARGET LANG PICTURE:
    mkdir -p target/demo
    -cargo run --locked --quiet -- audit {{ TARGET }} --lang {{ LANG }} --format html=target/demo/scorecard.html
    chromium --headless --no-sandbox --hide-scrollbars --window-size=1100,1000 \
      --screenshot=docs/images/{{ PICTURE }} target/demo/scorecard.html

# Writes the skeleton of a rule, such as `just new-rule readme-without-logo documentation`.
new-rule ID CATEGORY:
    cargo run --locked --quiet -- rules new {{ ID }} --category {{ CATEGORY }}

# Measures an audit of a repository against reading all of its files once.
bench REPOSITORY:
    cargo bench --locked --bench audit -- {{ REPOSITORY }}
