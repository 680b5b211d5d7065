#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

# Runs the weekly pipeline of docs/ci/ for real, twice: the parts must make one report, and the second run must tell
# what changed since the first.
#
# usage: tests/cohort_template.sh VIGIE GITLAB_CI_LOCAL…
#   VIGIE            absolute path of the binary
#   GITLAB_CI_LOCAL  the command, with its arguments, that runs GitLab CI files

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
vigie=$1
shift
runner=("$@")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work GIT_CONFIG_NOSYSTEM=1
git config --global user.name "Vigie contributors"
git config --global user.email "vigie@example.org"
git config --global init.defaultBranch main

fail() {
  echo "tests/cohort_template.sh: $*" >&2
  exit 1
}

# Six repositories to audit.
for name in un deux trois quatre cinq six; do
  git init --quiet "$work/seed/$name"
  printf '# %s\n\nUn outil.\n' "$name" >"$work/seed/$name/README.md"
  git -C "$work/seed/$name" add --all
  git -C "$work/seed/$name" commit --quiet --message "First version"
  git clone --quiet --bare "$work/seed/$name" "$work/cohort/$name.git"
done

# The project that holds the pipeline.
mkdir "$work/programme"
cd "$work/programme"
cp "$root/docs/ci/cohort.gitlab-ci.yml" .gitlab-ci.yml
git init --quiet
git add --all
git commit --quiet --message "First version"
git remote add origin https://gitlab.example.org/eig/programme.git
git update-ref refs/remotes/origin/main HEAD
git remote set-head origin main

run_pipeline() {
  "${runner[@]}" --force-shell-executor --shell-isolation --no-color \
    --variable "VIGIE=$vigie" --variable VIGIE_LANG=en --variable VIGIE_PORTAL=none --variable "COHORT=--from $work/cohort" \
    --ignore-predefined-vars CI_PIPELINE_SOURCE --variable CI_PIPELINE_SOURCE=schedule >"$work/log" 2>&1 ||
    fail "the pipeline failed: $(tail -n 40 "$work/log")"
}

run_pipeline
report=.gitlab-ci-local/artifacts/pages/public
[ -s "$report/index.html" ] || fail "no report was kept; $(tail -n 40 "$work/log")"
[ "$(find "$report/audits" -name '*.json' | wc -l)" = 6 ] || fail "six audits make the report"
# One run of the whole says the same.
VIGIE_PORTAL=none "$vigie" cohort --from "$work/cohort" --no-cache --lang en --out "$work/whole" >"$work/whole.log"
for table in repositories.csv findings.csv; do
  cmp "$work/whole/$table" "$report/$table" || fail "the parts do not make the whole"
done
[ ! -e "$report/comparison.md" ] || fail "a first run has nothing to compare with"

echo "PASSWORD=7f3k9Zq1" >"$work/seed/deux/.env"
git -C "$work/seed/deux" add --force .env
git -C "$work/seed/deux" commit --quiet --message "Settings"
git -C "$work/seed/deux" push --quiet "$work/cohort/deux.git" main
run_pipeline
grep --quiet "env-file-tracked" "$report/comparison.md" || fail "what changed is not told; $(tail -n 40 "$work/log")"
grep --quiet "env-file-tracked" "$work/log" || fail "the job's log does not tell what changed"
grep --quiet "reused from an earlier audit: [1-6]" "$work/log" || fail "nothing was reused; $(tail -n 40 "$work/log")"

echo "The weekly pipeline: 2 runs, one report each"
