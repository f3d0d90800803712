import { workloadState } from '../../../src/rehearse/disturb/workload-state';
import { objects } from '../manifests';

const state = (kind: string, spec: object, status: object, generation = 2) =>
  workloadState(objects(JSON.stringify({ apiVersion: 'apps/v1', kind, metadata: { name: 'web', generation }, spec, status }))[0]);

const ALL = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
const NODES = {
  observedGeneration: 2, desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2,
};

test.each<[string, object, object, boolean]>([
  ['Deployment', { replicas: 3 }, ALL, true],
  ['Deployment', { replicas: 3 }, { ...ALL, observedGeneration: 1 }, false],
  ['Deployment', { replicas: 3 }, { ...ALL, updatedReplicas: 2 }, false],
  ['Deployment', { replicas: 3 }, { ...ALL, availableReplicas: 2 }, false],
  ['Deployment', { replicas: 3 }, { ...ALL, replicas: 4 }, false],
  ['Deployment', { replicas: 3 }, {}, false],
  ['Deployment', { replicas: 0 }, { observedGeneration: 2 }, true],
  ['StatefulSet', { replicas: 3 }, ALL, true],
  ['StatefulSet', { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } }, { ...ALL, updatedReplicas: 1 }, true],
  ['StatefulSet', { replicas: 3, updateStrategy: { type: 'OnDelete' } }, { ...ALL, updatedReplicas: 0 }, true],
  ['DaemonSet', {}, NODES, true],
  ['DaemonSet', {}, { ...NODES, updatedNumberScheduled: 1 }, false],
  ['DaemonSet', {}, { ...NODES, numberAvailable: 1 }, false],
])('%s %j with %j is at rest: %s', (kind, spec, status, expected) => {
  expect(state(kind, spec, status).isSettled).toBe(expected);
});

test('says how far it is', () => {
  expect(state('Deployment', { replicas: 3 }, { ...ALL, updatedReplicas: 1, availableReplicas: 2 }).sentence)
    .toBe('Deployment web has 2 of 3 pods available, and 1 of the new revision');
});
