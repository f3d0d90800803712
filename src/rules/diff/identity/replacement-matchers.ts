import { commandsOf, imagesOf, isController, podsBy, selectorOf, servicesBy } from '../../../analysis/identity/controllers';
import { ADDRESS_LABEL, stemOf, hasConstructHash } from '../../../analysis/identity/names';
import { once, perCluster } from '../../../analysis/memoize';
import { groupOf, keyOf, isService, ManifestObject, ManifestSet } from '../../../manifests';
import { Update } from '../update';

/** One way to recognize that an object replaces another: both have a key in common. */
export interface ReplacementMatcher {
  readonly how: 'namespace' | 'kind' | 'construct' | 'name';
  before(object: ManifestObject): string[];
  after(object: ManifestObject): string[];
  /** Other conditions that must be true. */
  fits?(before: ManifestObject, after: ManifestObject): boolean;
}

/** The strongest evidence comes first. */
export const BY_NAME: readonly ((update: Update) => ReplacementMatcher)[] = [sameNameOtherKind, sameNameElsewhere, sameConstruct];
/** For controllers only. */
export const BY_PODS: readonly ((update: Update) => ReplacementMatcher)[] = [samePods, sameServices, sameImages];

function sameNameOtherKind(): ReplacementMatcher {
  const keys = (object: ManifestObject): string[] => isController(object) ? [keyOf(object.namespace, object.name)] : [];
  return { how: 'kind', before: keys, after: keys, fits: (before, after) => typeOf(before) !== typeOf(after) };
}

function sameNameElsewhere({ objects, before, after }: Update): ReplacementMatcher {
  const objectKey = (object: ManifestObject): string => keyOf(typeOf(object), object.name);
  // Where each tenant has a namespace with the same objects, a removed tenant does not move to an added one.
  const everywhere = new Set(objects.kept.filter(kept => isMovable(kept.after)).map(kept => objectKey(kept.after)));
  const isAlone = (object: ManifestObject): boolean => isMovable(object)
    && object.namespace !== undefined
    && !everywhere.has(objectKey(object));
  const keys = (object: ManifestObject): string[] => isAlone(object) ? [objectKey(object)] : [];
  return {
    how: 'namespace',
    before: keys,
    after: keys,
    fits: (one, other) => {
      const [old, now] = [hostsOf(before, one), hostsOf(after, other)];
      return one.namespace !== other.namespace && (old.length === 0 || now.length === 0 || old.some(host => now.includes(host)));
    },
  };
}

function sameConstruct(): ReplacementMatcher {
  const keys = (object: ManifestObject): string[] => isMovable(object)
    ? [keyOf(typeOf(object), object.namespace, stemOf(object.name))]
    : [];
  return { how: 'construct', before: keys, after: keys, fits: (before, after) => hasConstructHash(before.name) || hasConstructHash(after.name) };
}

/** Their pods have the same labels or the same selector, and no remaining controller has them. */
function samePods({ before, after, objects }: Update): ReplacementMatcher {
  const keysIn = (manifests: ManifestSet) => (object: ManifestObject): string[] => {
    if (!isController(object)) { return []; }
    const all = [podsBy(manifests).get(object)?.podLabels ?? {}, selectorOf(object)?.matchLabels ?? {}].map(withoutAddress);
    return [...new Set(all
      .filter(labels => labels.length > 0)
      .map(labels => keyOf(typeOf(object), object.namespace, JSON.stringify(labels))))];
  };
  const taken = new Set(objects.kept.flatMap(kept => keysIn(before)(kept.before)));
  return { how: 'name', before: object => keysIn(before)(object).filter(found => !taken.has(found)), after: keysIn(after) };
}

/** A Service that stays sent only to the old one, and sends to the new one afterwards. */
function sameServices({ before, after, objects, services }: Update): ReplacementMatcher {
  const removed = new Set(objects.removed);
  const old = new Map(services.kept.map(kept => [kept.after.object, kept.before.object]));
  const pairKey = (object: ManifestObject, { namespace, name }: ManifestObject): string => keyOf(typeOf(object), namespace, name);
  return {
    how: 'name',
    before: object => !isController(object) ? [] : (servicesBy(before).get(object) ?? [])
      .filter(service => before.selected.get(service.object)!.every(pods => removed.has(pods.object)))
      .map(service => pairKey(object, service.object)),
    after: object => !isController(object) ? [] : (servicesBy(after).get(object) ?? [])
      .flatMap(service => old.has(service.object) ? [pairKey(object, old.get(service.object)!)] : []),
  };
}

/**
 * They run the same images, which no other controller runs. With other commands they may be two parts of one program;
 * widely used images are weak evidence unless the names are alike as well.
 */
function sameImages({ before, after, objects }: Update): ReplacementMatcher {
  const keysIn = (manifests: ManifestSet) => (object: ManifestObject): string[] => {
    const images = isController(object) ? imagesOf(object) : [];
    if (images.length === 0) { return []; }
    return [keyOf(typeOf(object), object.namespace, `${servicesBy(manifests).has(object)}`, commandsOf(object), ...images)];
  };
  const taken = new Set(objects.kept.flatMap(kept => keysIn(before)(kept.before)));
  // Without it, all objects would be compared with all that run the same widely used image.
  const withWords = (key: string, object: ManifestObject): string[] => wordsOf(object).map(word => keyOf(key, word));
  const words = new Set(objects.added.flatMap(object => keysIn(after)(object).flatMap(key => withWords(key, object))));
  const isLikely = (key: string, object: ManifestObject): boolean =>
    hasOwnImage(object) || withWords(key, object).some(word => words.has(word));
  return {
    how: 'name',
    before: object => keysIn(before)(object).filter(key => !taken.has(key) && isLikely(key, object)),
    after: keysIn(after),
    fits: (one, other) => hasOwnImage(one) || wordsOf(one).some(word => wordsOf(other).includes(word)),
  };
}

/** Whether an image is from a registry other than the public ones. */
function isOwn(repository: string): boolean {
  return /^(?!docker\.io\/|registry\.k8s\.io\/)[^/]*[.:][^/]*\//.test(repository);
}

const hasOwnImage = once((object: ManifestObject) => imagesOf(object).some(isOwn));

const wordsOf = once(({ name }: ManifestObject) => stemOf(name).split(/[-.]/).filter(word => word.length > 1));

/** Objects with an identity that users or clients notice. */
export function isMovable(object: ManifestObject): boolean {
  return isController(object) || isService(object) || isClaim(object);
}

export function isClaim(object: ManifestObject): boolean {
  return object.kind === 'PersistentVolumeClaim' && groupOf(object) === '';
}

function hostsOf(manifests: ManifestSet, object: ManifestObject): string[] {
  const services = isService(object) ? [object] : servicesBy(manifests).get(object)?.map(service => service.object) ?? [];
  return services.flatMap(({ namespace, name }) => hostsBy(manifests).get(keyOf(namespace, name)) ?? []);
}

const hostsBy = perCluster(({ routes }) => {
  const found = new Map<string, string[]>();
  for (const { hosts, backends } of routes) {
    for (const service of new Set(backends.map(backend => keyOf(backend.namespace, backend.service)))) {
      found.set(service, [...found.get(service) ?? [], ...hosts]);
    }
  }
  return found;
});

function withoutAddress(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).filter(([label]) => label !== ADDRESS_LABEL).sort(([one], [other]) => one < other ? -1 : 1);
}

function typeOf(object: ManifestObject): string {
  return `${groupOf(object).replace('extensions', 'apps')}/${object.kind}`;
}
