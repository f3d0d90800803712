import { readinessMissing as rule } from '../../../../src/rules/check/start';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const AT = 'spec.template.spec.containers[0].readinessProbe';
const FIX = `Set ${AT}.httpGet.path to one that answers once the application can serve.`;

test('no probe at all', () => {
  expect(saidBy(rule, web({ readinessProbe: null, startupProbe: null }))).toEqual([{
    at: AT,
    message: 'Container web has no readiness probe: it gets requests as soon as its process runs, and an update goes on even if no new pod ever answers.',
    fix: FIX,
  }]);
});

test('only a startup probe', () => {
  expect(saidBy(rule, web({ readinessProbe: null }))).toEqual([{
    at: AT,
    message: 'Container web has no readiness probe: once started it counts as ready for ever, and gets requests even while it cannot answer.',
    fix: FIX,
  }]);
});

test('a container without a name can be spoken of', () => {
  expect(saidBy(rule, `kind: Deployment
spec: { template: { spec: { containers: [{ $patch: delete, name: web }, { name: '', image: web, ports: [{ name: http, containerPort: 8080 }] }] } } }
`)[0].message).toMatch(/^A container without a name has no readiness probe:/);
});

test('any readiness probe passes here', () => {
  expect(verdict(rule, web({}))).toBe('passes');
});

test('does not apply where nobody sends requests, or without containers', () => {
  expect(verdict(rule, web({ readinessProbe: null }) + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n')).toBe('does not apply');
});

test('the injector of a mesh brings the probe of its own gateway', () => {
  expect(verdict(rule, web({ image: 'auto', readinessProbe: null, startupProbe: null }))).toBe('does not apply');
});
