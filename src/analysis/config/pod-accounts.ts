import { FieldCursor, groupedBy, keyOf, listAt, ManifestObject, ManifestSet, Path, rootOf, stringAt, valueAt } from '../../manifests';
import { perCluster } from '../memoize';
import { templateSpecOf } from '../pod/pod-spec';

/** The ServiceAccount of the pods that an object creates; undefined for the default one of the namespace. */
export function serviceAccountOf(object: ManifestObject): string | undefined {
  return accountIn(templateSpecOf(object))?.name;
}

/** The ServiceAccount that a pod spec names, in this field or its deprecated alias; undefined for the default one of the namespace. */
export function accountIn(spec: FieldCursor): { readonly name: string; readonly path: Path } | undefined {
  const field = stringAt(spec, ['serviceAccountName']) ? 'serviceAccountName' : 'serviceAccount';
  const name = stringAt(spec, [field]) || 'default';
  return name === 'default' ? undefined : { name, path: [...spec.path, field] };
}

/** The ServiceAccount with a name in a namespace; undefined where it is not among the manifests. */
export function accountNamed(
  manifests: ManifestSet, { namespace, name }: { readonly namespace?: string; readonly name: string },
): ManifestObject | undefined {
  return accounts(manifests).get(keyOf(namespace, name))?.[0];
}

const accounts = perCluster(({ objects }) =>
  groupedBy(objects.filter(({ kind }) => kind === 'ServiceAccount'), ({ namespace, name }) => [keyOf(namespace, name)]));

/** Whether pods have a token of their ServiceAccount. */
export function hasToken(object: ManifestObject, account: ManifestObject): boolean {
  const spec = templateSpecOf(object);
  const mounted = valueAt(spec, ['automountServiceAccountToken']) ?? valueAt(rootOf(account.json), ['automountServiceAccountToken']);
  return mounted !== false || listAt(spec, ['volumes']).flatMap(volume => listAt(volume, ['projected', 'sources']))
    .some(source => valueAt(source, ['serviceAccountToken']) !== undefined);
}
