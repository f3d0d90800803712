import { RECREATE, WITHOUT_SERVICE } from './changes';
import { recreateStrategy } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

test('prints the remedy', () => {
  expect(verdictsOn(recreateStrategy, RECREATE)).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'strategy', 'type'],
      message: 'The strategy is Recreate: each update stops all pods before it starts a new one, and until it is ready every request fails.',
      fix: 'Set spec.strategy.type to RollingUpdate, spec.strategy.rollingUpdate.maxUnavailable to 0, and spec.strategy.rollingUpdate.maxSurge to 1.',
    }],
  }]);
});

test('a rolling update passes, also as the default', () => {
  expect(messagesOn(recreateStrategy, '')).toEqual([]);
  expect(messagesOn(recreateStrategy, 'kind: Deployment\nspec: { strategy: null }')).toEqual([]);
});

test('does not apply to pods that receive no requests', () => {
  expect(appliesTo(recreateStrategy, RECREATE + WITHOUT_SERVICE)).toBe(false);
});

test('keeps Recreate for a pod that holds data', () => {
  const store = '---\nkind: Deployment\nspec: { replicas: 1, template: { spec: { containers: [{ name: web, image: "mysql:8.0.36" }] } } }\n';
  const [{ violations: [violation] }] = verdictsOn(recreateStrategy, RECREATE + store);
  expect(violation.message).toContain('A rolling update would start a second pod without the data of the first, or in conflict over it (image mysql:8.0.36).');
  expect(violation.fix).toBe("Keep Recreate, and set metadata.annotations['cdk8s-zero-downtime/acknowledge.recreate-strategy'] to the reason, "
    + 'or run it where its data is replicated: by an operator, as a StatefulSet with its own replication, or as a managed service.');
  expect(violation.edits).toBeUndefined();
});
