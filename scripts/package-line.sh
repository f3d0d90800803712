#!/usr/bin/env bash
# Makes the packages for other lines of cdk8s-plus from these sources, and tries each as its users would: the tests of what
# is rendered, and a new app that has nothing but it. The packages are put into dist/js.
#
#   scripts/package-line.sh LINE ...
#   scripts/package-line.sh --all
#
# Needs a package registry that npm is set up for.
source "$(dirname "$0")/common.sh"
source scripts/new-app.sh

need_compiled_library

# All that says what the construct makes. What judges manifests is the same for all lines, and so is its arithmetic, of which
# the promises are thousands of cases.
GOLDEN=(test/service test/releases test/newer-fields.test.ts test/docs/readme-snippets.test.ts --testPathIgnorePatterns promises)

declare -A versions
while read -r line version; do versions[$line]=$version; done < <(ts-node -T scripts/lines/write-line.ts --list)
[ $# != 0 ] || fail "which line? One of ${!versions[*]}, or --all"
[ "$1" != --all ] || set -- $(printf '%s\n' "${!versions[@]}" | sort)
for line in "$@"; do [ -n "${versions[$line]:-}" ] || fail "there is no other line '$line' in projenrc/lines.ts"; done

# Synthesizes the apps of a folder, each into a folder of its own: synth_apps FOLDER OUTDIR
synth_apps() {
  local app
  for app in "${apps[@]}"; do
    (cd "$1" && CDK8S_OUTDIR="$2/$app" quietly "${@:3}" "$app") || fail "$app cannot be synthesized"
  done
}

# Apps that the library alone makes. A Deployment of cdk8s-plus itself is another one with each line.
apps=(examples/{minimal,production,seed,stages}/main.ts scripts/python/app.ts)

heading 'What the sources give with their own line'
synth_apps "$root" "$temp/own" ts-node --project examples/tsconfig.json

for line in "$@"; do
  version=${versions[$line]}
  name="cdk8s-zero-downtime-$line"
  # Within the root, so that all but cdk8s-plus is found in its node_modules.
  work="$root/.cache/lines/$line"

  heading "$name: compiling"
  rm -rf "$work" && mkdir -p "$work/node_modules"
  ts-node -T scripts/lines/write-line.ts "$line" "$work"
  # jsii packs what is bundled from the package's own folder.
  cp -r node_modules/{argparse,diff,fastest-levenshtein,js-yaml,yaml} "$work/node_modules"
  (cd "$temp" && quietly npm pack "cdk8s-plus-$line@$version")
  mkdir "$work/node_modules/cdk8s-plus-$line"
  tar -xzf "$temp/cdk8s-plus-$line-$version.tgz" --strip-components=1 -C "$work/node_modules/cdk8s-plus-$line"
  cd "$work"
  quietly jsii --silence-warnings=reserved-word
  quietly node scripts/lean-package.js
  ! grep -rlE '(require\("|from '\'')cdk8s-plus-27' lib || fail 'the package still loads cdk8s-plus-27'

  heading "$name: the tests of what is rendered"
  quietly jest --ci --coverage=false "${GOLDEN[@]}"
  grep -E '^(Tests|Snapshots):' "$temp/log"

  heading "$name: packing"
  quietly jsii-pacmak --target js
  cd "$root"
  mkdir -p dist/js
  cp "$work"/dist/js/*.tgz dist/js
  ls "$work"/dist/js | sed 's|^|dist/js/|'

  app_with "$(echo "$work"/dist/js/*.tgz)" "$name" "cdk8s-plus-$line" "$version"
  mkdir -p "$app/scripts/python"
  cp -r "$work/examples" "$app"
  cp "$work/scripts/python/app.ts" "$app/scripts/python"
  (cd "$app" && quietly npx tsc --noEmit --project .)
  echo 'compiled by tsc, with the settings of cdk8s init'
  synth_apps "$app" "$temp/$line" npx ts-node -T
  diff --recursive "$temp/own" "$temp/$line" || fail "the manifests with cdk8s-plus-27 (<) and cdk8s-plus-$line (>) are not the same"
  echo "the same bytes as with cdk8s-plus-27, from ${#apps[@]} apps"
  for command in check timeline; do
    node lib/cli/main.js $command "$temp/own" > "$temp/said" || [ $? = 1 ]
    (cd "$app" && npx "$name" $command "$temp/own") > "$temp/says" || [ $? = 1 ]
    diff "$temp/said" "$temp/says" || fail "$command says something else"
  done
  echo 'check and timeline say the same'
  rm -rf "$work"
done
heading 'Each line gives the same'
