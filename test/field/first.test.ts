import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { stringify } from 'yaml';
import { keyOf } from '../../scripts/fixes/fix-each';
import { ManifestObject, showPath } from '../../src/manifests';
import { editsOf, Finding, Severity } from '../../src/rules';
import { patchFiles } from '../patching/patch-files';
import { judged, manifestsIn } from '../rules/check/judging';

// What users met and reported, rewritten: each is found for its reason, and the printed fix, followed word for word, removes it.

type Json = any;

interface Met {
  readonly fixture: string;
  readonly rule: string;
  readonly object: string;
  readonly severity: Severity;
  readonly path: string;
  /** The change that a person makes if the fix has no edit, in the order of the objects. */
  readonly follow?: { readonly fix: RegExp; readonly edit: (objects: Json[]) => void };
}

const CONTAINER = 'spec.template.spec.containers[0]';
const SPREAD = 'spec.template.spec.topologySpreadConstraints[0]';

const MET: Met[] = [
  {
    fixture: 'hook-asks-a-sibling',
    rule: 'sidecar-stops-first',
    object: 'Deployment/relay',
    severity: 'warning',
    path: `${CONTAINER}.lifecycle.preStop.httpGet`,
    follow: {
      fix: /^Move spec\.template\.spec\.containers\[1\] to spec\.template\.spec\.initContainers and give it restartPolicy Always\.$/,
      edit: ([{ spec: { template: { spec } } }]) => { spec.initContainers = [{ ...spec.containers.pop(), restartPolicy: 'Always' }]; },
    },
  },
  { fixture: 'hook-does-not-wait', rule: 'prestop-too-short', object: 'Deployment/forms', severity: 'error', path: `${CONTAINER}.lifecycle.preStop.exec.command` },
  { fixture: 'members-without-drain', rule: 'prestop-missing', object: 'StatefulSet/pages', severity: 'error', path: `${CONTAINER}.lifecycle.preStop` },
  {
    fixture: 'budget-of-jobs',
    rule: 'pdb-blocks-eviction',
    object: 'PodDisruptionBudget/nightly',
    severity: 'error',
    path: 'spec.maxUnavailable',
    follow: { fix: /^Remove the budget/, edit: objects => { objects.pop(); } },
  },
  { fixture: 'webhook-on-binding', rule: 'webhook-fails-closed', object: 'MutatingWebhookConfiguration/binder', severity: 'error', path: 'webhooks[0].namespaceSelector' },
  { fixture: 'hard-spread-counts-others', rule: 'spread-counts-old-pods', object: 'Deployment/ledger', severity: 'warning', path: SPREAD },
  { fixture: 'hard-spread-counts-others', rule: 'spread-counts-old-pods', object: 'Deployment/poster', severity: 'warning', path: SPREAD },
  {
    fixture: 'anti-affinity-by-default',
    rule: 'required-anti-affinity-blocks-surge',
    object: 'Deployment/lookup',
    severity: 'warning',
    path: 'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]',
  },
  { fixture: 'stable-side-scaled-down', rule: 'scale-down-delay-too-short', object: 'Rollout/basket', severity: 'error', path: 'spec.strategy.canary.dynamicStableScale' },
  { fixture: 'stable-side-scaled-down', rule: 'prestop-too-short', object: 'Rollout/basket', severity: 'error', path: `${CONTAINER}.lifecycle.preStop.sleep.seconds` },
  { fixture: 'liveness-below-server-timeout', rule: 'liveness-too-aggressive', object: 'Rollout/reader', severity: 'warning', path: `${CONTAINER}.livenessProbe.failureThreshold` },
  { fixture: 'vertical-autoscaler-alone', rule: 'vertical-autoscaler-evicts-only-pod', object: 'VerticalPodAutoscaler/vault', severity: 'error', path: 'spec.updatePolicy.minReplicas' },
  { fixture: 'affinity-behind-a-proxy', rule: 'prestop-missing', object: 'Deployment/tiles', severity: 'error', path: `${CONTAINER}.lifecycle.preStop` },
  { fixture: 'affinity-behind-a-proxy', rule: 'session-affinity-client-ip', object: 'Service/tiles', severity: 'warning', path: 'spec.sessionAffinity' },
  { fixture: 'paused-at-one', rule: 'autoscaler-minimum-too-low', object: 'ScaledObject/start', severity: 'error', path: 'metadata.annotations[\'autoscaling.keda.sh/paused-replicas\']' },
  { fixture: 'paused-at-one', rule: 'liveness-checks-dependencies', object: 'Deployment/start', severity: 'warning', path: `${CONTAINER}.livenessProbe` },
  { fixture: 'endpoint-groups', rule: 'prestop-too-short', object: 'Deployment/shopfront', severity: 'error', path: `${CONTAINER}.lifecycle.preStop.sleep.seconds` },
  {
    fixture: 'hook-stops-first',
    rule: 'prestop-too-short',
    object: 'Deployment/canvas',
    severity: 'error',
    path: `${CONTAINER}.lifecycle.preStop.exec.command`,
    follow: {
      fix: /sleep 10 s before nginx -s quit, and set spec\.template\.spec\.terminationGracePeriodSeconds to 70\.$/,
      edit: ([{ spec: { template: { spec } } }]) => {
        spec.containers[0].lifecycle.preStop.exec.command = ['sh', '-c', 'sleep 10; nginx -s quit'];
        spec.terminationGracePeriodSeconds = 70;
      },
    },
  },
];

function textOf(fixture: string): string {
  return readFileSync(join(__dirname, `../fixtures/field/${fixture}/manifest.yaml`), 'utf8');
}

function nameOf({ kind, name }: Pick<ManifestObject, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

function findingOf({ rule, object }: Met, findings: readonly Finding[]): Finding | undefined {
  return findings.find(finding => finding.rule.id === rule && nameOf(finding.object) === object);
}

function followed({ follow, fixture }: Met, finding: Finding): string {
  const text = textOf(fixture);
  if (!follow) {
    const edits = editsOf(finding);
    return patchFiles(edits, () => text)!.get(finding.object.file)!;
  }
  expect(finding.fix).toMatch(follow.fix);
  const objects = loadAll(text) as Json[];
  follow.edit(objects);
  return objects.map(object => stringify(object, { aliasDuplicateObjects: false })).join('---\n');
}

describe.each(MET)('$fixture: $rule of $object', met => {
  const found = judged(textOf(met.fixture)).findings;

  test('is found for its reason, where it stands, and as severely as it was met', () => {
    const finding = findingOf(met, found);
    expect(finding && [finding.severity, showPath(finding.path)]).toEqual([met.severity, met.path]);
  });

  test('is gone when the fix is followed, and nothing else is found', () => {
    const after = judged(followed(met, findingOf(met, found)!)).findings;
    // A Service whose pods wait again is an info.
    expect(findingOf(met, after.filter(({ severity }) => severity === met.severity))).toBeUndefined();
    const before = new Set(found.map(keyOf));
    expect(after.filter(finding => !before.has(keyOf(finding))).map(finding => `${keyOf(finding)}: ${finding.message}`)).toEqual([]);
  });
});

type Change = [string, string, RegExp, string];

/** The same manifests with what makes them right: what was found there is no error or warning any longer. */
const NEAR: Change[] = [
  ...['[sleep, "90"]', '[/bin/sleep, "90"]', '[sh, -c, sleep 90]', '[timeout, "90", tail, -f, /dev/null]', '[sh, -c, "echo bye; sleep 90"]'].map((command): Change =>
    ['hook-does-not-wait', 'prestop-too-short', /\[timeout, "90"\]/, command]),
  ['hook-does-not-wait', 'prestop-too-short', /\[timeout, "90"\]/, '[wget, -qO-, "http://localhost:8080/drain"]'],
  ['hook-does-not-wait', 'prestop-too-short', /\[timeout, "90"\]/, '[sh, -c, while pgrep forms; do sleep 1; done]'],
  ['hook-stops-first', 'prestop-too-short', /nginx -s quit; sleep 15/, 'sleep 15; nginx -s quit'],
  ['hook-asks-a-sibling', 'sidecar-stops-first', /port: 9902 }/, 'port: 8080 }'],
  ['hook-asks-a-sibling', 'sidecar-stops-first', /exec: { command: \[manager, drain\] }/, 'sleep: { seconds: 60 }'],
  ['webhook-on-binding', 'webhook-fails-closed', /values: \[kube-system\]/, 'values: [kube-system, batch]'],
  ['webhook-on-binding', 'webhook-fails-closed', /failurePolicy: Fail/, 'failurePolicy: Ignore'],
  ['hard-spread-counts-others', 'spread-counts-old-pods', /DoNotSchedule/g, 'ScheduleAnyway'],
  ['hard-spread-counts-others', 'spread-counts-old-pods', /labelSelector: { matchLabels: { part-of: books } } }/g, 'labelSelector: { matchLabels: { part-of: books } }, matchLabelKeys: [pod-template-hash] }'],
  ['hard-spread-counts-others', 'spread-counts-old-pods', /maxUnavailable: 0/g, 'maxUnavailable: 1'],
  ['anti-affinity-by-default', 'required-anti-affinity-blocks-surge', /replicas: 3/, 'replicas: 4'],
  ['anti-affinity-by-default', 'required-anti-affinity-blocks-surge', /replicas: 3/, 'replicas: 2'],
  ['stable-side-scaled-down', 'scale-down-delay-too-short', /dynamicStableScale: true/, 'dynamicStableScale: false'],
  ['liveness-below-server-timeout', 'liveness-too-aggressive', /'420'/, '\'180\''],
  ['liveness-below-server-timeout', 'liveness-too-aggressive', /--workers, '4'/, '-k, gevent'],
  ['liveness-below-server-timeout', 'liveness-too-aggressive', /--workers, '4'/, '--threads, \'8\''],
  ['liveness-below-server-timeout', 'liveness-too-aggressive', /0\.0\.0\.0:8080/, '0.0.0.0:9090'],
  ['vertical-autoscaler-alone', 'vertical-autoscaler-evicts-only-pod', /, minReplicas: 1/, ''],
  ['vertical-autoscaler-alone', 'vertical-autoscaler-evicts-only-pod', /InPlaceOrRecreate/, 'Initial'],
  ['affinity-behind-a-proxy', 'session-affinity-client-ip', /resources:/, 'lifecycle: { preStop: { sleep: { seconds: 10 } } }\n        resources:'],
  ['paused-at-one', 'autoscaler-minimum-too-low', /paused-replicas: '1'/, 'paused-replicas: \'2\''],
  ['paused-at-one', 'liveness-checks-dependencies', /timeoutSeconds: 1/, 'timeoutSeconds: 5'],
  ['paused-at-one', 'liveness-checks-dependencies', /image: \S+/, 'image: docker.io/library/nginx:1.29.2'],
];

test.each(NEAR)('%s: nothing that matters is found by %s with %s as %s', (fixture, rule, written, other) => {
  const text = textOf(fixture).replace(written, other);
  expect(text).not.toBe(textOf(fixture));
  expect(judged(text).findings.filter(finding => finding.rule.id === rule && finding.severity !== 'info').map(({ message }) => message)).toEqual([]);
});

test('each fixture is readable, and but for the reported defect without other errors', () => {
  for (const { fixture } of MET) {
    const known = new Set(MET.filter(met => met.fixture === fixture).map(({ rule }) => rule));
    const others = judged(textOf(fixture)).findings.filter(({ severity, rule }) => severity === 'error' && !known.has(rule.id)).map(({ rule }) => rule.id);
    expect(manifestsIn(textOf(fixture)).objects.length).toBeGreaterThan(1);
    expect(others.filter(id => id !== 'single-replica')).toEqual([]);
  }
});

const DAPR = (annotations: string): string => textOf('hook-stops-first').replace('"nginx -s quit; sleep 15"', 'sleep 15')
  .replace('metadata: { labels: { app: canvas } }', `metadata: { labels: { app: canvas }, annotations: { ${annotations} } }`);

test('Dapr without block-shutdown-duration stops before the application, until it is set as printed', () => {
  const [finding, ...more] = judged(DAPR('dapr.io/enabled: "true"')).findings.filter(({ rule }) => rule.id === 'sidecar-stops-first');
  expect(more).toEqual([]);
  expect(finding.fix).toBe('Set spec.template.metadata.annotations[\'dapr.io/block-shutdown-duration\'] to "15s".');
  for (const right of ['dapr.io/enabled: "true", dapr.io/block-shutdown-duration: 15s', 'dapr.io/enabled: "false"', 'dapr.io/app-id: canvas']) {
    expect(judged(DAPR(right)).findings.filter(({ rule }) => rule.id === 'sidecar-stops-first')).toEqual([]);
  }
});
