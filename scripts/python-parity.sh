#!/usr/bin/env bash
# Shows that the library says the same in Python as in TypeScript: builds the wheel, installs it into a fresh virtual
# environment, and compares what scripts/python/app.py and its twin app.ts synthesize, byte for byte. Then makes the mistakes
# of scripts/python/refusals.py.
#
# Needs python3 with venv, and a package registry that pip is set up for.
source "$(dirname "$0")/common.sh"

need_compiled_library
need_python
installed() {
  node -p "require('$1/package.json').version"
}

heading 'Building the wheel'
rm -rf dist/python
quietly npx projen package:python
ls dist/python/*.whl

heading 'Installing it'
python3 -m venv "$temp/venv"
# The versions of the TypeScript twin, so that nothing but the language differs.
quietly "$temp/venv/bin/pip" install --quiet --disable-pip-version-check dist/python/*.whl \
  "cdk8s==$(installed cdk8s)" "cdk8s-plus-27==$(installed cdk8s-plus-27)" "constructs==$(installed constructs)"

heading 'Synthesizing the same app in both languages'
CDK8S_OUTDIR="$temp/typescript" ts-node --project examples/tsconfig.json scripts/python/app.ts
CDK8S_OUTDIR="$temp/python" "$temp/venv/bin/python" scripts/python/app.py
diff --recursive --unified "$temp/typescript" "$temp/python" || fail 'TypeScript (-) and Python (+) gave different manifests'
printf 'the same bytes: %d objects, %d lines\n' "$(cat "$temp"/python/*.yaml | grep -c '^kind:')" "$(cat "$temp"/python/*.yaml | grep -c '')"

heading 'Making mistakes in Python'
"$temp/venv/bin/python" scripts/python/refusals.py || fail 'Python is told something else than scripts/python/refusals.py says'
heading 'Python says the same'
