import { document, found, ingress, judges, NOTHING } from './route-manifests';
import { dnsRecordRemoved as rule } from '../../../../src/rules/diff/routing';

const PREFIX = 'external-dns.alpha.kubernetes.io';

function service(hosts: string, name: string = 'web', key: string = `${PREFIX}/hostname`): string {
  return document(`apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop, annotations: { ${hosts === '' ? '' : `${key}: "${hosts}"`} } }\nspec: { type: LoadBalancer, ports: [{ port: 80 }] }`);
}

test('warns when a name is removed, and keeps it', () => {
  expect(found(rule, service('a.example.com, b.example.com'), service('a.example.com'))).toEqual([{
    message: 'The name b.example.com is removed: external-dns deletes its record, and clients that still use it cannot resolve it.',
    fix: 'Keep b.example.com in metadata.annotations[\'external-dns.alpha.kubernetes.io/hostname\'] of Service web until clients no longer use it.',
    path: ['metadata', 'annotations', 'external-dns.alpha.kubernetes.io/hostname'],
    severity: undefined,
    on: 'web',
    recipe: 'Release this change, but with metadata.annotations[\'external-dns.alpha.kubernetes.io/hostname\'] of Service web set to "a.example.com,b.example.com".',
  }]);
});

test('warns when the object is removed, and keeps it', () => {
  expect(found(rule, service('a.example.com'), NOTHING).map(({ recipe }) => recipe)).toEqual(['Release this change, but keep Service web.']);
});

test('warns when a name moves to an added object, and moves it one release later', () => {
  expect(found(rule, service('a.example.com'), service('') + service('a.example.com,b.example.com', 'new'))).toEqual([expect.objectContaining({
    message: 'The name a.example.com moves from Service web to Service new, which has no address yet: external-dns deletes the record until it has one.',
    fix: 'Keep a.example.com in metadata.annotations[\'external-dns.alpha.kubernetes.io/hostname\'] of Service web until Service new has an address.',
    recipe: 'Release 1: this change, but with metadata.annotations[\'external-dns.alpha.kubernetes.io/hostname\'] of Service web set to a.example.com '
      + 'and with metadata.annotations[\'external-dns.alpha.kubernetes.io/hostname\'] of Service new set to b.example.com. '
      + 'When the other object has an address, release 2: the rest of this change.',
  })]);
  expect(found(rule, service('a.example.com'), service('a.example.com', 'new'))[0].recipe)
    .toContain('keep Service web and leave out metadata.annotations[\'external-dns.alpha.kubernetes.io/hostname\'] of Service new.');
});

test.each([
  ['another object has the name, and an address', service('a.example.com') + service('', 'other'), service('') + service('a.example.com', 'other')],
  ['two have the name', service('a.example.com') + service('a.example.com', 'other'), service('') + service('a.example.com', 'other')],
  ['the name is written otherwise', service('A.example.com.,b.example.com'), service('b.example.com,a.example.com')],
  ['it moves to the newer annotation', service('a.example.com'), service('a.example.com', 'web', 'external-dns.kubernetes.io/hostname')],
  ['a route has the host', service('a.example.com') + ingress(['b.example.com/']), service('') + ingress(['b.example.com/', 'a.example.com/'])],
  ['a route loses the host as well, which is found as such', ingress(['A.example.com/'], { annotations: `${PREFIX}/hostname: a.example.com` }), ingress(['b.example.com/'], { annotations: `${PREFIX}/hostname: ""` })],
])('passes when %s', (_, before, after) => {
  expect(judges(rule, before, after)).toBe(true);
  expect(found(rule, before, after)).toEqual([]);
});

test('includes names for inside the cluster', () => {
  expect(found(rule, service('a.example.com', 'web', `${PREFIX}/internal-hostname`), service(''))).toHaveLength(1);
});

test('does not apply to an object without a name, or to a removed namespace', () => {
  expect(judges(rule, service(''), service('a.example.com'))).toBe(false);
  expect(judges(rule, service('a.example.com') + document('apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }'), NOTHING)).toBe(false);
});
