#!/usr/bin/env bash
# The validation plugin as users have it: a new app that installs the package, and `cdk8s synth` with `validations`.
#
# Needs a package registry that npm is set up for.
source "$(dirname "$0")/common.sh"
source scripts/new-app.sh

need_compiled_library

new_app cdk8s-cli
export PATH="$app/node_modules/.bin:$PATH"

# The cdk8s.yaml of docs/check.md, for one of the apps below: use MAIN PROPERTIES
use() {
  cat > "$app/cdk8s.yaml" << YAML
language: typescript
app: npx ts-node $1
validations:
  - package: ./node_modules/cdk8s-zero-downtime
    version: 0.0.0
    class: ZeroDowntimeValidation
    properties: $2
YAML
  rm -rf "$app/dist" "$app/.zero-downtime.yaml"
}

cat > "$app/construct.ts" << 'TS'
import { App, Chart } from 'cdk8s';
import { HealthCheck, ZeroDowntimeService } from 'cdk8s-zero-downtime';

const app = new App();
new ZeroDowntimeService(new Chart(app, 'shop'), 'web', { image: 'registry.example.com/web:1.4.2', healthCheck: HealthCheck.http('/ready') });
app.synth();
TS

cat > "$app/default.ts" << 'TS'
import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';

const app = new App();
const web = new Deployment(new Chart(app, 'shop'), 'web', { containers: [{ image: 'registry.example.com/web:1.4.2', portNumber: 8080 }] });
web.exposeViaService();
app.synth();
TS

# Synthesizes, and compares the exit code: expect_exit CODE
expect_exit() {
  local code=0
  (cd "$app" && cdk8s synth) > "$temp/out" 2>&1 || code=$?
  cat "$temp/out"
  [ "$code" = "$1" ] || fail "cdk8s synth ended with $code instead of $1"
}

# Compares what was printed: expect_text PATTERN
expect_text() {
  grep -Eq -- "$1" "$temp/out" || fail "nothing was printed that fits '$1'"
}

heading 'The construct passes'
use construct.ts '{ kubernetesVersion: "1.30" }'
expect_exit 0
expect_text 'Status +│ success'
expect_text 'Errors +│ 0'
expect_text 'Objects +│ 3'

heading 'The construct and its prop are named'
sed "s/^app.synth/ApiObject.of(web.deployment).addJsonPatch(JsonPatch.replace('\/spec\/replicas', 1));\napp.synth/; s/^new ZeroDowntimeService/const web = new ZeroDowntimeService/; s/App, Chart/ApiObject, App, Chart, JsonPatch/" \
  "$app/construct.ts" > "$app/patched.ts"
use patched.ts '{ kubernetesVersion: "1.30" }'
expect_exit 2
expect_text '> spec.replicas \(Deployment, line [0-9]+, of ZeroDowntimeService shop/web\)'
expect_text 'How to fix: In the props of this ZeroDowntimeService, set replicas: 2\.'

heading 'The defaults of cdk8s-plus fail'
use default.ts '{ kubernetesVersion: "1.30" }'
expect_exit 2
expect_text 'Status +│ failure'
expect_text 'prestop-missing \(1 occurrences\)'
expect_text 'Construct Path: shop/web/'
expect_text 'Manifest Path: .*dist/shop.k8s.yaml'
expect_text '> spec.template.spec.containers\[0\].lifecycle.preStop \(Deployment, line [0-9]+\)'
expect_text 'Recommendation: error: .*preStop'
expect_text 'How to fix: .*preStop.*See https://'

heading 'Warnings pass, and are shown'
cp "$temp/out" "$temp/failed"
use default.ts '{ config: settings.yaml }'
{
  echo 'severities:'
  # All that were errors.
  awk '/ occurrences\)/ { rule = $1 } /Recommendation: error:/ { print rule }' "$temp/failed" | sed 's/\x1b\[[0-9;]*m//g' | sort -u | sed 's/.*/  &: warning/'
} > "$app/settings.yaml"
cat "$app/settings.yaml"
expect_exit 0
expect_text 'Status +│ success'
expect_text 'Recommendation: warning: .*preStop'

heading 'A wrong property is refused'
use construct.ts '{ platfrom: eks }'
expect_exit 1
expect_text 'properties.platfrom is not a setting: did you mean platform\?'

heading 'The settings of the working directory count'
use construct.ts '{}'
echo 'platform: openshift' > "$app/.zero-downtime.yaml"
expect_exit 2
expect_text 'platform is "openshift". Allowed: eks, aks or gke.'

heading 'With a baseline, a release without a change passes'
use construct.ts '{ kubernetesVersion: "1.30", baseline: baseline }'
(cd "$app" && npx ts-node construct.ts && rm -rf baseline && mv dist baseline)
expect_exit 0
expect_text 'Update +│ No workload restarts'

heading 'With a baseline, a construct that moves fails'
cat > "$app/moved.ts" << 'TS'
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Deployment } from 'cdk8s-plus-27';

const app = new App();
const backend = new Construct(new Chart(app, 'shop'), 'backend');
const web = new Deployment(backend, 'web', { containers: [{ image: 'registry.example.com/web:1.4.2', portNumber: 8080 }] });
web.exposeViaService();
app.synth();
TS
use moved.ts '{ kubernetesVersion: "1.30", baseline: baseline }'
(cd "$app" && npx ts-node default.ts && rm -rf baseline && mv dist baseline)
expect_exit 2
expect_text 'construct-path-rename \([12] occurrences\)'
expect_text 'How to fix: Set metadata.name of the construct to shop-web'

heading 'The command says the same'
use default.ts '{ kubernetesVersion: "1.30" }'
(cd "$app" && cdk8s synth > "$temp/out" 2>&1) || true
code=0
(cd "$app" && npx cdk8s-zero-downtime check --kubernetes-version 1.30 dist) > "$temp/out" 2>&1 || code=$?
cat "$temp/out"
[ "$code" = 1 ] || fail "check ended with $code instead of 1"
expect_text 'prestop-missing, line'
heading 'The plugin works'
