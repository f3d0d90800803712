# shellcheck shell=bash
# Sourced by the scripts beside it: strict mode, the root as working directory, one temporary folder, plain failures.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export PATH="$root/node_modules/.bin:$PATH"
export CDK8S_CHECK_UPGRADE=false JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

heading() {
  printf '\n--- %s (after %d s)\n' "$1" "$SECONDS"
}

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  exit 1
}

# Runs a command whose output matters only if it fails.
quietly() {
  "$@" > "$temp/log" 2>&1 || { cat "$temp/log" >&2; fail "$*"; }
}

need_compiled_library() {
  [ -d node_modules ] || fail "node_modules is missing: run 'npm ci' first"
  [ -f lib/index.js ] || fail "lib is missing: run 'npx projen compile' first"
}

need_python() {
  python3 -c 'import venv, ensurepip' 2> /dev/null || fail "python3 with its venv module is needed (on Debian and Ubuntu: the package python3-venv)"
}

# Installs one pinned Python package into a virtual environment of its own, once: pinned_python NAME VERSION
pinned_python() {
  local venv="$root/.cache/$1-$2"
  [ -f "$venv/complete" ] && return
  need_python
  rm -rf "$venv"
  quietly python3 -m venv "$venv"
  quietly "$venv/bin/pip" install --quiet --disable-pip-version-check "$1==$2"
  touch "$venv/complete"
}

# Installs the tools of a folder that has a package.json and a lock of its own, once for each lock: own_tools FOLDER
own_tools() {
  local installed="$1/node_modules/.package-lock.json"
  [ -f "$installed" ] && [ ! "$1/package-lock.json" -nt "$installed" ] && return
  quietly npm ci --prefix "$1" --no-audit --no-fund
  touch "$installed"
}

# Synthesizes an app with a cdk8s.yaml: synth FOLDER OUTDIR
synth() {
  (cd "$1" && quietly cdk8s synth --output "$2")
}
