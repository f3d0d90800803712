import { listAt, ManifestObject, rootOf, stringAt, stringMapAt } from '../../manifests';
import { once } from '../memoize';
import { POD_TEMPLATE, templateSpecOf } from '../pod/pod-spec';

/** Usual names of a checksum, or a revision, of the configuration of pods. */
const CHECKSUM = /checksum|hash|digest|(?:^|[^a-z])sha(?:1|256)?(?:$|[^a-z0-9])|config.*(?:version|revision)/i;
/** Labels with another purpose. */
const NO_CHECKSUM = new Set(['pod-template-hash', 'controller-revision-hash']);

/** The marks of a pod template for the content of its configuration: annotations, labels and variables with their values. */
export const checksumsOf = once(({ json }: ManifestObject): ReadonlyMap<string, string> => {
  const metadata = ['annotations', 'labels'].flatMap(field =>
    Object.entries(stringMapAt(rootOf(json), [...POD_TEMPLATE, 'metadata', field])).map(([key, value]) => ({ field, key, value })));
  const variables = listAt(templateSpecOf({ json } as ManifestObject), ['containers']).flatMap(container => listAt(container, ['env']))
    .map(variable => ({ field: 'env', key: stringAt(variable, ['name']) ?? '', value: stringAt(variable, ['value']) ?? '' }))
    .filter(({ value }) => value !== '');
  return new Map([...metadata, ...variables].filter(({ key }) => CHECKSUM.test(key) && !NO_CHECKSUM.has(key))
    .map(({ field, key, value }) => [`${field} ${key}`, value]));
});

/** Whether a new pod template has another checksum than the old one. */
export function hasNewChecksum({ before, after }: { readonly before: ManifestObject; readonly after: ManifestObject }): boolean {
  const old = checksumsOf(before);
  return [...checksumsOf(after)].some(([key, value]) => old.get(key) !== value);
}
