import { rolloutRefusedByController as rule } from '../../../../src/rules/check/rollout';
import { rolloutOf as rollout, serviceNamed as service } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const REFUSED = 'Argo Rollouts refuses the Rollout (InvalidSpec), and no pod is replaced.';

test.each([
  ['canary and stable are the same Service', '{ canary: { canaryService: web, stableService: web, trafficRouting: { nginx: {} } } }', 'Both canaryService and stableService are web: '],
  ['surge and unavailable are 0', '{ canary: { maxSurge: 0, maxUnavailable: "0%" } }', 'Both maxSurge and maxUnavailable are 0: '],
  ['a delay is set without a traffic router', '{ canary: { scaleDownDelaySeconds: 60 } }', 'The field scaleDownDelaySeconds is set without trafficRouting: '],
  ['traffic is routed without a canaryService', '{ canary: { stableService: web, trafficRouting: { alb: {} } } }', 'The strategy routes traffic, but does not set canaryService: '],
  ['traffic is routed without a stableService', '{ canary: { canaryService: web, trafficRouting: { alb: {} } } }', 'The strategy routes traffic, but does not set stableService: '],
  ['there is no strategy', '{}', 'The strategy is neither canary nor blueGreen: '],
  ['there are two strategies', '{ canary: {}, blueGreen: { activeService: web } }', 'The strategy is both canary and blueGreen: '],
  ['setCanaryScale is used without a traffic router', '{ canary: { steps: [{ setWeight: 50 }, { setCanaryScale: { replicas: 1 } }] } }', 'The step setCanaryScale is used without trafficRouting: '],
  ['blue-green has no activeService', '{ blueGreen: { previewService: web } }', 'The strategy does not set activeService: '],
  ['active and preview are the same Service', '{ blueGreen: { activeService: web, previewService: web } }', 'Both activeService and previewService are web: '],
])('fails when %s', (_, strategy, message) => {
  expect(messagesOn(rule, rollout(strategy))).toEqual([message + REFUSED]);
  expect(verdictsOn(rule, rollout(strategy))[0].object.kind).toBe('Rollout');
});

test.each([
  ['a plain canary', '{ canary: {} }'],
  ['subsets of Istio, which need no Services', '{ canary: { trafficRouting: { istio: { virtualService: { name: web } } } } }'],
  ['ping-pong', '{ canary: { pingPong: { pingService: a, pongService: b }, trafficRouting: { alb: {} } } }'],
  ['a delay with a traffic router', '{ canary: { canaryService: a, stableService: web, scaleDownDelaySeconds: 60, trafficRouting: { nginx: {} } } }'],
  ['blue-green', '{ blueGreen: { activeService: web } }'],
])('passes %s', (_, strategy) => {
  expect(messagesOn(rule, rollout(strategy) + service('a'))).toEqual([]);
});

test('does not apply to a Deployment', () => {
  expect(appliesTo(rule, '')).toBe(false);
});
