import { routeBackendSwitched as rule } from '../../../../src/rules/diff/routing';
import { deployment, errorsOnTheWay, messagesOn, said, service } from '../identity/steps';

const rulesOf = (...versions: string[]) => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart }
spec: { host: cart, subsets: [${versions.map(version => `{ name: ${version}, labels: { version: ${version} } }`).join(', ')}] }
`;
const routeTo = (subset: string, more = '') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart, subset: ${subset} }${more} }] }] }
`;
const pods = (version: string) => deployment(`cart-${version}`, `app: cart, version: ${version}`);
const BOTH = pods('v1') + pods('v2') + service('cart', 'app: cart');
const before = BOTH + rulesOf('v1') + routeTo('v1');

test('fails when a route moves to a subset that the same release defines, and drops the old one', () => {
  const change = rulesOf('v2') + routeTo('v2');
  expect(said(rule, change, before)).toEqual([
    'error VirtualService cart: Requests move to subset v2 of cart in the release in which the DestinationRule defines it, which drops v1: requests get 503 until a proxy has both. '
    + 'Define the subset first, move the requests when all proxies know it, and drop unused subsets last. '
    + 'Release 1: this change, but leave VirtualService cart as it is now and with spec.subsets of DestinationRule cart set to '
    + '[{ "name": "v1", "labels": { "version": "v1" } }, { "name": "v2", "labels": { "version": "v2" } }]. '
    + 'When all proxies have the DestinationRule, and the pods of its subsets are ready, release 2: this change, but with spec.subsets of DestinationRule cart set to '
    + '[{ "name": "v2", "labels": { "version": "v2" } }, { "name": "v1", "labels": { "version": "v1" } }]. '
    + 'When all proxies have the new routes, release 3: the rest of this change.',
  ]);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
});

test('needs two releases where the old subset stays, or where only the old one is removed', () => {
  const added = rulesOf('v1', 'v2') + routeTo('v2');
  expect(said(rule, added, before)[0]).toMatch(/ready, release 2: the rest of this change\.$/);
  expect(errorsOnTheWay(rule, added, before)).toEqual([]);
  const dropped = rulesOf('v2') + routeTo('v2');
  const known = BOTH + rulesOf('v1', 'v2') + routeTo('v1');
  expect(said(rule, dropped, known)[0]).toMatch(
    /^error VirtualService cart: Requests leave subset v1 of cart in the release in which the DestinationRule drops it: .* Release 1: .* routes, release 2: the rest/,
  );
  expect(errorsOnTheWay(rule, dropped, known)).toEqual([]);
});

test('keeps a removed DestinationRule, and the pods of the subset', () => {
  const change = `${routeTo('v2').replace(', subset: v2', '')}\n---\nkind: DestinationRule\nmetadata: { name: cart }\n$patch: delete\n`
    + '\n---\nkind: Deployment\nmetadata: { name: cart-v1 }\n$patch: delete\n';
  expect(said(rule, change, before)[0]).toContain('Release 1: this change, but keep DestinationRule cart and keep Deployment cart-v1.');
});

test.each([
  ['the subset was there', BOTH + rulesOf('v1', 'v2') + routeTo('v1'), rulesOf('v1', 'v2') + routeTo('v2')],
  ['it has no weight', before, rulesOf('v1', 'v2') + routeTo('v1', ', weight: 100 }, { destination: { host: cart, subset: v2 }, weight: 0')],
  ['nothing sends to a subset', before, rulesOf('v1', 'v2')],
  ['pods are replaced with it, which has releases of its own', pods('v1') + service('cart', 'app: cart') + rulesOf('v1') + routeTo('v1'),
    `\n---\nkind: Deployment\nmetadata: { name: cart-v1 }\n$patch: delete\n${pods('v2')}${rulesOf('v2')}${routeTo('v2')}`],
])('passes where %s', (_, running, change) => {
  expect(messagesOn(rule, change, running)).toEqual([]);
});
