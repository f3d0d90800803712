#!/usr/bin/env bash
# Writes docs/mistakes.md: what common mistakes are told in a new app that installs the packed package.
#
# Needs a package registry that npm is set up for. `npm run package:check` compares the page.
source "$(dirname "$0")/common.sh"
source scripts/new-app.sh

need_compiled_library
new_app
node scripts/mistakes/page.js "$app" > "$temp/mistakes.md"
cp "$temp/mistakes.md" docs/mistakes.md
