#!/usr/bin/env bash
# Holds the manifests of the examples against tools that others have written.
#
#   scripts/conformance.sh [schemas] [repeat] [linters]     all three, unless some are named
#
# schemas  strict schemas of the oldest and the newest Kubernetes version that is supported; the examples of the rules by
#          the newest only
# repeat   the same bytes when synthesized again
# linters  kube-score and checkov find in the smallest service what docs/linters.md lists as deliberate, and nothing else
#
# Needs python3 with venv, and Go for the linters. Tools are installed into .cache, never globally.
source "$(dirname "$0")/common.sh"

KUBERNETES_VERSIONS=(1.30 1.37)
KUBERNETES_VALIDATE=1.37.0
CHECKOV=3.3.30
KUBE_SCORE=v1.20.0

synth_examples() {
  local config
  for config in examples/*/cdk8s.yaml; do
    synth "$(dirname "$config")" "$temp/$1/$(basename "$(dirname "$config")")"
  done
}

INSTALLED="Couldn't find schema for kind [A-Za-z]* with api version \\(gateway.networking.k8s.io\\|keda.sh\\)/"

schemas() {
  heading "Schemas of Kubernetes ${KUBERNETES_VERSIONS[*]}: kubernetes-validate $KUBERNETES_VALIDATE"
  pinned_python kubernetes-validate "$KUBERNETES_VALIDATE"
  local -a versions
  local version file status=0
  quietly npx ts-node -T scripts/rule-examples.ts "$temp/of-rules/rules"
  for file in "$temp"/first/*/*.yaml "$temp"/of-rules/*/*.yaml; do
    versions=()
    for version in "${KUBERNETES_VERSIONS[@]}"; do
      case "$file" in */rules/*) versions=(-k "$version") ;; *) versions+=(-k "$version") ;; esac
    done
    # It only warns about a kind that has no schema in a version, and then exits with 0. Kinds that are installed into a cluster have none.
    if ".cache/kubernetes-validate-$KUBERNETES_VALIDATE/bin/kubernetes-validate" --strict "${versions[@]}" "$file" > "$temp/log" 2>&1 &&
      ! grep -v "$INSTALLED" "$temp/log" | grep -qv '^INFO '; then
      printf 'valid  %s: %d checks\n' "${file#"$temp"/*/}" "$(grep -c '^INFO ' "$temp/log")"
    else
      grep -v '^INFO ' "$temp/log" >&2 || true
      printf 'INVALID  %s\n' "${file#"$temp"/*/}" >&2
      status=1
    fi
  done
  [ "$status" = 0 ] || fail 'some manifests do not fit the schemas'
}

repeat() {
  heading 'The same bytes when synthesized again'
  synth_examples second
  diff --recursive "$temp/first" "$temp/second" || fail 'a second synth gave other manifests'
  echo 'equal'
}

# The check ids that docs/linters.md lists for a tool.
listed() {
  sed -nE "s/^\| *$1 *\| *\`([^\`]+)\` *\|.*/\1/p" docs/linters.md | sort
}

# What a tool found, on standard input, must be exactly what is listed: compare TOOL
compare() {
  local tool=$1 found="$temp/found" status=0 id
  sort --unique | sed '/^$/d' > "$found"
  listed "$tool" > "$temp/listed"
  for id in $(comm -23 "$found" "$temp/listed"); do
    printf 'NEW      %s %s is found, but docs/linters.md gives no reason for it\n' "$tool" "$id" >&2
    status=1
  done
  for id in $(comm -13 "$found" "$temp/listed"); do
    printf 'OBSOLETE %s %s is in docs/linters.md, but is found no more\n' "$tool" "$id" >&2
    status=1
  done
  [ "$status" = 0 ] || fail "the findings of $tool are not those of docs/linters.md"
  printf '%s: %d findings, all listed in docs/linters.md\n' "$tool" "$(wc -l < "$found")"
}

linters() {
  heading "kube-score $KUBE_SCORE and checkov $CHECKOV on the minimal example"
  [ -f docs/linters.md ] || fail 'docs/linters.md is missing'
  local manifest
  manifest=$(echo "$temp"/first/minimal/*.yaml)

  local kube_score="$root/.cache/kube-score-$KUBE_SCORE/kube-score"
  if [ ! -x "$kube_score" ]; then
    command -v go > /dev/null || fail 'go is needed to install kube-score'
    quietly env GOBIN="$(dirname "$kube_score")" GOFLAGS= go install "github.com/zegl/kube-score/cmd/kube-score@$KUBE_SCORE"
  fi
  # Exits with 1 when it finds something. A grade of 1 is critical, 5 a warning.
  { "$kube_score" score --output-format json "$manifest" || true; } > "$temp/kube-score.json"
  node -p 'JSON.parse(fs.readFileSync(process.argv[1])).flatMap(object => object.checks)
    .filter(result => !result.skipped && result.grade <= 5).map(result => result.check.id).join("\n")' "$temp/kube-score.json" | compare kube-score

  pinned_python checkov "$CHECKOV"
  ".cache/checkov-$CHECKOV/bin/checkov" --file "$manifest" --framework kubernetes --output json --compact --quiet --soft-fail --skip-download > "$temp/checkov.json"
  node -p 'JSON.parse(fs.readFileSync(process.argv[1])).results.failed_checks.map(result => result.check_id).join("\n")' "$temp/checkov.json" | compare checkov
}

[ $# -gt 0 ] || set -- schemas repeat linters
for part in "$@"; do
  case "$part" in schemas | repeat | linters) ;; *) fail "unknown part '$part': schemas, repeat or linters" ;; esac
done
need_compiled_library
heading 'Synthesizing the examples'
synth_examples first
ls "$temp/first"
for part in "$@"; do "$part"; done
heading 'Conformance is given'
