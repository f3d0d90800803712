#!/usr/bin/env bash
# The hook of .pre-commit-hooks.yaml by pre-commit itself, as docs/check.md says: it passes with the baseline, and stops a bad commit.
#
# Needs Python 3 and a package registry that pip is set up for; PRE_COMMIT names another pre-commit.
source "$(dirname "$0")/common.sh"

pre_commit=${PRE_COMMIT:-}
if [ -z "$pre_commit" ]; then
  python3 -m venv "$temp/venv"
  "$temp/venv/bin/pip" -q install pre-commit
  pre_commit=$temp/venv/bin/pre-commit
fi
root=$(pwd)
export GIT_AUTHOR_NAME=me GIT_AUTHOR_EMAIL=me@example.com GIT_COMMITTER_NAME=me GIT_COMMITTER_EMAIL=me@example.com
export PRE_COMMIT_HOME=$temp/pre-commit

heading 'A repository with the hook'
git init -q "$temp/hooks"
cp .pre-commit-hooks.yaml "$temp/hooks/"
git -C "$temp/hooks" add . && git -C "$temp/hooks" commit -qm hooks && git -C "$temp/hooks" tag v1

app=$temp/app
git init -q "$app"
mkdir -p "$app/manifests" "$app/node_modules/.bin"
cat > "$app/node_modules/.bin/cdk8s-zero-downtime" << SH
#!/bin/sh
TS_NODE_PROJECT='$root/test/tsconfig.json' exec node -r '$root/node_modules/ts-node/register/transpile-only' '$root/src/cli/main.ts' "\$@"
SH
chmod +x "$app/node_modules/.bin/cdk8s-zero-downtime"
echo node_modules > "$app/.gitignore"
cp test/fixtures/seed/*.yaml "$app/manifests/"
sed -n '/<!-- pre-commit:begin -->/,/<!-- pre-commit:end -->/p' docs/check.md | sed -n '/^```yaml/,/^```/p' | sed '/^```/d' \
  | sed "s|repo: .*|repo: $temp/hooks|; s|rev: .*|rev: v1|" > "$app/.pre-commit-config.yaml"
cd "$app"
npx --yes cdk8s-zero-downtime check manifests --write-baseline > /dev/null
git add .
"$pre_commit" install

heading 'What the baseline has is committed'
git commit -m first || fail 'the hook stops what the baseline has'

heading 'What is new is stopped'
sed 's/my-svc/other/g' "$root"/test/fixtures/seed/pdb.yaml > manifests/other-pdb.yaml
cat "$root"/test/fixtures/seed/deployment.yaml | sed 's/my-svc/other/g' > manifests/other.yaml
git add .
if git commit -m second > "$temp/out" 2>&1; then fail 'the hook does not stop what is new'; fi
cat "$temp/out"
grep -q 'PodDisruptionBudget other' "$temp/out" || fail 'it does not name what is new'
