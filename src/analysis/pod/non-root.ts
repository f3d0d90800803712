import { FieldCursor, listAt, Path, placeAt, stringAt, valueAt } from '../../manifests';

/** A container that is told to run as root and not to. */
export interface RootConflict {
  readonly container: string;
  /** Where the user stands: of the container, or of the pod. */
  readonly user: Path;
  readonly nonRoot: Path;
}

/** The containers of a pod that the kubelet does not start, since their user is root and must not be. */
export function rootConflicts(spec: FieldCursor): RootConflict[] {
  if (stringAt(spec, ['os', 'name']) === 'windows') { return []; }
  return ['containers', 'initContainers'].flatMap(list => listAt(spec, [list])).flatMap(container => {
    const user = settingOf('runAsUser', container, spec);
    const nonRoot = settingOf('runAsNonRoot', container, spec);
    if (user?.value !== 0 || nonRoot?.value !== true) { return []; }
    return [{ container: stringAt(container, ['name']) ?? '', user: user.path, nonRoot: nonRoot.path }];
  });
}

// What the container says overrides what the pod says.
function settingOf(field: string, container: FieldCursor, spec: FieldCursor): FieldCursor | undefined {
  const path = ['securityContext', field];
  const place = [container, spec].find(each => valueAt(each, path) !== undefined);
  return place && placeAt(place, path);
}
