import { isTerminating, ServedCertificate, certificatesOf, writerOf } from '../../../analysis/traffic/certificates';
import { ManifestObject } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { keepPrevious } from '../recipe';
import { droppedCertificates } from './route-certificates-dropped';
import { RuleResult, Violation } from '../../../rules';
import { isSameObject } from '../untouched';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const tlsSecretNotFound: UpdateRule = {
  id: 'tls-secret-not-found',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'TLS Secret that does not exist',
  impact: 'Browsers warn of a wrong certificate, and other clients refuse to connect, until the right one is served.',
  why: 'A route uses another Secret at once. Until that Secret exists, or if the route no longer names one, controllers serve a default certificate that clients do not trust. Requesting a certificate takes seconds to hours.',
  fix: 'Create the Secret, or the Certificate that writes it, in a separate release, and refer to it in the route when it exists.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  ingressClassName: traefik
  tls: [{ hosts: [shop.example.com], secretName: web-tls }]
  rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }]
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
spec: { secretName: shop-tls, dnsNames: [shop.example.com], issuerRef: { name: public } }
---
kind: Ingress
spec: { tls: [{ hosts: [shop.example.com], secretName: shop-tls }] }
`,
    safe: `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
spec: { secretName: shop-tls, dnsNames: [shop.example.com], issuerRef: { name: public } }
`,
  },
  judge: update => update.objects.kept.filter(({ after }) => isTerminating(after)).flatMap((kept): RuleResult[] => {
    const old = new Map(certificatesOf(kept.before).map(({ at, secret }) => [at, secret]));
    if (old.size === 0) { return []; }
    if (isSameObject(kept)) { return [{ object: kept.after, violations: [] }]; }
    const isSwapped = ({ at, secret }: ServedCertificate): boolean => old.has(at) && old.get(at) !== secret;
    const swapped = new Map(certificatesOf(kept.after).filter(isSwapped).map(one => [one.secret, one]));
    const violations = [...swapped.values()].flatMap(one => violationOf(kept, one, old.get(one.at)!, update));
    return [{ object: kept.after, violations: [...violations, ...droppedCertificates(kept, update)] }];
  }),
};

function violationOf(
  { after }: Change<ManifestObject>,
  { at, secret, namespace, path }: ServedCertificate,
  old: string,
  update: Update,
): Violation[] {
  if (writerOf(update.before, namespace, secret)) { return []; }
  const writer = writerOf(update.after, namespace, secret);
  const isAsked = Object.keys(after.annotations).some(key => /^cert-manager\.io\/(?:cluster-)?issuer$/.test(key));
  const hosts = at === '' ? 'all hosts' : shorten(at);
  const place = after.kind === 'Gateway' ? `listener ${shorten(at)}` : hosts;
  const unwritten = isAsked ? 'cert-manager requests only then' : 'nothing in these manifests writes';
  const origin = writer ? `this release adds with ${shorten(writer.kind)} ${shorten(writer.name)}` : unwritten;
  return [{
    path,
    message: `The certificate of ${place} changes from Secret ${shorten(old)} to ${shorten(secret)}, which ${origin}: `
      + `${writer || isAsked ? 'until it is written' : 'if it does not exist yet'}, clients get a default certificate, which they reject.`,
    ...writer ? {
      fix: 'Refer to the new Secret in the route one release later.',
      recipe: [{ edits: [keepPrevious(after)], until: `when Secret ${shorten(secret)} exists` }, { edits: [] }],
    } : {
      fix: isAsked ? `Add a Certificate that writes Secret ${shorten(secret)} first, and refer to it in the route when it exists.`
        : `Make sure that Secret ${shorten(secret)} exists${namespace === undefined ? '' : ` in namespace ${shorten(namespace)}`} before this release, with a certificate for the same hosts.`,
    },
  }];
}
