import { startupProbe as rule } from '../../../../../src/rules/check/start/startup-budget-too-short/startup-probe';
import { saidBy, stating, verdict, web, WITHOUT_SERVICE } from '../../stop/changes';

const AT = 'spec.template.spec.containers[0].startupProbe';
const DEFAULTS = { startupProbe: { periodSeconds: null, failureThreshold: null } };

test('the defaults allow 20 s, not 30', () => {
  expect(saidBy(rule, stating({ 'startup-time': '21s' }, DEFAULTS))).toEqual([{
    at: `${AT}.failureThreshold`,
    message: 'Container web may take 21 s to start, but its startup probe may kill it after 20 s (0 + 2 × 10): a slow start never completes.',
    fix: `Set ${AT}.failureThreshold to 4, and ${AT}.periodSeconds to 10.`,
  }]);
});

test.each([[60, 'passes'], [61, 'fails']])('a start of %i s with 30 × 2 s: %s', (startupTime, expected) => {
  expect(verdict(rule, stating({ 'startup-time': `${startupTime}s` }))).toBe(expected);
  expect(verdict(rule, web({}), { startupTime })).toBe(expected);
});

test('the annotation overrides what is stated for all services', () => {
  expect(verdict(rule, stating({ 'startup-time': '10s' }), { startupTime: 600 })).toBe('passes');
});

test.each([
  ['starts of unknown length', web(DEFAULTS)],
  ['no startup probe', stating({ 'startup-time': '600s' }, { startupProbe: null })],
  ['no containers', 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n'],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

test('does not apply what is said of all services to a worker without a Service', () => {
  expect(verdict(rule, web(DEFAULTS) + WITHOUT_SERVICE, { startupTime: 60 })).toBe('does not apply');
});
