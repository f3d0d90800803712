import { ConfigReference } from './references';
import { booleanAt, groupOf, keyOf, keysAt, ManifestObject, rootOf, stringAt, Workload } from '../../manifests';
import { perCluster } from '../memoize';

/** A ConfigMap or a Secret that is in the files. */
export interface ConfigObject {
  readonly object: ManifestObject;
  readonly immutable: boolean;
  readonly keys: ReadonlySet<string>;
  /** Empty for a ConfigMap. */
  readonly type: string;
}

/** Finds what a reference means; undefined if it is not in the files. */
export const configFinder = perCluster(({ objects }) => {
  const found = new Map(objects
    .filter(isConfig)
    .map(object => [keyOf(object.kind, object.namespace, object.name), configOf(object)]));
  return ({ namespace }: Workload, { kind, name }: Pick<ConfigReference, 'kind' | 'name'>): ConfigObject | undefined => found.get(keyOf(kind, namespace, name));
});

/** Whether an object is a ConfigMap or a Secret. */
export function isConfig(object: ManifestObject): boolean {
  return groupOf(object) === '' && ['ConfigMap', 'Secret'].includes(object.kind);
}

function configOf(object: ManifestObject): ConfigObject {
  const root = rootOf(object.json);
  return {
    object,
    immutable: booleanAt(root, ['immutable']) ?? false,
    keys: new Set(['data', 'stringData', 'binaryData'].flatMap(field => keysAt(root, [field]))),
    type: stringAt(root, ['type']) ?? '',
  };
}
