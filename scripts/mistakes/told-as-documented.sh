# shellcheck shell=bash
# Sourced by scripts that have made a new app in $app.

# Compares docs/mistakes.md with what the app is told.
told_as_documented() {
  node scripts/mistakes/page.js "$app" > "$temp/mistakes.md"
  diff --unified docs/mistakes.md "$temp/mistakes.md" || fail 'docs/mistakes.md is out of date: npm run mistakes'
  echo "$(grep -c '^\*\*' docs/mistakes.md) mistakes are told what docs/mistakes.md says"
}
