import { verticalAutoscalerEvictsOnlyPod as rule } from '../../../../src/rules/check/autoscaling';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const vertical = (policy: object, replicas = 1, more: object = {}): string => `${JSON.stringify({
  apiVersion: 'autoscaling.k8s.io/v1',
  kind: 'VerticalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, updatePolicy: policy, ...more },
})}\n---\nkind: Deployment\nspec: { replicas: ${replicas} }\n`;

test('says what happens without a release, and the remedy', () => {
  expect(verdictsOn(rule, vertical({ updateMode: 'InPlaceOrRecreate', minReplicas: 1 }))).toMatchObject([{
    object: { kind: 'VerticalPodAutoscaler' },
    violations: [{
      path: ['spec', 'updatePolicy', 'minReplicas'],
      message: 'With spec.updatePolicy.minReplicas 1, VerticalPodAutoscaler web evicts a pod of web even if it is the only one: every request fails until a new one is ready, even when nothing is released.',
      fix: 'Remove spec.updatePolicy.minReplicas, or set spec.updatePolicy.updateMode to Initial.',
    }],
  }]);
});

test.each([{ updateMode: 'Recreate' }, { updateMode: 'Auto' }, {}])('finds minReplicas 1 beside %j', mode => {
  expect(messagesOn(rule, vertical({ ...mode, minReplicas: 1 }))).toHaveLength(1);
});

test.each([
  ['the default, which does not evict a single pod', vertical({ updateMode: 'Recreate' })],
  ['at least two pods', vertical({ updateMode: 'Recreate', minReplicas: 2 })],
  ['several pods', vertical({ updateMode: 'Recreate', minReplicas: 1 }, 2)],
  ['sizes for new pods only', vertical({ updateMode: 'Initial', minReplicas: 1 })],
  ['recommendations', vertical({ updateMode: 'Off', minReplicas: 1 })],
  ['containers that are all excluded', vertical({ minReplicas: 1 }, 1, { resourcePolicy: { containerPolicies: [{ containerName: '*', mode: 'Off' }] } })],
])('passes %s', (_, change) => {
  expect(appliesTo(rule, change)).toBe(true);
  expect(messagesOn(rule, change)).toEqual([]);
});

test('does not apply to pods that have no users', () => {
  expect(appliesTo(rule, `${vertical({ minReplicas: 1 })}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});
