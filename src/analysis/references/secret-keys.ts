import { groupOf, keysAt, listAt, ManifestObject, rootOf, stringAt, valueAt } from '../../manifests';

/** The keys of the Secret that an object is, or makes a controller write; undefined if they are defined elsewhere. */
export function keysOfSecret(object: ManifestObject): readonly string[] | undefined {
  const root = rootOf(object.json);
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Secret': return stringAt(root, ['type']) === 'kubernetes.io/service-account-token' ? undefined
      : ['data', 'stringData'].flatMap(field => keysAt(root, [field]));
    case 'bitnami.com/SealedSecret':
      return [...keysAt(root, ['spec', 'encryptedData']), ...keysAt(root, ['spec', 'template', 'data'])];
    case 'external-secrets.io/ExternalSecret': return keysOfExternal(object);
    default: return undefined;
  }
}

// Keys from the store, or merged into an existing Secret, are unknown.
function keysOfExternal({ json }: ManifestObject): string[] | undefined {
  const root = rootOf(json);
  const target = ['spec', 'target'];
  const isOpen = listAt(root, ['spec', 'dataFrom']).length > 0 || ['Merge', 'CreateOrMerge', 'None'].includes(stringAt(root, [...target, 'creationPolicy']) ?? 'Owner')
    || valueAt(root, [...target, 'template', 'templateFrom']) !== undefined;
  if (isOpen) { return undefined; }
  const own = listAt(root, ['spec', 'data']).map(item => stringAt(item, ['secretKey'])).filter(key => key !== undefined);
  const templated = keysAt(root, [...target, 'template', 'data']);
  const isReplaced = templated.length > 0 && stringAt(root, [...target, 'template', 'mergePolicy']) !== 'Merge';
  return isReplaced ? templated : [...own, ...templated];
}
