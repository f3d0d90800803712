import { liveness as rule } from '../../../../../src/rules/check/start/startup-budget-too-short/liveness';
import { saidBy, stating, verdict, web, WITHOUT_SERVICE } from '../../stop/changes';

const CONTAINER = 'spec.template.spec.containers[0]';
const LIVE = {
  startupProbe: null,
  livenessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 3 },
};

test('shows the sum, and the startup probe to add', () => {
  expect(saidBy(rule, stating({ 'startup-time': '61s' }, LIVE))).toEqual([{
    at: `${CONTAINER}.livenessProbe`,
    message: 'Container web may take 61 s to start, but its liveness probe may kill it after 30 s (10 + 2 × 10): a slow start never completes.',
    fix: `Set ${CONTAINER}.startupProbe to { "tcpSocket": { "port": 8080 }, "periodSeconds": 3, "failureThreshold": 22 }.`,
  }]);
});

test.each([[30, 'passes'], [31, 'fails']])('a start of %i s: %s', (startupTime, expected) => {
  expect(verdict(rule, stating({ 'startup-time': `${startupTime}s` }, LIVE))).toBe(expected);
  expect(verdict(rule, web(LIVE), { startupTime })).toBe(expected);
});

test('any startup probe passes here', () => {
  expect(verdict(rule, stating({ 'startup-time': '600s' }, { livenessProbe: LIVE.livenessProbe }))).toBe('passes');
});

test('a worker without a Service counts if its own annotation states a time', () => {
  expect(verdict(rule, stating({ 'startup-time': '60s' }, LIVE) + WITHOUT_SERVICE)).toBe('fails');
  expect(verdict(rule, web(LIVE) + WITHOUT_SERVICE, { startupTime: 60 })).toBe('does not apply');
});

test.each([
  ['starts of unknown length', web(LIVE)],
  ['no liveness probe', stating({ 'startup-time': '600s' }, { startupProbe: null })],
  ['no containers', 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n'],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
