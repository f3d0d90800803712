import { MountPropagation, Volume, VolumeMount } from 'cdk8s-plus-27';
import { LOST, REJECTED } from '../checks/consequences';
import { DNS_LABEL_ALLOWED, isNamespace } from '../checks/names';
import { checkOneOf } from '../checks/nested';
import { PropErrors } from '../checks/prop-errors';
import { checkKind, objectsIn } from '../checks/type-guards';

/** The volumes of a pod by their names: the API server accepts each name once. */
export class TakenVolumes {
  private readonly byName = new Map<string, unknown>();

  /** Refuses a name that is not valid, or that another volume has. */
  public take(errors: PropErrors, prop: string, volume: Volume): void {
    const { name } = volume;
    // Names of volumes follow the same rule as names of namespaces.
    if (!isNamespace(name)) {
      errors.add({ prop, given: name, allowed: DNS_LABEL_ALLOWED, because: REJECTED, remedy: 'rename the volume' });
    } else if (this.byName.has(name) && this.byName.get(name) !== volume) {
      this.refuseTwice(errors, prop, name);
    }
    this.byName.set(name, volume);
  }

  public refuseTwice(errors: PropErrors, prop: string, name: string): void {
    errors.add({ prop, given: name, allowed: 'a name that no other volume of the pod has', because: REJECTED, remedy: 'rename one of the two' });
  }
}

/** Refuses volumes that collide with those which the containers mount. */
export function checkVolumes(errors: PropErrors, given: Volume[] | undefined, taken: TakenVolumes): void {
  const listed = new Set<string>();
  for (const { at, value } of objectsIn(errors, 'volumes', given, LOST)) {
    checkKind(errors, at, value, 'Volume', LOST);
    if (errors.has(at)) { continue; }
    taken.take(errors, `${at}.name`, value);
    if (listed.has(value.name)) { taken.refuseTwice(errors, `${at}.name`, value.name); }
    listed.add(value.name);
  }
}

/** Refuses mounts that are not valid in a container. */
export function checkMounts(errors: PropErrors, prop: string, given: VolumeMount[] | undefined, taken: TakenVolumes): void {
  const paths = new Set<unknown>();
  for (const { at, value: mount } of objectsIn(errors, prop, given, LOST)) {
    checkPath(errors, `${at}.path`, mount.path, paths);
    checkSubPath(errors, `${at}.subPath`, mount.subPath);
    checkSubPath(errors, `${at}.subPathExpr`, mount.subPathExpr);
    checkOneOf(errors, `${at}.propagation`, mount.propagation, Object.values(MountPropagation));
    checkKind(errors, `${at}.volume`, mount.volume, 'Volume', LOST);
    if (!errors.has(`${at}.volume`)) { taken.take(errors, `${at}.volume.name`, mount.volume as Volume); }
  }
}

function checkPath(errors: PropErrors, prop: string, path: unknown, taken: Set<unknown>): void {
  if (typeof path !== 'string' || path === '') {
    errors.add({ prop, given: path, allowed: "a path in the container, such as '/tmp'", because: REJECTED, remedy: path === '' ? 'change it' : 'write it in quotes' });
  } else if (taken.has(path)) {
    errors.add({ prop, given: path, allowed: 'a path at which the container mounts nothing else', because: REJECTED, remedy: 'mount it at another path' });
  }
  taken.add(path);
}

function checkSubPath(errors: PropErrors, prop: string, path: unknown): void {
  if (path === undefined || (typeof path === 'string' && !path.startsWith('/') && !path.split('/').includes('..'))) { return; }
  errors.add({ prop, given: path, allowed: "a relative path without '..'", because: REJECTED, remedy: 'change it' });
}
