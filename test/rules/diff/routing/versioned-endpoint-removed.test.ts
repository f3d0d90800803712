import { app, found, httpRoute, ingress, judges, NOTHING } from './route-manifests';
import { versionedEndpointRemoved as rule } from '../../../../src/rules/diff/routing';
import { TARGET } from '../../check/judging';
import { updateBetween } from '../updating';

test('fails when a version goes, and says how to accept it', () => {
  expect(found(rule, ingress(['shop.example.com/api/v1', 'shop.example.com/api/v2']), ingress(['shop.example.com/api/v2']))).toEqual([{
    message: 'Nothing routes shop.example.com/api/v1 any more: clients of v1 get 404 from the moment of the release, until each of them is changed.',
    fix: 'Keep the rule for shop.example.com/api/v1 until the sunset of v1, and accept this finding with that date then: '
      + 'write it to metadata.annotations[\'cdk8s-zero-downtime/acknowledge.versioned-endpoint-removed\'] of the route or of its Deployment.',
    path: ['spec', 'rules'],
    severity: undefined,
    on: 'web',
    recipe: expect.stringContaining('Release this change, but with spec.rules of Ingress web set to ['),
  }]);
});

test.each([
  ['/v1'], ['/api/v2beta1/orders'], ['/V3'], ['/v1.2'], ['/v1alpha'],
])('%s has a version', path => {
  expect(found(rule, ingress([`shop.example.com${path}`]), ingress(['shop.example.com/other']))).toHaveLength(1);
});

test.each([['/version'], ['/v'], ['/v1x'], ['/vip1'], ['/1'], ['/rev1']])('%s has none', path => {
  expect(judges(rule, ingress([`shop.example.com${path}`]), ingress(['shop.example.com/other']))).toBe(false);
});

test('fails when the version is in the host', () => {
  expect(found(rule, httpRoute(['v1.api.example.com', 'v2.api.example.com'], '{ backendRefs: [] }'), httpRoute(['v2.api.example.com'], '{ backendRefs: [] }'))
    .map(({ message }) => message)).toEqual(['Nothing routes v1.api.example.com/ any more: clients of v1 get 404 from the moment of the release, until each of them is changed.']);
});

test('can be accepted at the Deployment that served the route', () => {
  const judged = (before: string, after: string) => rule
    .judge(updateBetween(before, after), TARGET)
    .map(({ workload }) => workload?.name);
  expect(judged(app('web') + ingress(['shop.example.com/v1']), app('web'))).toEqual(['web']);
  expect(judged(app('web') + app('web2').replace('selector: { app: web2 }', 'selector: { app: web }') + ingress(['shop.example.com/v1']), app('web'))).toEqual(['web']);
  expect(judged(ingress(['shop.example.com/v1']), NOTHING)).toEqual([undefined]);
});

test('fails when pods of another Service get its requests', () => {
  const apps = app('web') + app('old');
  const [wide, versioned] = [ingress(['shop.example.com/'], { name: 'wide' }), ingress(['shop.example.com/v1'], { service: 'old' })];
  expect(found(rule, wide + versioned + apps, wide + apps).map(({ message }) => message)).toEqual([
    'Nothing but a wider rule routes shop.example.com/v1 any more: from the moment of the release its requests go to Service web, whose pods may not know them.',
  ]);
});

test('passes when a wider path is left', () => {
  expect(found(rule, ingress(['shop.example.com/api/v1']), ingress(['shop.example.com/api']))).toEqual([]);
});
