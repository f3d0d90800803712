import { keyOf, listAt, booleanAt, FieldCursor, ManifestObject, ManifestSet, mappingAt, Path, rootOf, stringAt, stringMapAt, stringsAt, Workload } from '../../manifests';
import { onceInCluster, perCluster } from '../memoize';
import { podSpecOf } from '../pod/pod-spec';

/** A PersistentVolumeClaim that a pod mounts. */
export interface MountedClaim {
  /** The path of its name in the Deployment. */
  readonly path: Path;
  readonly name: string;
  readonly isReadOnly: boolean;
  /** Whether the claim is in the manifests and has accessModes. */
  readonly isHere: boolean;
  /** Set if only one node, or one pod, may mount it. */
  readonly single?: 'ReadWriteOnce' | 'ReadWriteOncePod';
  /**
   * The holder that keeps a second pod from it: `pod` only one pod gets it, `node` it is attached to one node at a time. Undefined
   * if both get it: the storage is on one node, where both then run, or is reached over the network.
   */
  readonly heldBy?: 'pod' | 'node';
}

const CLAIM: Path = ['persistentVolumeClaim'];

/** The claims that its pods mount, in their order. */
export const mountedClaims = onceInCluster((workload: Workload, manifests): readonly MountedClaim[] =>
  listAt(podSpecOf(workload), ['volumes']).flatMap(volume => {
    const source = mappingAt(volume, CLAIM);
    const name = stringAt(source, ['claimName']);
    if (!name) { return []; }
    const claim = claims(manifests).get(keyOf(workload.namespace, name));
    return [{
      path: [...source.path, 'claimName'],
      name,
      isReadOnly: booleanAt(source, ['readOnly']) ?? false,
      ...claim ? accessTo(claim, manifests) : { isHere: false },
    }];
  }));

const accessTo = onceInCluster((claim: ManifestObject, manifests): Pick<MountedClaim, 'isHere' | 'single' | 'heldBy'> => {
  const modes = stringsAt(rootOf(claim.json), ['spec', 'accessModes']);
  const single = modes.every(isSingle) ? modes.find(isSingle) : undefined;
  return { isHere: modes.length > 0, single, heldBy: single && heldBy(single, claim, manifests) };
});

function isSingle(mode: string): mode is 'ReadWriteOnce' | 'ReadWriteOncePod' {
  return mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod';
}

const claims = perCluster(({ objects }): ReadonlyMap<string, ManifestObject> => new Map(objects
  .filter(({ kind, apiVersion }) => kind === 'PersistentVolumeClaim' && apiVersion === 'v1')
  .map(object => [keyOf(object.namespace, object.name), object])));

function heldBy(mode: 'ReadWriteOnce' | 'ReadWriteOncePod', claim: ManifestObject, manifests: ManifestSet): 'pod' | 'node' | undefined {
  if (mode === 'ReadWriteOncePod') { return 'pod'; }
  return isAttached(claim, manifests) ? 'node' : undefined;
}

/** Usual names of the classes of node-local storage. */
const LOCAL_CLASS = /^local$|^local-(?:storage|path|ssd|nvme|disk|hdd|zfs|lvm|volume)|local-?path|host-?path|topolvm|openebs-(?:device|local|lvm|zfs)|directpv/;
const LOCAL_PROVISIONER = /no-provisioner|local-?path|host-?path|topolvm|openebs\.io\/local|local\.csi|(?:lvm|zfs)\.csi|directpv/;
const UNATTACHED: readonly Path[] = [['spec', 'hostPath'], ['spec', 'local'], ['spec', 'nfs'], ['spec', 'cephfs'], ['spec', 'glusterfs'], ['spec', 'azureFile']];
/** Drivers of file systems that every node mounts over the network. */
const FILE_DRIVER = /efs|file|nfs|smb/;

interface Storage {
  readonly volumes: readonly ManifestObject[];
  readonly classes: readonly ManifestObject[];
}

const storage = perCluster(({ objects }): Storage => ({
  volumes: objects.filter(({ kind, apiVersion }) => kind === 'PersistentVolume' && apiVersion === 'v1'),
  classes: objects.filter(({ kind }) => kind === 'StorageClass'),
}));

/** Whether the volume must be attached to a node before it can be mounted. */
function isAttached({ json, name, namespace, annotations }: ManifestObject, manifests: ManifestSet): boolean {
  const { volumes, classes } = storage(manifests);
  const root = rootOf(json);
  const className = stringAt(root, ['spec', 'storageClassName']) ?? annotations['volume.beta.kubernetes.io/storage-class'];
  const volumeName = stringAt(root, ['spec', 'volumeName']);
  const labels = Object.entries(stringMapAt(root, ['spec', 'selector', 'matchLabels']));
  const mayBind = (volume: ManifestObject): boolean => {
    const at = rootOf(volume.json);
    const bound = mappingAt(at, ['spec', 'claimRef']);
    if (bound.value !== undefined) { return stringAt(bound, ['name']) === name && stringAt(bound, ['namespace']) === namespace; }
    if (volumeName !== undefined) { return volume.name === volumeName; }
    return labels.length > 0
      ? labels.every(([key, value]) => volume.labels[key] === value)
      : stringAt(at, ['spec', 'storageClassName']) === className;
  };
  const volume = volumes.find(mayBind);
  if (volume) { return !isUnattached(rootOf(volume.json)); }
  const found = classes.find(object => className === undefined
    ? object.annotations['storageclass.kubernetes.io/is-default-class'] === 'true' : object.name === className);
  const provisioner = found && stringAt(rootOf(found.json), ['provisioner']);
  return provisioner === undefined ? !LOCAL_CLASS.test(className ?? '') : !LOCAL_PROVISIONER.test(provisioner);
}

function isUnattached(volume: FieldCursor): boolean {
  return UNATTACHED.some(path => isThere(mappingAt(volume, path))) || FILE_DRIVER.test(stringAt(volume, ['spec', 'csi', 'driver']) ?? '');
}

function isThere({ value }: FieldCursor): boolean {
  return value !== undefined;
}
