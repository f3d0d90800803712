import { autoscaled, RECREATE, rolling } from './changes';
import { clustersOf, parseManifests } from '../../../../src/manifests';
import { surgeBlockedByQuota as rule } from '../../../../src/rules/check/rollout';
import { exampleManifests } from '../../../../src/rules/examples';
import { appliesTo, messagesOn, TARGET, verdictsOn } from '../judging';

// Each of the 3 pods requests 250m of CPU and 256Mi of memory, with a limit of as much memory.
const quota = (hard: string, more = '') => `---
apiVersion: v1
kind: ResourceQuota
metadata: { name: compute }
spec: { hard: { ${hard} }${more} }
`;
const resources = (text: string) => `---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, resources: { $patch: replace, ${text} } }] } } }\n`;

test('says how much an update needs, and how much the quota allows', () => {
  expect(verdictsOn(rule, quota('requests.cpu: 999m'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'strategy', 'rollingUpdate', 'maxSurge'],
      message: 'An update of 3 pods adds 1 before it stops one, which needs requests.cpu 1 together with everything else in the namespace, but ResourceQuota compute allows 0.999: new pods are not created, and the update gets stuck.',
      fix: 'Set spec.hard[\'requests.cpu\'] of ResourceQuota compute to "1".',
      severity: undefined,
    }],
  }]);
});

test.each([
  ['requests.cpu', '1', '999m', '1'],
  ['cpu', '1000m', '0.9', '1'],
  ['cpu', '".1e1"', '"0"', '1'],
  ['requests.memory', '1Gi', '1023Mi', '1024Mi'],
  ['memory', '1024Mi', '1048575Ki', '1024Mi'],
  ['limits.memory', '1073741824', '1073741823', '1024Mi'],
  ['memory', '1.1G', '1G', '1024Mi'],
  ['memory', '2000M', '1000M', '1024Mi'],
  ['memory', '2000000k', '1000000k', '1024Mi'],
  ['memory', '1T', '1k', '1024Mi'],
  ['memory', '1P', '1', '1024Mi'],
  ['memory', '1Ti', '1Ki', '1024Mi'],
  ['memory', '1Pi', '1Mi', '1024Mi'],
  ['pods', '4', '3', '4'],
  ['count/pods', '"4"', '"3"', '4'],
  ['cpu', '1.', '.5', '1'],
])('%s %s is enough, %s is not', (key, enough, tooLittle, needed) => {
  expect(messagesOn(rule, quota(`${key}: ${enough}`))).toEqual([]);
  expect(appliesTo(rule, quota(`${key}: ${enough}`))).toBe(true);
  expect(verdictsOn(rule, quota(`${key}: ${tooLittle}`))[0].violations).toMatchObject([{ fix: expect.stringMatching(new RegExp(` to "?${needed}"?\\.$`)) }]);
});

test('a fix raises 20 limits, and the message counts the others', () => {
  const named = (name: number) => quota('requests.cpu: 999m').replace('compute', `compute-${name}`);
  const [{ violations: [violation] }] = verdictsOn(rule, Array.from({ length: 23 }, (_, i) => named(i)).join(''));
  expect(violation.message).toMatch(/the update gets stuck\. 3 more quota limits are too low, which the fix does not raise\.$/);
  expect(violation.edits).toHaveLength(20);
});

test('CPU limits count if there are any', () => {
  expect(messagesOn(rule, quota('limits.cpu: 1'))).toEqual([]);
  expect(messagesOn(rule, resources('limits: { cpu: 500m }') + quota('limits.cpu: 1'))).toEqual([expect.stringContaining('needs limits.cpu 2 ')]);
});

test('a limit counts as the request if there is no request', () => {
  expect(messagesOn(rule, resources('limits: { cpu: 500m }') + quota('requests.cpu: 1'))).toEqual([expect.stringContaining('needs requests.cpu 2 ')]);
  expect(messagesOn(rule, resources('requests: { cpu: 500m }') + quota('limits.cpu: 1'))).toEqual([]);
});

test('sidecars and further containers count', () => {
  const more = `---
kind: Deployment
spec:
  template:
    spec:
      initContainers: [{ name: proxy, restartPolicy: Always, resources: { requests: { cpu: 250m } } }, { name: migrate, resources: { requests: { cpu: 8 } } }]
      containers: [{ name: logs, resources: { requests: { cpu: 0.5 } } }]
`;
  expect(messagesOn(rule, more + quota('requests.cpu: 4'))).toEqual([]);
  expect(messagesOn(rule, more + quota('requests.cpu: 3.9'))).toEqual([expect.stringContaining('needs requests.cpu 4 ')]);
});

test('other workloads in the namespace count with their minimum of pods', () => {
  const other = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { replicas: 2, strategy: { type: Recreate }, template: { spec: { containers: [{ name: api, resources: { requests: { cpu: 1 } } }] } } }
`;
  expect(messagesOn(rule, other + quota('requests.cpu: 3'))).toEqual([]);
  expect(messagesOn(rule, other + quota('requests.cpu: 2.9'))).toEqual([expect.stringContaining('needs requests.cpu 3 ')]);
  expect(messagesOn(rule, other.replace('name: api }', 'name: api, namespace: other }') + quota('requests.cpu: 2.9'))).toEqual([]);
});

test('an autoscaler that cannot reach its maximum is a warning', () => {
  expect(verdictsOn(rule, autoscaled(3, 7) + quota('requests.cpu: 2'))[0].violations).toEqual([]);
  expect(verdictsOn(rule, autoscaled(3, 8) + quota('requests.cpu: 2'))[0].violations).toMatchObject([{
    message: 'An update of 8 pods adds 1 before it stops one, which needs requests.cpu 2.25 together with everything else in the namespace, but ResourceQuota compute allows 2: new pods are not created, and the update gets stuck.',
    severity: 'warning',
  }]);
  expect(verdictsOn(rule, autoscaled(8, 9) + quota('requests.cpu: 2'))[0].violations[0].severity).toBeUndefined();
});

test('a limit that is always exceeded comes first', () => {
  expect(messagesOn(rule, autoscaled(3, 8) + quota('requests.cpu: 2, pods: 3'))).toEqual([expect.stringContaining('needs pods 4 ')]);
});

test('a pod that may stop first releases its share', () => {
  expect(appliesTo(rule, quota('pods: 3') + rolling('maxSurge: 0, maxUnavailable: 1'))).toBe(false);
  expect(appliesTo(rule, quota('pods: 3') + rolling('maxSurge: 1, maxUnavailable: 1'))).toBe(false);
  expect(appliesTo(rule, quota('pods: 3') + RECREATE)).toBe(false);
});

test('does not apply to quotas of other namespaces, of only some pods, or of other resources', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, quota('pods: 3').replace('name: compute', 'name: compute, namespace: other'))).toBe(false);
  expect(appliesTo(rule, quota('pods: 3', ', scopes: [BestEffort]'))).toBe(false);
  expect(appliesTo(rule, quota('pods: 3', ', scopeSelector: { matchExpressions: [] }'))).toBe(false);
  expect(appliesTo(rule, quota('services: 3'))).toBe(false);
  expect(appliesTo(rule, quota('pods: many'))).toBe(false);
  expect(appliesTo(rule, quota('pods: [3]'))).toBe(false);
  expect(appliesTo(rule, quota('pods: -3'))).toBe(false);
  expect(appliesTo(rule, quota('pods: 3').replace('apiVersion: v1', 'apiVersion: example.com/v1'))).toBe(false);
  expect(appliesTo(rule, quota('pods: 3').replace('ResourceQuota', 'Quota'))).toBe(false);
});

test('without a stated namespace, a quota counts only what is in its folder and below', () => {
  const web = exampleManifests('').replace(/^ +namespace: .*\n/gm, '');
  const found = (file: string): number => {
    const objects = [['apps/shop/quota.yaml', quota('pods: 3')], [file, web]].flatMap(([name, yaml]) => parseManifests(name, yaml).objects);
    return rule.judge(clustersOf(objects).clusters[0], TARGET).flatMap(({ violations }) => violations).length;
  };
  expect(found('apps/shop/web/web.yaml')).toBe(1);
  expect(found('apps/crm/web.yaml')).toBe(0);
});
