import { listenerCertificateNotFound as rule } from '../../../../src/rules/check/routing';
import { messagesOn, verdictsOn } from '../judging';

const CERTIFICATE = 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: shop, namespace: edge }\nspec: { secretName: shop-tls }\n---\n';
const gateway = (references: string, annotations = '{}') => `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: edge, annotations: ${annotations} }\n`
  + `spec: { gatewayClassName: kgateway, listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [${references}] } }] }\n`;
const secret = (name: string, namespace = 'edge') => `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: ${namespace} }\ntype: kubernetes.io/tls\n`;
const BOTH = '{ name: shop-tls }, { kind: Secret, name: partner-tls }';

test('fails where nothing writes one of the certificates', () => {
  expect(verdictsOn(rule, CERTIFICATE + gateway(BOTH))).toMatchObject([{
    object: { kind: 'Gateway' },
    violations: [{
      path: ['spec', 'listeners', 0, 'tls', 'certificateRefs', 1, 'name'],
      message: 'Nothing in the manifests writes Secret partner-tls of listener https, unlike its Secret shop-tls: unless it exists elsewhere, the listener may be rejected, and all its hosts cannot be reached.',
      fix: 'Add Secret partner-tls, or a Certificate that writes it, before Gateway public refers to it.',
    }],
  }]);
});

test('fails where the missing one is the first, or in another namespace only', () => {
  expect(messagesOn(rule, CERTIFICATE + gateway('{ name: partner-tls }, { name: shop-tls }') + secret('partner-tls', 'shop'))).toHaveLength(1);
});

test.each([
  ['all exist', CERTIFICATE + gateway(BOTH) + secret('partner-tls')],
  ['none is in the manifests', gateway(BOTH)],
  ['cert-manager writes them for the Gateway', CERTIFICATE + gateway(BOTH, '{ cert-manager.io/cluster-issuer: public }')],
  ['the other one is of another kind', CERTIFICATE + gateway('{ name: shop-tls }, { group: a.example.com, kind: Vault, name: partner-tls }')],
  ['the other one is of another namespace', CERTIFICATE + gateway('{ name: shop-tls }, { name: partner-tls, namespace: partner }')],
  ['another object mentions it', `${CERTIFICATE}${gateway(BOTH)}---\napiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata: { name: certs, namespace: edge }\nspec: { secretObjects: [{ secretName: partner-tls }] }\n`],
  ['it is copied from another namespace', CERTIFICATE + gateway(BOTH) + secret('partner-tls', 'certs').replace('namespace: certs', 'namespace: certs, annotations: { reflector.v1.k8s.emberstack.com/reflection-allowed: "true" }')],
  ['a chart may write it', `${CERTIFICATE}${gateway(BOTH)}---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: certs, namespace: edge }\nspec: { chart: {} }\n`],
])('passes where %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});
