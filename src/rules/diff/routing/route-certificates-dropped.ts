import { perCluster } from '../../../analysis/memoize';
import { isIngress, certificatesOf, tlsSections, writerOf } from '../../../analysis/traffic/certificates';
import { addTo, listAt, ManifestObject, ManifestSet, Path, rootOf, stringAt, valueAt } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { Edit, retain, set } from '../recipe';
import { counterparts } from './service-steps';
import { Update } from '../update';


const TLS: Path = ['spec', 'tls'];

/** Other ways to configure the certificate of a route, or that its pods have their own. */
const ELSEWHERE = [
  'alb.ingress.kubernetes.io/certificate-arn', 'networking.gke.io/managed-certificates', 'ingress.gcp.kubernetes.io/pre-shared-cert',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate', 'traefik.ingress.kubernetes.io/router.tls', 'nginx.ingress.kubernetes.io/ssl-passthrough',
];

/** The certificates that an Ingress no longer has for hosts that it still routes. */
export function droppedCertificates({ before, after }: Change<ManifestObject>, update: Update): Violation[] {
  if (!isIngress(after) || ELSEWHERE.some(key => Object.hasOwn(after.annotations, key))) { return []; }
  const [secured, routed] = [securedHosts(update.after), hostsOf(after)];
  const isDropped = (host: string): boolean => (host === '' ? routed.size > 0 : routed.has(host)) && !namesFor(host).some(name => secured.has(name));
  const bySecret = new Map<string, string[]>();
  for (const { at, secret } of certificatesOf(before)) { if (isDropped(at)) { addTo(bySecret, secret, at); } }
  if (bySecret.size === 0) { return []; }
  const recipe = [{
    edits: [
      ...retained([...bySecret.keys()], before, update),
      set(after, TLS, sectionsOfBoth(before, after, isDropped)),
    ],
  }];
  return [...bySecret].map(([secret, hosts]): Violation => {
    const named = hosts.includes('') ? 'any host' : shorten(hosts.join(', '), 200);
    const [are, answer] = hosts.length === 1 ? ['is', 'it answers'] : ['are', 'they answer'];
    return {
      path: TLS,
      severity: 'error',
      message: `The tls section no longer has Secret ${shorten(secret)} for ${named}, which ${are} still routed: as soon as the release is applied, ${answer} with `
        + 'the default certificate, which clients reject.',
      fix: `Keep Secret ${shorten(secret)} for ${named} in spec.tls.`,
      recipe,
    };
  });
}

/** The hosts that Ingresses have a TLS section for: controllers find certificates by the host, whichever Ingress names them. */
const securedHosts = perCluster(({ objects }: ManifestSet): ReadonlySet<string> =>
  new Set(objects.filter(isIngress).flatMap(object => tlsSections(object).flatMap(({ hosts }) => hosts))));

function hostsOf({ json }: ManifestObject): ReadonlySet<string> {
  return new Set(listAt(rootOf(json), ['spec', 'rules']).map(rule => stringAt(rule, ['host'])?.toLowerCase() ?? ''));
}

/** A host, the wildcard that covers it, and all hosts. */
function namesFor(host: string): string[] {
  return [host, host.replace(/^[^.]*/, '*'), ''];
}

function retained(secrets: readonly string[], { namespace }: ManifestObject, update: Update): Edit[] {
  return secrets.flatMap(secret => {
    const writer = writerOf(update.before, namespace, secret);
    return writer && counterparts(update).removed.has(writer) && !writerOf(update.after, namespace, secret)
      ? [retain(writer)]
      : [];
  });
}

function sectionsOfBoth(before: ManifestObject, after: ManifestObject, isDropped: (host: string) => boolean): unknown[] {
  const dropped = tlsSections(before).filter(({ place }) => stringAt(place, ['secretName'])).flatMap(({ place, hosts }) => {
    const left = hosts.filter(isDropped);
    return left.length === 0 ? [] : [{ ...left.includes('') ? {} : { hosts: left }, secretName: stringAt(place, ['secretName']) }];
  });
  const now = valueAt(rootOf(after.json), TLS);
  return [...Array.isArray(now) ? now : [], ...dropped];
}
