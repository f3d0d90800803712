import { FieldCursor, listAt, Path, placeAt, stringAt, valueAt } from '../../manifests';

/** A container that is told both to run as root and not to run as root. */
export interface RootConflict {
  readonly container: string;
  /** The path of the user: of the container, or of the pod. */
  readonly user: Path;
  readonly nonRoot: Path;
}

/** The containers of a pod that the kubelet does not start, since their user is root although it must not be. */
export function rootConflicts(spec: FieldCursor): RootConflict[] {
  if (stringAt(spec, ['os', 'name']) === 'windows') { return []; }
  return ['containers', 'initContainers'].flatMap(list => listAt(spec, [list])).flatMap(container => {
    const user = settingOf('runAsUser', container, spec);
    const nonRoot = settingOf('runAsNonRoot', container, spec);
    if (user?.value !== 0 || nonRoot?.value !== true) { return []; }
    return [{ container: stringAt(container, ['name']) ?? '', user: user.path, nonRoot: nonRoot.path }];
  });
}

// Fields of the container override those of the pod.
function settingOf(field: string, container: FieldCursor, spec: FieldCursor): FieldCursor | undefined {
  const path = ['securityContext', field];
  const place = [container, spec].find(each => valueAt(each, path) !== undefined);
  return place && placeAt(place, path);
}
