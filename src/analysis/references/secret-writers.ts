import { booleanAt, groupOf, ManifestObject, Path, rootOf, stringAt } from '../../manifests';

const WRITERS: { readonly [kind: string]: Path } = {
  '/Secret': ['metadata', 'name'],
  'cert-manager.io/Certificate': ['spec', 'secretName'],
  'bitnami.com/SealedSecret': ['metadata', 'name'],
  'external-secrets.io/ExternalSecret': ['spec', 'target', 'name'],
  'secrets.hashicorp.com/VaultStaticSecret': ['spec', 'destination', 'name'],
  'secrets.hashicorp.com/VaultDynamicSecret': ['spec', 'destination', 'name'],
  'secrets.hashicorp.com/VaultPKISecret': ['spec', 'destination', 'name'],
};

/** The name of the Secret that an object is, or makes a controller write into its namespace; undefined for other objects. */
export function secretWrittenBy(object: ManifestObject): string | undefined {
  const id = `${groupOf(object)}/${object.kind}`;
  if (!Object.hasOwn(WRITERS, id)) { return undefined; }
  const name = stringAt(rootOf(object.json), WRITERS[id]);
  return name || (object.kind === 'ExternalSecret' ? object.name : undefined);
}

/** Whether the Secret stays in the cluster when the object that causes it is removed: from then on it is not renewed. */
export function outlivesItsWriter(writer: ManifestObject): boolean {
  switch (writer.kind) {
    // Unless cert-manager is started with an option, which is off by default.
    case 'Certificate': return true;
    case 'ExternalSecret': return (stringAt(rootOf(writer.json), ['spec', 'target', 'creationPolicy']) ?? 'Owner') !== 'Owner';
    default: return false;
  }
}

/**
 * Whether a controller replaces the content of a Secret that exists already. cert-manager and CreateOrMerge keep other keys, and the
 * controller of SealedSecrets leaves the Secret alone unless an annotation allows it.
 */
export function overwritesSecret(writer: ManifestObject, { annotations }: ManifestObject): boolean {
  switch (writer.kind) {
    case 'ExternalSecret': {
      const target = ['spec', 'target'];
      return ['Owner', 'Orphan'].includes(stringAt(rootOf(writer.json), [...target, 'creationPolicy']) ?? 'Owner')
        && booleanAt(rootOf(writer.json), [...target, 'immutable']) !== true;
    }
    case 'SealedSecret': return annotations['sealedsecrets.bitnami.com/managed'] === 'true' && annotations['sealedsecrets.bitnami.com/patch'] !== 'true';
    default: return false;
  }
}
