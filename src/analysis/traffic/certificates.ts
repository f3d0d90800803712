import { groupOf, keyOf, listAt, ManifestObject, ManifestSet, Path, FieldCursor, rootOf, stringAt } from '../../manifests';
import { perCluster } from '../memoize';
import { isInstaller } from './foreign-pods';
import { secretWrittenBy } from '../references/secret-writers';

/** A certificate that a router serves for a host, or at a listener. */
export interface ServedCertificate {
  /** The host in lower case, empty for all hosts; or the name of the listener. */
  readonly at: string;
  readonly secret: string;
  readonly namespace?: string;
  readonly path: Path;
}

/** Whether an object terminates TLS. */
export function isTerminating(object: ManifestObject): boolean {
  return isIngress(object) || `${groupOf(object)}/${object.kind}` === 'gateway.networking.k8s.io/Gateway';
}

export function isIngress(object: ManifestObject): boolean {
  return `${groupOf(object)}/${object.kind}` === 'networking.k8s.io/Ingress';
}

/** The certificates that are in Secrets. */
export function certificatesOf(object: ManifestObject): ServedCertificate[] {
  const root = rootOf(object.json);
  if (object.kind === 'Gateway') {
    return listAt(root, ['spec', 'listeners']).flatMap(listener => ofListener(listener, object).slice(0, 1));
  }
  return tlsSections(object).flatMap(({ place, hosts }) => hosts.flatMap(host => served(host, place, 'secretName', object.namespace)));
}

function ofListener(listener: FieldCursor, { namespace }: ManifestObject): ServedCertificate[] {
  return listAt(listener, ['tls', 'certificateRefs']).filter(reference => (stringAt(reference, ['kind']) ?? 'Secret') === 'Secret')
    .flatMap(reference => served(stringAt(listener, ['name']), reference, 'name', stringAt(reference, ['namespace']) ?? namespace));
}

/** A certificate that no object here writes, unlike others of the same listener and namespace. */
export interface MissingCertificate extends ServedCertificate {
  readonly others: readonly string[];
}

/** The missing certificates of a Gateway. cert-manager writes those of a Gateway with its annotation, and charts may write others. */
export function missingCertificates(object: ManifestObject, manifests: ManifestSet): MissingCertificate[] {
  const isAsked = Object.keys(object.annotations).some(key => /^cert-manager\.io\/(?:cluster-)?issuer$/.test(key));
  if (isAsked || manifests.isPartial || manifests.objects.some(isInstaller)) { return []; }
  return listAt(rootOf(object.json), ['spec', 'listeners']).flatMap(listener => {
    const all = ofListener(listener, object);
    const isWritten = ({ namespace, secret }: ServedCertificate): boolean => writerOf(manifests, namespace, secret) !== undefined;
    return all.filter(one => !isWritten(one) && !mayBeWritten(one.secret, manifests)).flatMap(one => {
      const others = all.filter(other => other.namespace === one.namespace && isWritten(other)).map(({ secret }) => secret);
      return others.length > 0 ? [{ ...one, others }] : [];
    });
  });
}

const COPIED = /"(?:reflector\.v1\.k8s\.emberstack\.com|replicator\.v1\.mittwald\.de|kubed\.appscode\.com)\//;

// Operators and policies write Secrets, too, or copy them to other namespaces.
function mayBeWritten(secret: string, { objects }: ManifestSet): boolean {
  return objects.filter(object => groupOf(object) !== 'gateway.networking.k8s.io').some(object => {
    const text = JSON.stringify(object.json);
    return text.includes(JSON.stringify(secret)) && (secretWrittenBy(object) === undefined || COPIED.test(text));
  });
}

/** The TLS sections of an Ingress, with their hosts in the form of `Served`. */
export function tlsSections({ json }: ManifestObject): { readonly place: FieldCursor; readonly hosts: string[] }[] {
  return listAt(rootOf(json), ['spec', 'tls']).map(place => {
    const hosts = listAt(place, ['hosts']);
    return { place, hosts: hosts.length === 0 ? [''] : hosts.flatMap(host => stringAt(host, [])?.toLowerCase() ?? []) };
  });
}

function served(at: string | undefined, place: FieldCursor, field: string, namespace: string | undefined): ServedCertificate[] {
  const secret = stringAt(place, [field]);
  return at !== undefined && secret ? [{ at, secret, namespace, path: [...place.path, field] }] : [];
}

const writers = perCluster(({ objects }) => new Map(objects.flatMap((object): [string, ManifestObject][] => {
  const name = secretWrittenBy(object);
  return name ? [[keyOf(object.namespace, name), object]] : [];
})));

/** The object that writes a Secret; undefined if no object here does. */
export function writerOf(manifests: ManifestSet, namespace: string | undefined, secret: string): ManifestObject | undefined {
  return writers(manifests).get(keyOf(namespace, secret));
}
