import { rolloutServiceMissing as rule } from '../../../../src/rules/check/rollout';
import { rolloutOf as rollout, serviceNamed as service } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, verdictsOn } from '../judging';

function found(strategy: string, more = '') {
  return verdictsOn(rule, rollout(strategy) + more).flatMap(({ violations }) => violations.map(({ path, fix }) => [path.join('.'), fix]));
}

test.each([
  ['activeService', '{ blueGreen: { activeService: wbe } }', 'spec.strategy.blueGreen.activeService'],
  ['previewService', '{ blueGreen: { activeService: web, previewService: gone } }', 'spec.strategy.blueGreen.previewService'],
  ['stableService', '{ canary: { stableService: gone, canaryService: web } }', 'spec.strategy.canary.stableService'],
  ['canaryService', '{ canary: { stableService: web, canaryService: gone } }', 'spec.strategy.canary.canaryService'],
  ['pingService', '{ canary: { pingPong: { pingService: gone, pongService: web } } }', 'spec.strategy.canary.pingPong.pingService'],
  ['pongService', '{ canary: { pingPong: { pingService: web, pongService: gone } } }', 'spec.strategy.canary.pingPong.pongService'],
])('fails when the %s does not exist', (_, strategy, path) => {
  expect(found(strategy).map(([at]) => at)).toEqual([path]);
});

test('proposes a Service with a similar name, but not the other Service of the strategy', () => {
  expect(found('{ blueGreen: { activeService: wbe } }')).toEqual([['spec.strategy.blueGreen.activeService',
    'Set spec.strategy.blueGreen.activeService to web, or add this Service.']]);
  expect(found('{ blueGreen: { activeService: wbe, previewService: web } }')).toEqual([['spec.strategy.blueGreen.activeService',
    'Set spec.strategy.blueGreen.activeService to the name of a Service, or add this Service.']]);
});

test('passes existing Services, and a strategy without Services', () => {
  expect(found('{ canary: { stableService: web, canaryService: other } }', service('other'))).toEqual([]);
  expect(found('{ canary: {} }')).toEqual([]);
});

test('does not apply if the manifests have no Services of the namespace', () => {
  expect(appliesTo(rule, `${rollout('{ blueGreen: { activeService: wbe } }')}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});
