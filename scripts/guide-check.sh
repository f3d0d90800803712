#!/usr/bin/env bash
# docs/getting-started.md, word for word: its files, commands and outputs, in a new app that installs the packed package.
#
# The page names the package for the line that `cdk8s init` adds; here it is the package of these sources, which differs in its number
# only (test/lines). Not run: `cdk8s init` itself, which reads schemas from the internet, and kubectl, which needs a cluster.
# Needs a package registry that npm is set up for.
source "$(dirname "$0")/common.sh"
source scripts/new-app.sh

need_compiled_library
new_app cdk8s-cli
# What `cdk8s init` writes is replaced by the first file of the page.
rm -f "$app/main.ts"
printf 'language: typescript\napp: npx ts-node main.ts\n' > "$app/cdk8s.yaml"
heading 'Each step of the page'
node scripts/guide/run-page.js docs/getting-started.md "$app"
heading 'The guide works'
