import { rolloutPeakIncreased as rule } from '../../../../src/rules/diff/rollout';
import { TARGET } from '../../check/judging';
import { appliesTo, messagesOn, updateBetween, violationsOn } from '../updating';

const messagesBetween = (before: string, after: string): string[] =>
  rule.judge(updateBetween(before, after), TARGET).flatMap(({ violations }) => violations.map(({ message }) => message));
const replicas = (count: number) => `kind: Deployment\nspec: { replicas: ${count} }\n`;
const surge = (limit: string) => `kind: Deployment\nspec: { strategy: { rollingUpdate: { maxSurge: ${limit} } } }\n`;
const requests = (resources: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, resources: { $patch: replace, ${resources} } }] } } }\n`;

test('informs about the replicas that an update needs, with surge and requests', () => {
  expect(violationsOn(rule, replicas(20))).toEqual([{
    path: ['spec', 'replicas'],
    message: 'At the peak of an update there will be 21 pods instead of 4, CPU requests of 5.25 instead of 1 and memory requests of 5.25Gi instead of 1Gi.',
    fix: 'Make sure that nodes, quotas and the connection limits of databases have room for 21 pods, or lower spec.strategy.rollingUpdate.maxSurge.',
  }]);
});

test.each([
  [9, 14, 1], [9, 13, 0], // 10 to 15 pods
  [3, 7, 0], [3, 8, 1], // 5 more
])('informs from 1.5 times as many pods and 5 more: %d to %d', (from, to, count) => {
  expect(messagesOn(rule, replicas(to), `${replicas(from)}---\n${requests('limits: {}')}`)).toHaveLength(count);
  expect(appliesTo(rule, replicas(to), replicas(from))).toBe(true);
});

test('includes the surge', () => {
  const ten = (limit: string) => surge(limit).replace('strategy', 'replicas: 10, strategy');
  expect(violationsOn(rule, ten('100%'), ten('1'))).toMatchObject([{
    path: ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], message: expect.stringContaining('20 pods instead of 11'),
  }]);
  expect(violationsOn(rule, ten('300%'), ten('100%'))).toEqual([]);
});

test.each([
  ['CPU', 'requests: { cpu: 250m }', 'requests: { cpu: 500m }', 'CPU requests of 2 instead of 1.'],
  ['memory', 'requests: { memory: 512Mi }', 'requests: { memory: 768Mi }', 'memory requests of 3Gi instead of 2Gi.'],
  ['limits where nothing is requested', 'limits: { memory: 512Mi }', 'limits: { memory: 768Mi }', 'memory requests of 3Gi instead of 2Gi.'],
])('includes the requests of each pod: %s', (_, before, after, words) => {
  expect(violationsOn(rule, requests(after), requests(before))).toMatchObject([{
    path: ['spec', 'template', 'spec', 'containers'], message: `At the peak of an update there will be ${words}`,
  }]);
});

test.each([
  ['less than one more core', 'requests: { cpu: 200m }', 'requests: { cpu: 449m }'],
  ['less than half as much again', 'requests: { cpu: "2" }', 'requests: { cpu: 2900m }'],
  ['less memory', 'requests: { memory: 2Gi }', 'requests: { memory: 1Gi }'],
])('passes: %s', (_, before, after) => {
  expect(messagesOn(rule, requests(after), requests(before))).toEqual([]);
});

test('counts sidecars as well', () => {
  const sidecar = 'kind: Deployment\nspec: { template: { spec: { initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, resources: { requests: { cpu: 300m } } }] } } }\n';
  expect(messagesOn(rule, sidecar)).toEqual(['At the peak of an update there will be CPU requests of 2.2 instead of 1.']);
});

test('counts pods that are still stopping where both sides state how long a start takes', () => {
  const annotated = 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: 10s } }\nspec: { replicas: 10 }\n';
  const grace = 'kind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: 450 } } }\n';
  expect(messagesOn(rule, grace, annotated)).toEqual([expect.stringContaining('20 pods instead of 13')]);
  expect(messagesOn(rule, grace, replicas(10))).toEqual([]);
  expect(messagesOn(rule, grace, replicas(10), { startupTime: 10 })).toHaveLength(1);
});

test('counts no surge under Recreate', () => {
  const recreate = (count: number) => `kind: Deployment\nspec: { replicas: ${count}, strategy: { $patch: replace, type: Recreate } }\n`;
  expect(violationsOn(rule, recreate(15), recreate(10))).toMatchObject([{ path: ['spec', 'replicas'], message: expect.stringContaining('15 pods instead of 10') }]);
  expect(violationsOn(rule, surge('10').replace('maxSurge', 'maxUnavailable: 0, maxSurge').replace('{ strategy: {', '{ strategy: { type: RollingUpdate,'), recreate(10)))
    .toMatchObject([{ path: ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], message: expect.stringContaining('20 pods instead of 10') }]);
});

test.each([
  ['a StatefulSet', 'kind: StatefulSet', ''],
  ['a blue-green Rollout, which has all new pods beside all old ones', 'kind: Rollout', 'strategy: { blueGreen: { activeService: web } }'],
])('a longer grace period raises the peak of a Deployment, not that of %s', (_, kind, strategy) => {
  const pods = (header: string, fields: string, grace: number) => `
apiVersion: ${header.endsWith('Rollout') ? 'argoproj.io/v1alpha1' : 'apps/v1'}
${header}
metadata: { name: web, annotations: { cdk8s-zero-downtime/startup-time: 10s } }
spec:
  replicas: 10
  ${fields}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { terminationGracePeriodSeconds: ${grace}, containers: [{ name: web, image: web }] }
`;
  const peaks = (header: string, fields: string) => messagesBetween(pods(header, fields, 10), pods(header, fields, 450));
  expect(peaks('kind: Deployment', 'strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }')).toEqual([expect.stringContaining('20 pods instead of')]);
  expect(peaks(kind, strategy)).toEqual([]);
});

test('does not apply without pods', () => {
  expect(appliesTo(rule, replicas(20), replicas(0))).toBe(false);
  expect(appliesTo(rule, replicas(0), replicas(20))).toBe(false);
});
