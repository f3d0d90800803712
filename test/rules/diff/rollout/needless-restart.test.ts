import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { needlessRestart as rule } from '../../../../src/rules/diff/rollout';
import { isBuildMetadata, isBuildVariable } from '../../../../src/rules/diff/rollout/build-metadata';
import { appliesTo, messagesOn, verdictsOn, violationsOn } from '../updating';

const metadata = (field: string, text: string) => `kind: Deployment\nspec: { template: { metadata: { ${field}: { ${text} } } } }\n`;
const pod = (spec: string) => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }\n`;
const container = (fields: string) => pod(`containers: [{ name: web, ${fields} }]`);
const all = (...parts: string[]) => parts.join('---\n');

test('warns when only a label with the version of the chart changes', () => {
  const [verdict] = verdictsOn(rule, rule.examples.unsafe);
  const [violation] = verdict.violations;
  expect(verdict.workload?.name).toBe('web');
  expect(violation.path).toEqual(['spec', 'template', 'metadata', 'labels', 'helm.sh/chart']);
  expect(violation.severity).toBeUndefined();
  expect(violation.message).toBe('All pods of Deployment web are replaced, although the only difference is label helm.sh/chart.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Leave spec.template.metadata.labels[\'helm.sh/chart\'] as it was, or move it out of the pod template. '
    + 'Release this change, but with spec.template.metadata.labels[\'helm.sh/chart\'] of Deployment web set to web-0.3.1.');
});

test('names at most three differences', () => {
  expect(messagesOn(rule, all(metadata('annotations', 'rollme: b, build-id: "2"'), metadata('labels', 'app.kubernetes.io/version: "2", git-sha: b')))).toEqual([
    'All pods of Deployment web are replaced, although the only difference is annotation rollme, annotation build-id, label app.kubernetes.io/version and 1 more.',
  ]);
});

test('informs when the pods were restarted with kubectl', () => {
  const [violation] = violationsOn(rule, metadata('annotations', 'kubectl.kubernetes.io/restartedAt: "2026-11-23T12:00:00Z"'));
  expect(violation.severity).toBe('info');
  expect(violation.message).toBe('All pods of Deployment web are replaced, although the only difference is annotation kubectl.kubernetes.io/restartedAt.');
  expect(violation.fix).toBe('Leave spec.template.metadata.annotations[\'kubectl.kubernetes.io/restartedAt\'] as it was, unless the restart is intended.');
  expect(violation.recipe).toBeUndefined();
});

test('the recipe removes a field that did not exist before', () => {
  expect(recipeInWords(violationsOn(rule, metadata('annotations', 'timestamp: "2"'))[0].recipe!)).toBe(
    'Release this change, but leave out spec.template.metadata.annotations.timestamp of Deployment web.');
});

test('warns when only a variable about the build changes', () => {
  const [violation] = violationsOn(rule, container('env: [{ name: GIT_SHA, value: b }]'), container('env: [{ name: A, value: a }, { name: GIT_SHA, value: a }]'));
  expect(violation.message).toBe('All pods of Deployment web are replaced, although the only difference is the value of spec.template.spec.containers[0].env[1].');
  expect(violation.path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'env', 1, 'value']);
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.template.spec.containers[0].env[1].value of Deployment web set to a.');
});

test.each([
  ['one is new', 'env: [{ name: GIT_SHA, value: b }]', 'env: [{ name: A, value: a }]'],
  ['their order changes', 'env: [{ $patch: replace }, { name: B, value: b }, { name: A, value: a }]', 'env: [{ name: A, value: a }, { name: B, value: b }]'],
])('prints no variables where %s', (_, now, old) => {
  const change = now.includes('$patch') ? all('kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, env: null }] } } }\n', container(now.replace('{ $patch: replace }, ', '')))
    : container(now);
  const [violation] = violationsOn(rule, change, container(old));
  expect(violation.message).toBe('All pods of Deployment web are replaced, although the only difference is build variables or the order of spec.template.spec.containers[0].env.');
  expect(violation.recipe).toBeUndefined();
});

test('the order of variables counts where one refers to another, or two have one name', () => {
  const swapped = (one: string, other: string) => messagesOn(rule, all(container('env: null'), container(`env: [${other}, ${one}]`)), container(`env: [${one}, ${other}]`));
  expect(swapped('{ name: A, value: a }', '{ name: B, value: $(A) }')).toEqual([]);
  expect(swapped('{ name: A, value: a }', '{ name: B, value: $A }')).toHaveLength(1);
});

test.each([
  ['volumes', 'spec.template.spec.volumes', (list: string) => pod(`volumes: ${list}`), ['{ name: a, emptyDir: {} }', '{ name: b, emptyDir: {} }']],
  ['tolerations', 'spec.template.spec.tolerations', (list: string) => pod(`tolerations: ${list}`), ['{ key: a }', '{ key: b }']],
  ['topologySpreadConstraints', 'spec.template.spec.topologySpreadConstraints', (list: string) => pod(`topologySpreadConstraints: ${list}`),
    ['{ topologyKey: a, maxSkew: 1 }', '{ topologyKey: b, maxSkew: 1 }']],
  ['ports', 'spec.template.spec.containers[0].ports', (list: string) => container(`ports: ${list}`), ['{ name: http, containerPort: 8080 }', '{ name: b, containerPort: 81 }']],
  ['volumeMounts', 'spec.template.spec.containers[0].volumeMounts', (list: string) => container(`volumeMounts: ${list}`), ['{ name: a, mountPath: /a }', '{ name: a, mountPath: /b }']],
])('warns when only the order of %s changes', (field, path, yaml, [one, other]) => {
  const before = all(yaml('null'), yaml(`[${one}, ${other}]`));
  const [violation] = violationsOn(rule, all(yaml('null'), yaml(`[${other}, ${one}]`)), before);
  expect(violation.message).toBe(`All pods of Deployment web are replaced, although the only difference is the order of ${path}.`);
  expect(recipeInWords(violation.recipe!)).toContain(`with ${path} of Deployment web set to [`);
  expect(violation.path[violation.path.length - 1]).toBe(field);
  expect(messagesOn(rule, all(yaml('null'), yaml(`[${one}]`)), before)).toEqual([]);
});

test.each([
  ['command', 'command: [b, a]', 'command: [a, b]'],
  ['envFrom', 'envFrom: [{ configMapRef: { name: b } }, { configMapRef: { name: a } }]', 'envFrom: [{ configMapRef: { name: a } }, { configMapRef: { name: b } }]'],
])('the order of %s counts', (_, now, old) => {
  expect(messagesOn(rule, container(now), container(old))).toEqual([]);
});

test('warns about build variables of init containers', () => {
  const init = (sha: string) => pod(`initContainers: [{ name: init, image: 'init:1', env: [{ name: GIT_SHA, value: ${sha} }] }]`);
  expect(violationsOn(rule, init('b'), init('a')).map(({ path }) => path)).toEqual([['spec', 'template', 'spec', 'initContainers', 0, 'env', 0, 'value']]);
});

test.each([
  ['image', container('image: \'registry.example.com/web:1.4.3\'')],
  ['another label', metadata('labels', 'tier: front')],
  ['a checksum', metadata('annotations', 'checksum/config: b')],
  ['a variable', container('env: [{ name: LOG_LEVEL, value: debug }]')],
])('passes when another field changes as well: %s', (_, change) => {
  expect(messagesOn(rule, all(rule.examples.unsafe, change))).toEqual([]);
  expect(appliesTo(rule, all(rule.examples.unsafe, change))).toBe(true);
});

test.each([['latest'], ['main']])('passes when the tag of the image moves: %s', tag => {
  expect(messagesOn(rule, rule.examples.unsafe, all(rule.examples.before, container(`image: 'registry.example.com/web:${tag}'`)))).toEqual([]);
  expect(messagesOn(rule, rule.examples.unsafe, all(rule.examples.before, pod(`initContainers: [{ name: init, image: 'init:${tag}' }]`)))).toEqual([]);
});

test('passes when the image is not known', () => {
  expect(messagesOn(rule, rule.examples.unsafe, all(rule.examples.before, container('image: $(IMAGE)')))).toEqual([]);
});

test.each([
  ['changes', 'A: "2"', true], ['gets a key', 'B: "1"', true], ['loses a key', 'A: null', true], ['stays', 'A: "1"', false],
])('content that the pods read %s', (_, data, isRead) => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web-config }\ndata: { A: "1" }\n';
  const change = all(rule.examples.unsafe, `kind: ConfigMap\ndata: { ${data} }\n`);
  expect(messagesOn(rule, change, all(rule.examples.before, config, container('envFrom: [{ configMapRef: { name: web-config } }]')))).toHaveLength(isRead ? 0 : 1);
  expect(messagesOn(rule, change, all(rule.examples.before, config, container('envFrom: [{ secretRef: { name: web-config } }]')))).toHaveLength(1);
});

test('applies to controllers that replace pods by themselves', () => {
  const agent = (kind: string, strategy: string, chart: string) => `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: agent }\nspec: { updateStrategy: { type: ${strategy} }, `
    + `selector: { matchLabels: { app: agent } }, template: { metadata: { labels: { app: agent, helm.sh/chart: ${chart} } }, spec: { containers: [{ name: agent, image: 'agent:1' }] } } }\n`;
  for (const kind of ['DaemonSet', 'StatefulSet']) {
    expect(messagesOn(rule, agent(kind, 'RollingUpdate', 'b'), agent(kind, 'RollingUpdate', 'a'))).toEqual([
      `All pods of ${kind} agent are replaced, although the only difference is label helm.sh/chart.`,
    ]);
    expect(messagesOn(rule, agent(kind, 'OnDelete', 'b'), agent(kind, 'OnDelete', 'a'))).toEqual([]);
  }
});

test('does not apply where the pods stay', () => {
  expect(appliesTo(rule, 'kind: Deployment\nmetadata: { labels: { helm.sh/chart: b } }\nspec: { replicas: 4 }\n')).toBe(false);
});

test.each([
  'timestamp', 'build-timestamp', 'date', 'deploy-date', 'rollme', 'example.com/build', 'build-id', 'buildNumber', 'ci-job-id', 'pipeline_url', 'git-sha', 'git.commit.sha', 'commit',
  'commit-hash', 'vcs-ref', 'example.com/git-branch', 'deployed-at', 'deployed-by', 'released-at', 'last-updated', 'lastUpdate', 'helm-revision', 'release-revision', 'updated-at',
  'forceUpdate', 'force-restart', 'redeploy', 'nonce', 'helm.sh/chart', 'chart', 'app.kubernetes.io/version', 'tags.datadoghq.com/version', 'kubernetes.io/change-cause',
  'kubectl.kubernetes.io/restartedAt', 'org.opencontainers.image.revision',
])('%s is about the build', key => {
  expect(isBuildMetadata(key)).toBe(true);
});

test.each([
  'app', 'version', 'tier', 'release', 'deployment', 'job', 'checksum/config', 'config-hash', 'sidecar.istio.io/inject', 'istio.io/rev', 'prometheus.io/port', 'template', 'runtime', 'update',
  'candidate', 'example.com/mandate', 'app.kubernetes.io/name', 'legit', 'digital',
])('%s is not', key => {
  expect(isBuildMetadata(key)).toBe(false);
});

test.each(['GIT_SHA', 'GIT_COMMIT', 'APP_GIT_REVISION', 'BUILD_ID', 'CI_URL', 'DEPLOY_TIME', 'DEPLOYED_AT'])('variable %s is about the build', name => {
  expect(isBuildVariable(name)).toBe(true);
});

test.each(['VERSION', 'API_VERSION', 'GIT_URL_BASE', 'JOB_ID', 'git_sha', 'DATABASE_URL', 'LEGIT_SHA', 'SHA'])('variable %s is not', name => {
  expect(isBuildVariable(name)).toBe(false);
});
