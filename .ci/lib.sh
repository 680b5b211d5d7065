# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

# What `.ci/test` and `.ci/demo` share: steps with their duration, and what has to be installed.
# What it installs for the project alone lies in target/tools; removing that folder undoes it.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${CARGO_TARGET_DIR:-$PWD/target}
tools=$PWD/target/tools
mkdir -p "$tools"
export PATH="$HOME/.cargo/bin:$PATH"
# shellcheck disable=SC2034 # used by the scripts that read this file
vigie=$target/debug/vigie

passed=0
failed=()

heading() {
  printf '\n== %s\n' "$*"
}

# step NAME COMMAND…: runs a command, says how long it took and goes on when it fails.
step() {
  local name=$1 begin=$SECONDS
  shift
  heading "$name"
  # A subshell of its own, so that the first failing command of a function ends it.
  set +e
  (set -e; "$@")
  local code=$?
  set -e
  if [ "$code" = 0 ]; then
    passed=$((passed + 1))
    printf '   done, %s s\n' $((SECONDS - begin))
  else
    failed+=("$name")
    printf '   FAILED (exit %s), %s s: %s\n' "$code" $((SECONDS - begin)) "$*"
  fi
}

# Ends the script with the sum of its steps.
summary() {
  heading "Sum"
  local name
  for name in "${failed[@]+"${failed[@]}"}"; do
    printf '   FAILED: %s\n' "$name"
  done
  printf '   %s s in all\n' "$SECONDS"
  printf 'steps: %s passed, %s failed\n' "$passed" "${#failed[@]}"
  [ "${#failed[@]}" = 0 ]
}

# Runs a command in silence; shows the end of what it said when it fails.
quietly() {
  local log
  log=$(mktemp "$tools/log.XXXXXX")
  if "$@" >"$log" 2>&1; then
    rm -f "$log"
  else
    local code=$?
    tail -n 30 "$log" >&2
    rm -f "$log"
    return "$code"
  fi
}

have() {
  command -v "$1" >/dev/null 2>&1
}

# packages NAME…: installs Debian packages.
packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    have sudo && as_root=(sudo)
  fi
  if ! have apt-get || { [ "$(id -u)" != 0 ] && [ "${#as_root[@]}" = 0 ]; }; then
    echo "Please install what these Debian packages hold, then start again: $*" >&2
    return 1
  fi
  echo "   installing $*"
  quietly "${as_root[@]+"${as_root[@]}"}" apt-get update -qq
  quietly "${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

# What compiling Vigie needs beside Rust: OpenSSL and libgit2 are built from source.
install_compilers() {
  local missing=()
  have git || missing+=(git)
  have cc || missing+=(gcc libc6-dev)
  have make || missing+=(make)
  perl -MFindBin -MIPC::Cmd -MTime::Piece -e 1 2>/dev/null || missing+=(perl)
  [ "${#missing[@]}" = 0 ] || packages "${missing[@]}"
  if ! have cargo; then
    echo "There is no Rust toolchain: install one (1.89 or later), for instance with https://rustup.rs, then start again." >&2
    return 1
  fi
}
