import { ConfigReference } from './references';
import { booleanAt, groupOf, keyOf, keysAt, ManifestObject, rootOf, stringAt, valueAt, Workload } from '../../manifests';
import { perCluster } from '../memoize';

/** A ConfigMap or a Secret that is in the files. */
export interface ConfigObject {
  readonly object: ManifestObject;
  readonly immutable: boolean;
  readonly keys: ReadonlySet<string>;
  /** Whether it has no content, so that a controller fills and renews it in the cluster. */
  readonly isFilledLater: boolean;
  /** Empty for a ConfigMap. */
  readonly type: string;
}

/** Finds the object of a reference; undefined if it is not in the files. */
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

const FIELDS = ['data', 'stringData', 'binaryData'];
/** Labels and annotations that ask a controller to write CA certificates into the object. */
const INJECTED = /^(?:cert-manager\.io\/inject-|service\.(?:beta|alpha)\.openshift\.io\/inject-cabundle|config\.openshift\.io\/inject-trusted-cabundle)/;

function isInjected({ annotations, labels }: ManifestObject): boolean {
  return [...Object.keys(annotations), ...Object.keys(labels)].some(key => INJECTED.test(key));
}

function configOf(object: ManifestObject): ConfigObject {
  const root = rootOf(object.json);
  return {
    object,
    immutable: booleanAt(root, ['immutable']) ?? false,
    keys: new Set(FIELDS.flatMap(field => keysAt(root, [field]))),
    isFilledLater: isInjected(object) || FIELDS.every(field => keysAt(root, [field]).every(key => valueAt(root, [field, key]) === '')),
    type: stringAt(root, ['type']) ?? '',
  };
}

/** The text of a key of a ConfigMap. That of a Secret in manifests is often a placeholder. */
export function textIn({ object }: ConfigObject, key: string): string | undefined {
  return object.kind === 'ConfigMap' ? stringAt(rootOf(object.json), ['data', key]) : undefined;
}
