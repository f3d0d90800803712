import { document, found, ingress, judges } from './route-manifests';
import { tlsSecretNotFound as rule } from '../../../../src/rules/diff/routing';

function route(secret: string, more: { readonly annotations?: string; readonly hosts?: string } = {}): string {
  return ingress(['shop.example.com/'], { spec: `, tls: [{ ${more.hosts ?? 'hosts: [shop.example.com], '}secretName: ${secret} }]`, annotations: more.annotations });
}

function gateway(secret: string): string {
  return document(`apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec: { gatewayClassName: a, listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: ${secret} }] } }] }`);
}

const secret = (name: string): string => document(`apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }`);
const certificate = document('apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: shop, namespace: shop }\nspec: { secretName: new-tls }');
const external = document('apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: new-tls, namespace: shop }\nspec: {}');
const externalTarget = document('apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: shop, namespace: shop }\nspec: { target: { name: new-tls } }');
const sealed = document('apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: new-tls, namespace: shop }');

test('warns when the new Secret is added in the same release, and refers to it one release later', () => {
  expect(found(rule, route('old-tls'), route('new-tls') + certificate)).toEqual([{
    message: 'The certificate of shop.example.com changes from Secret old-tls to new-tls, which this release adds with Certificate shop: until it is written, clients get a default certificate, which they reject.',
    fix: 'Refer to the new Secret in the route one release later.',
    path: ['spec', 'tls', 0, 'secretName'],
    severity: undefined,
    on: 'web',
    recipe: 'Release 1: this change, but leave Ingress web as it is now. When Secret new-tls exists, release 2: the rest of this change.',
  }]);
});

test.each([['Secret', secret('new-tls')], ['ExternalSecret', external], ['ExternalSecret', externalTarget], ['SealedSecret', sealed]])('recognizes that a %s writes it', (kind, writer) => {
  expect(found(rule, route('old-tls'), route('new-tls') + writer)[0].message).toContain(`which this release adds with ${kind}`);
  expect(found(rule, route('old-tls') + writer, route('new-tls') + writer)).toEqual([]);
});

test.each([['issuer'], ['cluster-issuer']])('warns when cert-manager requests it only then (%s), which no release can change', key => {
  const annotations = `cert-manager.io/${key}: public`;
  expect(found(rule, route('old-tls', { annotations }), route('new-tls', { annotations }))).toEqual([expect.objectContaining({
    message: 'The certificate of shop.example.com changes from Secret old-tls to new-tls, which cert-manager requests only then: until it is written, clients get a default certificate, which they reject.',
    fix: 'Add a Certificate that writes Secret new-tls first, and refer to it in the route when it exists.',
    recipe: undefined,
  })]);
  expect(found(rule, route('old-tls', { annotations }) + certificate, route('new-tls', { annotations }) + certificate)).toEqual([]);
});

test('supports listeners of a Gateway, and TLS for all hosts', () => {
  const [violation] = found(rule, gateway('old-tls'), gateway('new-tls') + certificate);
  expect(violation.message).toContain('The certificate of listener https changes');
  expect(violation.path).toEqual(['spec', 'listeners', 0, 'tls', 'certificateRefs', 0, 'name']);
  expect(found(rule, route('old-tls', { hosts: '' }), route('new-tls', { hosts: '' }) + certificate)[0].message).toContain('The certificate of all hosts changes');
});

test('warns when no manifest writes the new Secret, which may already exist', () => {
  expect(found(rule, route('old-tls'), route('new-tls'))).toEqual([{
    message: 'The certificate of shop.example.com changes from Secret old-tls to new-tls, which nothing in these manifests writes: if it does not exist yet, clients get a default certificate, which they reject.',
    fix: 'Make sure that Secret new-tls exists in namespace shop before this release, with a certificate for the same hosts.',
    path: ['spec', 'tls', 0, 'secretName'],
    severity: undefined,
    on: 'web',
    recipe: undefined,
  }]);
  const nowhere = (name: string) => gateway(name).replace(', namespace: shop', '');
  expect(found(rule, nowhere('old-tls'), nowhere('new-tls')).map(({ fix }) => fix)).toEqual(['Make sure that Secret new-tls exists before this release, with a certificate for the same hosts.']);
});

test('looks for the Secret of a Gateway in the namespace that it names', () => {
  const there = (name: string) => gateway(name).replace(`name: ${name} }`, `name: ${name}, namespace: certs }`);
  expect(found(rule, there('old-tls'), there('new-tls'))[0].fix).toContain('exists in namespace certs before');
  expect(found(rule, there('old-tls'), there('new-tls') + secret('new-tls').replace('namespace: shop', 'namespace: certs'))[0].message).toContain('adds with Secret new-tls');
  const other = (name: string) => gateway(name).replace(`name: ${name} }`, `name: ${name}, group: example.com, kind: Cert }`);
  expect(judges(rule, other('old-tls'), other('new-tls'))).toBe(false);
});

describe('a certificate that is removed while its host stays', () => {
  const hosts = ['shop.example.com/', 'api.example.com/'];
  const tls = (sections: string, annotations = '') => ingress(hosts, { spec: sections === '' ? '' : `, tls: [${sections}]`, annotations });
  const BOTH = '{ hosts: [shop.example.com, Api.example.com], secretName: old-tls }';
  const ONE = '{ hosts: [shop.example.com], secretName: old-tls }';

  test('fails when the section is removed, and keeps it', () => {
    expect(found(rule, tls(BOTH), tls(''))).toEqual([{
      message: 'The tls section no longer has Secret old-tls for shop.example.com, api.example.com, which are still routed: as soon as the release is applied, they answer with the default certificate, which clients reject.',
      fix: 'Keep Secret old-tls for shop.example.com, api.example.com in spec.tls.',
      path: ['spec', 'tls'],
      severity: 'error',
      on: 'web',
      recipe: 'Release this change, but with spec.tls of Ingress web set to [{ "hosts": ["shop.example.com", "api.example.com"], "secretName": "old-tls" }].',
    }]);
  });

  test('fails when one of its hosts is removed, and keeps that host beside the others', () => {
    expect(found(rule, tls(BOTH), tls(ONE)).map(({ recipe }) => recipe)).toEqual([
      'Release this change, but with spec.tls of Ingress web set to [{ "hosts": ["shop.example.com"], "secretName": "old-tls" }, { "hosts": ["api.example.com"], "secretName": "old-tls" }].',
    ]);
  });

  test('keeps the Secret as well, if the manifests contain it', () => {
    expect(found(rule, tls(ONE) + secret('old-tls'), tls('')).map(({ recipe }) => recipe)).toEqual([expect.stringContaining('but keep Secret old-tls and with spec.tls')]);
    expect(found(rule, tls(ONE) + secret('old-tls'), tls('') + secret('old-tls'))[0].recipe).toContain('but with spec.tls');
  });

  test('supports sections for all hosts, and one Secret after the other', () => {
    const [violation] = found(rule, tls('{ secretName: old-tls }'), tls(''));
    expect(violation.message).toContain('Secret old-tls for any host, which is still routed: as soon as the release is applied, it answers with');
    expect(violation.recipe).toBe('Release this change, but with spec.tls of Ingress web set to [{ "secretName": "old-tls" }].');
    expect(found(rule, tls(`${ONE}, { hosts: [api.example.com], secretName: api-tls }`), tls('')).map(({ fix }) => fix)).toEqual([
      'Keep Secret old-tls for shop.example.com in spec.tls.', 'Keep Secret api-tls for api.example.com in spec.tls.',
    ]);
  });

  test.each([
    ['the host is removed as well', tls(ONE), ingress(['api.example.com/'])],
    ['no rule is left', tls('{ secretName: old-tls }'), ingress([])],
    ['a wildcard covers it', tls(ONE), tls('{ hosts: ["*.example.com"], secretName: old-tls }')],
    ['all hosts have one', tls(ONE), tls('{ secretName: old-tls }')],
    ['another Ingress has it', tls(ONE), tls('') + ingress(hosts, { name: 'other', spec: ', tls: [{ hosts: [shop.example.com], secretName: other-tls }]' })],
    ['only its Secret is left out: the default one may be meant', tls(ONE), tls('{ hosts: [shop.example.com] }')],
    ['it had none', tls('{ secretName: other-tls, hosts: [other.example.com] }, { hosts: [shop.example.com] }'), tls('')],
    ['an annotation names it', tls(ONE), tls('', 'alb.ingress.kubernetes.io/certificate-arn: arn')],
    ['pods have their own', tls(ONE), tls('', 'nginx.ingress.kubernetes.io/ssl-passthrough: "true"')],
  ])('passes when %s', (_, before, after) => {
    expect(judges(rule, before, after)).toBe(true);
    expect(found(rule, before, after)).toEqual([]);
  });

  test.each([['"*.shop.example.com"'], ['example.com']])('fails when only %s has one', host => {
    expect(found(rule, tls(ONE), tls(`{ hosts: [${host}], secretName: old-tls }`))).toHaveLength(1);
  });
});

test.each([
  ['the Secret is the same', route('old-tls'), route('old-tls') + certificate],
  ['the host is new', route('old-tls'), route('old-tls').replace('secretName: old-tls }', 'secretName: old-tls }, { hosts: [new.example.com], secretName: new-tls }') + certificate],
  ['the order changes', route('old-tls'), route('old-tls', { hosts: 'hosts: [b.example.com, SHOP.example.com], ' })],
])('passes when %s', (_, before, after) => {
  expect(judges(rule, before, after)).toBe(true);
  expect(found(rule, before, after)).toEqual([]);
});

test('does not apply to a route without TLS, or to another kind with that name', () => {
  expect(judges(rule, ingress(['shop.example.com/']), route('new-tls'))).toBe(false);
  expect(judges(rule, gateway('a').replace('gateway.networking.k8s.io/v1', 'networking.istio.io/v1'), gateway('b').replace('gateway.networking.k8s.io/v1', 'networking.istio.io/v1'))).toBe(false);
});
