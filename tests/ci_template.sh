#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

# Runs the GitLab CI job of docs/ci/ for real, on two small repositories: the gate must close on one and stay
# open on the other, and the reports must be kept in both cases.
#
# usage: tests/ci_template.sh VIGIE GITLAB_CI_LOCAL…
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
  echo "tests/ci_template.sh: $*" >&2
  exit 1
}

# Turns a folder into a repository that includes the job.
publish() {
  mkdir -p "$1/.gitlab"
  cp "$root/docs/ci/vigie.gitlab-ci.yml" "$1/.gitlab/"
  printf 'include:\n  - local: .gitlab/vigie.gitlab-ci.yml\n' >"$1/.gitlab-ci.yml"
  git -C "$1" init --quiet
  git -C "$1" add --all
  git -C "$1" commit --quiet --message "First version"
  git -C "$1" remote add origin "https://gitlab.example.org/equipe/$(basename "$1").git"
  git -C "$1" update-ref refs/remotes/origin/main HEAD
  git -C "$1" remote set-head origin main
}

# Runs the job in a repository and says its exit code. Further arguments are variables.
run_job() {
  local folder=$1 code=0 variables=()
  shift
  for variable in "VIGIE=$vigie" VIGIE_LANG=en VIGIE_PORTAL=none "$@"; do
    variables+=(--variable "$variable")
  done
  (cd "$folder" && "${runner[@]}" --force-shell-executor --shell-isolation --no-color "${variables[@]}" vigie) \
    >"$folder.log" 2>&1 || code=$?
  echo "$code"
}

expect_reports() {
  local folder=$1/.gitlab-ci-local/artifacts/vigie
  for report in vigie.html vigie.md vigie.json gl-code-quality-report.json; do
    [ -s "$folder/$report" ] || fail "$(basename "$1"): $report was not kept; $(tail -n 30 "$1.log")"
  done
  python3 - "$folder" "$2" "$3" <<'PY'
import json, pathlib, sys
folder, passed = pathlib.Path(sys.argv[1]), sys.argv[2] == "passed"
audit = json.loads((folder / "vigie.json").read_text("utf-8"))
issues = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
assert audit["gate"]["passed"] is passed, audit["gate"]
assert audit["target"]["commit"], "the commit is named"
assert audit["tool"]["profile"] == sys.argv[3], audit["tool"]
for issue in issues:
    assert {"description", "check_name", "fingerprint", "severity", "location"} <= issue.keys(), issue
failed = [v["rule"] for v in audit["verdicts"] if v["verdict"] == "fail"]
assert sorted(set(failed)) == sorted({issue["check_name"] for issue in issues}), (failed, issues)
PY
}

# No licence, no README: required rules fail.
mkdir -p "$work/bare"
echo 'print("bonjour")' >"$work/bare/main.py"
publish "$work/bare"
code=$(run_job "$work/bare")
[ "$code" = 1 ] || fail "the gate stayed open on a bare repository (exit $code); $(tail -n 30 "$work/bare.log")"
expect_reports "$work/bare" closed eig
grep --quiet "FAIL 1" "$work/bare.log" || fail "the job's exit code is not 1: $(tail -n 30 "$work/bare.log")"

# The same repository, with another profile, when nothing may fail the job: the report still says no.
code=$(run_job "$work/bare" VIGIE_FAIL_ON=never VIGIE_PROFILE=minimal)
[ "$code" = 0 ] || fail "VIGIE_FAIL_ON=never failed the job (exit $code); $(tail -n 30 "$work/bare.log")"
expect_reports "$work/bare" closed minimal

# A model repository: Vigie's own tracked files.
mkdir -p "$work/model"
git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents --target-directory="$work/model")
publish "$work/model"
code=$(run_job "$work/model")
[ "$code" = 0 ] || fail "the gate closed on a model repository (exit $code); $(tail -n 30 "$work/model.log")"
expect_reports "$work/model" passed codegouv

# A command that cannot be found and cannot be built is a clear error, not a pass.
mkdir "$work/bin"
ln -s /usr/bin/* "$work/bin/"
rm -f "$work/bin/cargo"
code=$(PATH=$work/bin run_job "$work/bare" VIGIE=no-such-command)
[ "$code" != 0 ] || fail "the job passed without vigie"
grep --quiet "FAIL 2" "$work/bare.log" || fail "the job's exit code is not 2: $(tail -n 30 "$work/bare.log")"
grep --quiet "set VIGIE to the command" "$work/bare.log" || fail "no clear sentence: $(tail -n 30 "$work/bare.log")"

echo "The GitLab CI job: 4 passed, 0 failed"
