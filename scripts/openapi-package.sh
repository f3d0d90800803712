#!/usr/bin/env bash
# Builds the npm package cdk8s-zero-downtime-openapi into dist/openapi, and packs it into dist/js. Needs Go.
source "$(dirname "$0")/common.sh"

command -v go > /dev/null || fail 'go is needed to build cdk8s-zero-downtime-openapi'
export GOOS=js GOARCH=wasm GOFLAGS=-mod=readonly
oasdiff=github.com/oasdiff/oasdiff
out="$root/dist/openapi"

heading 'oasdiff as WebAssembly'
rm -rf "$out"
mkdir -p "$out" dist/js
cp -R packages/openapi/{lib,package.json,README.md,CHANGELOG.md,LICENSE} "$out"
cd packages/openapi
version=$(go list -m -f '{{.Version}}' $oasdiff)
go build -trimpath -buildvcs=false -ldflags="-s -w -X $oasdiff/build.Version=${version#v}" -o "$out/lib/oasdiff.wasm" $oasdiff
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$out/lib"
go list -deps -json=Dir,Module,Standard $oasdiff | GOVERSION=$(go env GOVERSION) node "$root/scripts/openapi/finish.js" "$out" "$(go env GOROOT)"

heading 'The npm package'
cd "$out"
npm pack --silent --pack-destination "$root/dist/js"
ls -l "$out/lib" "$root"/dist/js/cdk8s-zero-downtime-openapi-*.tgz
heading 'The package is complete'
