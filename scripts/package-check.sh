#!/usr/bin/env bash
# Looks at the npm package as its users do: what is in it, and whether a new app works with nothing but it.
#
# Needs a package registry that npm is set up for.
source "$(dirname "$0")/common.sh"
source scripts/new-app.sh
source scripts/mistakes/told-as-documented.sh

need_compiled_library
node scripts/lean-package.js

heading 'What the package contains'
npm pack --dry-run --json 2> /dev/null > "$temp/pack.json"
node - "$temp/pack.json" << 'JS'
const ALLOWED = [
  /^lib\/.+\.(js|d\.ts)$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^package\.json$/,
  // bundled, since jsii does not install it for other languages
  /^node_modules\/(diff|fastest-levenshtein|js-yaml|argparse|yaml)\//,
  /^docs\/figures\/.+\.svg$/, // what README.md shows
  /^\.jsii$/, // what jsii translates the library by
  /^rosetta\/[^/]+\.ts-fixture$/, // and its examples
];
const REQUIRED = [
  'lib/index.js', 'lib/index.d.ts', '.jsii', 'README.md', 'CHANGELOG.md', 'LICENSE', 'package.json',
  'node_modules/fastest-levenshtein/mod.js', 'node_modules/js-yaml/package.json', 'node_modules/yaml/package.json', 'node_modules/diff/package.json', 'lib/cli/main.js',
  'docs/figures/rehearsal.svg', 'docs/figures/timeline-minimal.svg',
];
const MAX_BYTES = 1_000_000; // of which 200 kB are the bundled libraries: see scripts/lean-package.js

const [{ files, size, unpackedSize }] = JSON.parse(require('fs').readFileSync(process.argv[2]));
const paths = files.map(file => file.path);
const surplus = paths.filter(path => !ALLOWED.some(allowed => allowed.test(path)));
const missing = REQUIRED.filter(path => !paths.includes(path));
console.log(`${files.length} files, ${Math.ceil(size / 1000)} kB packed, ${Math.ceil(unpackedSize / 1000)} kB unpacked`);
// Types are packed for what the index leads to, and for all of that.
const { readFileSync } = require('fs');
const { dirname, join } = require('path');
const untyped = [];
const typed = ['lib/index.d.ts'];
for (const path of typed) {
  for (const [, imported] of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
    const file = join(dirname(path), imported);
    const found = [`${file}.d.ts`, `${file}/index.d.ts`].find(each => paths.includes(each));
    if (!found) { untyped.push(`${path}: ${file}`); } else if (!typed.includes(found)) { typed.push(found); }
  }
}
if (untyped.length) { console.error(`types that are not packed:\n  ${untyped.slice(0, 20).join('\n  ')}`); }
if (surplus.length) { console.error(`${surplus.length} files that no user needs:\n  ${surplus.slice(0, 20).join('\n  ')}`); }
if (missing.length) { console.error(`missing:\n  ${missing.join('\n  ')}`); }
if (size > MAX_BYTES) { console.error(`more than ${MAX_BYTES / 1000} kB packed`); }
process.exit(untyped.length || surplus.length || missing.length || size > MAX_BYTES ? 1 : 0);
JS

new_app

heading 'What others say of the package: publint and @arethetypeswrong/cli'
own_tools scripts/package-lint
linters=scripts/package-lint/node_modules/.bin
"$linters/publint" run "$temp/package.tgz" --strict
# .jsii is no module: jsii finds the assembly there, as JSON.
"$linters/attw" "$temp/package.tgz" --exclude-entrypoints .jsii

cp examples/minimal/main.ts examples/minimal/cdk8s.yaml "$app"

synth "$app" "$temp/first"
kinds=$(cat "$temp"/first/*.yaml | sed -n 's/^kind: //p' | sort | xargs)
[ "$kinds" = 'Deployment PodDisruptionBudget Service' ] || fail "the app makes '$kinds' instead of three objects"
echo "synthesized: $kinds"

synth "$app" "$temp/second"
diff --recursive "$temp/first" "$temp/second" || fail 'a second synth gave other manifests'
synth examples/minimal "$temp/example"
diff --recursive "$temp/first" "$temp/example" || fail 'the new app and examples/minimal gave different manifests'
echo 'the same bytes on a second run, and from examples/minimal'
heading 'What common mistakes are told'
told_as_documented
heading 'The package is complete'
