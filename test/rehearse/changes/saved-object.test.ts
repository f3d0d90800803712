import { isAsSaved, labelled, savedOf, withLiveReplicas } from '../../../src/rehearse/changes/saved-object';

const LIVE = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    uid: 'u',
    resourceVersion: '7',
    generation: 3,
    creationTimestamp: 'now',
    labels: { app: 'web' },
    annotations: { 'deployment.kubernetes.io/revision': '4', 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    managedFields: [{ manager: 'helm' }],
  },
  spec: { replicas: 3, template: {} },
  status: { replicas: 3 },
};

test('what the API server assigns is not saved; what was applied last, and who owns the fields, is', () => {
  expect(savedOf(LIVE)).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      labels: { app: 'web' },
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      managedFields: [{ manager: 'helm' }],
    },
    spec: { replicas: 3, template: {} },
  });
});

test('a new status, revision or owner is not a change; a new annotation is', () => {
  const saved = savedOf(LIVE);
  const metadata = { ...LIVE.metadata, generation: 5, managedFields: [], annotations: { ...LIVE.metadata.annotations, 'deployment.kubernetes.io/revision': '6' } };
  expect(isAsSaved(saved, { ...LIVE, status: {}, metadata })).toBe(true);
  expect(isAsSaved(saved, { ...LIVE, metadata: { ...metadata, annotations: { ...metadata.annotations, more: '1' } } })).toBe(false);
});

test('the replicas of an autoscaler are kept', () => {
  expect(withLiveReplicas(savedOf(LIVE), { ...LIVE, spec: { replicas: 7 } }).spec).toEqual({ replicas: 7, template: {} });
});

test('a label stands on the object and not on its pods', () => {
  const { metadata, spec } = labelled(LIVE, 'made', 'abc');
  expect(metadata).toMatchObject({ labels: { app: 'web', made: 'abc' } });
  expect(spec).toBe(LIVE.spec);
});
