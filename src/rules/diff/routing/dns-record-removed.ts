import { perCluster } from '../../../analysis/memoize';
import { addTo, ManifestObject, ManifestSet, Path, showPath } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { Edit, Recipe, retain, set } from '../recipe';
import { counterparts } from './service-steps';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

// The second prefix since external-dns 0.22.
const KEYS = ['external-dns.alpha.kubernetes.io', 'external-dns.kubernetes.io'].flatMap(prefix => [`${prefix}/hostname`, `${prefix}/internal-hostname`]);

export const dnsRecordRemoved: UpdateRule = {
  id: 'dns-record-removed',
  severity: 'warning',
  title: 'DNS record removed',
  impact: 'The name no longer resolves. Even if the record is added again, resolvers cache its absence for minutes.',
  why: 'External-dns deletes the record of a name when no object with an address has it. An object that was just added has no address yet.',
  fix: 'Keep the name on its current object until clients no longer use it, or until the other object has an address.',
  reference: 'https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/',
  examples: {
    before: `
kind: Service
metadata: { annotations: { external-dns.alpha.kubernetes.io/hostname: shop.example.com } }
spec: { type: LoadBalancer }
`,
    unsafe: `
kind: Service
metadata: { annotations: { external-dns.alpha.kubernetes.io/hostname: store.example.com } }
`,
    safe: `
kind: Service
metadata: { annotations: { external-dns.alpha.kubernetes.io/hostname: "shop.example.com,store.example.com" } }
`,
  },
  judge: update => {
    const gone = new Set(update.objects.removed.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name));
    return [...annotated(update.before)]
      .filter(({ namespace }) => namespace === undefined || !gone.has(namespace))
      .map((before): RuleResult => {
        const after = counterparts(update).afterOf.get(before);
        const found = KEYS.filter(key => !after || hostsIn(before, key).join() !== hostsIn(after, key).join())
          .flatMap(key => hostsIn(before, key).map(host => ({ key, host, now: holders(update.after).get(host) ?? [] })))
          .filter(({ now }) => now.every(object => counterparts(update).added.has(object)))
        // A host that a route drops is reported as such.
          .filter(({ host, now }) => now.length > 0 || !routedBy(update.before, before).includes(host));
        const edits = found.length === 0 ? [] : editsFor(before, after, found, update);
        const isMoved = found.length > 0 && found.every(({ now }) => now.length > 0);
        const recipe: Recipe = isMoved ? [{ edits, until: 'when the other object has an address' }, { edits: [] }] : [{ edits }];
        return {
          object: after ?? before,
          violations: found.map(({ key, host, now: [other] }): Violation => ({
            path: pathOf(key),
            message: other
              ? `The name ${shorten(host)} moves from ${displayName(before)} to ${displayName(other)}, which has no address yet: external-dns deletes the record until it has one.`
              : `The name ${shorten(host)} is removed: external-dns deletes its record, and clients that still use it cannot resolve it.`,
            fix: other
              ? `Keep ${shorten(host)} in ${showPath(pathOf(key))} of ${displayName(before)} until ${displayName(other)} has an address.`
              : `Keep ${shorten(host)} in ${showPath(pathOf(key))} of ${displayName(before)} until clients no longer use it.`,
            recipe,
          })),
        };
      });
  },
};

interface Lost {
  readonly key: string;
  readonly host: string;
  readonly now: readonly ManifestObject[];
}

/** Edits that keep the names where they are, and remove them elsewhere. */
function editsFor(before: ManifestObject, after: ManifestObject | undefined, lost: readonly Lost[], update: Update): Edit[] {
  const kept = after ? KEYS.flatMap(key => {
    const hosts = lost.filter(one => one.key === key).map(({ host }) => host);
    return hosts.length === 0 ? [] : [set(after, pathOf(key), [...hostsIn(after, key), ...hosts].join(','))];
  }) : [retain(before)];
  const others = [...new Set(lost.flatMap(({ now }) => now))].filter(object => counterparts(update).added.has(object));
  return [...kept, ...others.flatMap(object => KEYS.filter(key => hostsIn(object, key)
    .some(host => lost.some(one => one.host === host))).map(key => {
    const rest = hostsIn(object, key).filter(host => !lost.some(one => one.host === host));
    return set(object, pathOf(key), rest.length === 0 ? undefined : rest.join(','));
  }))];
}

const annotated = perCluster(({ objects }) => objects.filter(object => KEYS.some(key => Object.hasOwn(object.annotations, key))));

/** The objects from which external-dns takes names, by annotation or as a route. */
const holders = perCluster((manifests: ManifestSet) => {
  const found = new Map<string, ManifestObject[]>();
  const hosts = [
    ...annotated(manifests).flatMap(object => KEYS.flatMap(key => hostsIn(object, key)).map(host => ({ host, object }))),
    ...manifests.routes.flatMap(({ hosts: names, object }) => names.map(host => ({ host: host.toLowerCase(), object }))),
  ];
  for (const { host, object } of hosts) { addTo(found, host, object); }
  return found;
});

function routedBy({ routes }: ManifestSet, object: ManifestObject): string[] {
  return routes.find(route => route.object === object)?.hosts.map(host => host.toLowerCase()) ?? [];
}

function hostsIn({ annotations }: ManifestObject, key: string): string[] {
  const text = Object.hasOwn(annotations, key) ? annotations[key] : '';
  return text.split(',').map(host => host.trim().replace(/\.$/, '').toLowerCase()).filter(host => host !== '').slice(0, 100);
}

function pathOf(key: string): Path {
  return ['metadata', 'annotations', key];
}

function displayName({ kind, name }: ManifestObject): string {
  return `${shorten(kind)} ${shorten(name)}`;
}
