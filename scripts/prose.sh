#!/usr/bin/env bash
# Looks at the English: scripts/prose/main.ts says how.
source "$(dirname "$0")/common.sh"
own_tools scripts/prose
ts-node -T scripts/prose/main.ts "$@"
