import { autoscaled, CANARY, limit, pods } from './changes';
import { pdbZeroDisruptions } from '../../../../src/rules/check/drain';
import { exampleManifests } from '../../example-manifests';
import { appliesTo, idsOf, judged, manifestsIn, messagesOn, TARGET, verdictsOn } from '../judging';

test.each([
  ['maxUnavailable: 0', 'With spec.maxUnavailable 0,', 'Set spec.maxUnavailable to 1.', 'maxUnavailable'],
  ['maxUnavailable: 0%', 'With spec.maxUnavailable 0%,', 'Set spec.maxUnavailable to 1.', 'maxUnavailable'],
  ['minAvailable: 100%', 'With spec.minAvailable 100%,', 'Replace spec.minAvailable with spec.maxUnavailable 1.', 'minAvailable'],
  [
    'minAvailable: null', 'The budget sets neither spec.maxUnavailable nor spec.minAvailable, so', 'Set spec.maxUnavailable to 1.', 'maxUnavailable',
  ],
])('%s lets no pod go, however many there are', (spec, because, fix, field) => {
  const [{ object, workload, violations }] = verdictsOn(pdbZeroDisruptions, limit(spec));
  expect(violations).toEqual([{
    path: ['spec', field],
    message: `${because} no pod of web may ever be evicted: every node drain, and so every cluster upgrade, gets stuck.`,
    fix,
  }]);
  expect([object.kind, workload?.name]).toEqual(['PodDisruptionBudget', 'web']);
  expect(messagesOn(pdbZeroDisruptions, limit(spec) + pods(1))).toHaveLength(1);
});

test('one pod or one percent is enough', () => {
  for (const spec of ['maxUnavailable: 1', 'maxUnavailable: 1%', 'minAvailable: 99%']) {
    expect(messagesOn(pdbZeroDisruptions, limit(spec))).toEqual([]);
    expect(appliesTo(pdbZeroDisruptions, limit(spec))).toBe(true);
  }
});

describe('a number of pods that must stay', () => {
  const mustStay = (count: number) => limit(`minAvailable: ${count}`);

  test('is one less than there are, at the most', () => {
    expect(messagesOn(pdbZeroDisruptions, mustStay(2))).toEqual([]);
    expect(verdictsOn(pdbZeroDisruptions, mustStay(3))[0].violations).toEqual([{
      path: ['spec', 'minAvailable'],
      message: 'With spec.minAvailable 3, none of the 3 pods of web may be evicted: every node drain, and so every cluster upgrade, gets stuck.',
      fix: 'Replace spec.minAvailable with spec.maxUnavailable 1.',
    }]);
    expect(messagesOn(pdbZeroDisruptions, mustStay(2) + pods(2))).toHaveLength(1);
  });

  test('blocks an autoscaled service for ever only if it is reached at no number of replicas', () => {
    expect(messagesOn(pdbZeroDisruptions, mustStay(9) + autoscaled(3, 10))).toEqual([]);
    expect(messagesOn(pdbZeroDisruptions, mustStay(10) + autoscaled(3, 10))).toEqual([
      'With spec.minAvailable 10, none of the 3 to 10 pods of web may be evicted: every node drain, and so every cluster upgrade, gets stuck.',
    ]);
  });

  test('is another matter for a single pod', () => {
    expect(messagesOn(pdbZeroDisruptions, mustStay(1) + pods(1))).toEqual([]);
  });

  test('cannot be compared where the budget counts more than one Deployment', () => {
    expect(messagesOn(pdbZeroDisruptions, mustStay(3) + CANARY)).toEqual([]);
  });
});

test('a budget of a StatefulSet is judged, too', () => {
  const [verdict] = pdbZeroDisruptions.judge(manifestsIn(`
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { template: { metadata: { labels: { app: db } }, spec: { containers: [] } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: db }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: db } } }
`), TARGET);
  expect(verdict.workload).toBeUndefined();
  expect(verdict.violations[0].message).toContain('no pod of db may ever be evicted');
});

test('a budget whose pods are in other files is judged by what it says', () => {
  const alone = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 0, selector: { matchLabels: { app: web } } }
`;
  expect(pdbZeroDisruptions.judge(manifestsIn(alone), TARGET)[0].violations[0].message)
    .toBe('With spec.maxUnavailable 0, no pod that it selects may ever be evicted: every node drain, and so every cluster upgrade, gets stuck.');
});

test('does not apply to a budget that misses the pods beside it', () => {
  expect(appliesTo(pdbZeroDisruptions, limit('maxUnavailable: 0, selector: { matchLabels: { app: wbe } }'))).toBe(false);
});

test('can be accepted on the Deployment, as blockEvictions() of the construct does', () => {
  const { findings, exceptions } = judged(exampleManifests(`${limit('maxUnavailable: 0')}---
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/acknowledge.pdb-zero-disruptions: we drain by hand } }
spec: { replicas: 1 }
`));
  expect(idsOf(exceptions)).toEqual(['pdb-zero-disruptions']);
  expect(idsOf(findings).filter(id => id.startsWith('pdb'))).toEqual([]);
});
