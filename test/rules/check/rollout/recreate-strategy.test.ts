import { RECREATE, WITHOUT_SERVICE } from './changes';
import { recreateStrategy } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

test('says what to write', () => {
  expect(verdictsOn(recreateStrategy, RECREATE)).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'strategy', 'type'],
      message: 'The strategy is Recreate: each update stops all pods before it starts a new one, and until that is ready every request fails.',
      fix: 'Set spec.strategy.type to RollingUpdate, with spec.strategy.rollingUpdate.maxUnavailable 0 and spec.strategy.rollingUpdate.maxSurge 1.',
    }],
  }]);
});

test('a rolling update passes, also where it is the default', () => {
  expect(messagesOn(recreateStrategy, '')).toEqual([]);
  expect(messagesOn(recreateStrategy, 'kind: Deployment\nspec: { strategy: null }')).toEqual([]);
});

test('does not apply to pods that nobody sends requests to', () => {
  expect(appliesTo(recreateStrategy, RECREATE + WITHOUT_SERVICE)).toBe(false);
});
