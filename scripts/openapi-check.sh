#!/usr/bin/env bash
# Builds cdk8s-zero-downtime-openapi, installs it into an empty folder, and holds its verdicts, and those of the binary of
# oasdiff, against the pairs of documents in test/fixtures/openapi-pairs. Needs Go. With --package, the binary is not tried.
source "$(dirname "$0")/common.sh"

scripts/openapi-package.sh

oasdiff=github.com/oasdiff/oasdiff
version=$(cd packages/openapi && go list -m -f '{{.Version}}' $oasdiff)
if [ "${1:-}" = --package ]; then
  heading 'The binary of oasdiff is NOT TRIED: npm run openapi:check does'
else
  heading 'oasdiff as a binary'
  export OASDIFF_FOLDER="$root/.cache/oasdiff-$version"
  [ -x "$OASDIFF_FOLDER/oasdiff" ] || (cd packages/openapi && GOFLAGS=-mod=readonly quietly \
    go build -trimpath -buildvcs=false -ldflags="-s -w -X $oasdiff/build.Version=${version#v}" -o "$OASDIFF_FOLDER/oasdiff" $oasdiff)
fi

heading 'In an empty folder'
export OPENAPI_APP="$temp/app"
mkdir "$OPENAPI_APP"
echo '{"private":true}' > "$OPENAPI_APP/package.json"
(cd "$OPENAPI_APP" && quietly npm install --offline --no-audit --no-fund "$root"/dist/js/cdk8s-zero-downtime-openapi-*.tgz)
said=$("$OPENAPI_APP/node_modules/.bin/cdk8s-zero-downtime-openapi" --version)
[ "$said" = "oasdiff version ${version#v}" ] || fail "the installed package says '$said'"
echo "$said"
grep -q '^## github.com/oasdiff/oasdiff ' "$OPENAPI_APP/node_modules/cdk8s-zero-downtime-openapi/NOTICES.md" || fail 'the notices are missing'

heading 'Pairs of documents, and limits'
jest --ci --coverage=false --selectProjects openapi --reporters=default
heading 'The verdicts are right'
