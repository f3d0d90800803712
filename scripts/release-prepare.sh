#!/usr/bin/env bash
# Writes what a release consists of, and publishes nothing:
#
#   npx projen release:prepare -- VERSION
#
# In the repository, to be committed: the heading in CHANGELOG.md and the manifests in test/releases/VERSION.
# In dist/release/VERSION: the npm package, the wheel, and provenance.json with their hashes, the commit and the tools.
#
# The version in package.json stays 0.0.0, as in each commit: it is written for the packages, and taken back.
source "$(dirname "$0")/common.sh"

version=${1:-}
[[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "which version? For example: npx projen release:prepare -- 0.1.0"
[ ! -e "test/releases/$version" ] || fail "test/releases/$version is there already: $version was prepared before"
[ -z "$(git status --porcelain)" ] || fail 'the tree has changes that are not committed, which no provenance could name'
need_compiled_library
need_python

heading "CHANGELOG.md and test/releases/$version"
ts-node -T scripts/release-heading.ts CHANGELOG.md "$version" "$(date -u +%F)"
ts-node -T scripts/release-manifests.ts "$version"
git --no-pager diff --stat
ls "test/releases/$version"

heading "Compiling as $version"
cp package.json "$temp/package.json"
# Back to 0.0.0, also after a failure: the assembly, too, has the version.
trap 'cp "$temp/package.json" package.json; rm -rf "$temp"' EXIT
node -e 'const fs = require("fs"); const it = JSON.parse(fs.readFileSync("package.json")); it.version = process.argv[1]; fs.writeFileSync("package.json", JSON.stringify(it, null, 2) + "\n");' "$version"
quietly jsii --silence-warnings=reserved-word
quietly node scripts/lean-package.js

heading 'Packing'
out="dist/release/$version"
rm -rf "$out"
mkdir -p "$out"
for target in js python; do
  quietly jsii-pacmak --target "$target" --outdir "$temp/packed"
done
cp "$temp"/packed/js/*.tgz "$temp"/packed/python/*.whl "$out"
cp "$temp/package.json" package.json
quietly jsii --silence-warnings=reserved-word
quietly node scripts/lean-package.js

heading 'Provenance'
ts-node -T scripts/release-provenance.ts "$out" "$version" > "$temp/provenance.json"
mv "$temp/provenance.json" "$out/provenance.json"
cat "$out/provenance.json"

cat << END

Nothing was published. What is left:
  1. npx jest test/releases
  2. git add CHANGELOG.md test/releases && git commit -m "chore: release $version"; git tag v$version
  3. npm publish $out/*.tgz --dry-run, then without --dry-run; the wheel with twine upload $out/*.whl
END
