import { listAt, FieldErrors, numberAt, FieldCursor, portAt, rootOf, stringAt, stringMapAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';

/** A Service, with the API server's defaults. */
export interface Service {
  readonly object: ManifestObject;
  readonly type: string;
  /** Whether the Service has no address of its own: clients get those of the pods from DNS. */
  readonly headless: boolean;
  /** Empty if its endpoints are managed separately. */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: ServicePort[];
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** A port of the pods, by number or by name. */
  readonly targetPort: number | string;
  readonly protocol: string;
  /** Its path in the Service. */
  readonly path: Path;
}

export const SERVICE_PATHS = {
  type: ['spec', 'type'],
  clusterIp: ['spec', 'clusterIP'],
  externalTrafficPolicy: ['spec', 'externalTrafficPolicy'],
  selector: ['spec', 'selector'],
  ports: ['spec', 'ports'],
} as const satisfies Record<string, Path>;

export function isService(object: ManifestObject): boolean {
  return object.kind === 'Service' && groupOf(object) === '';
}

export function serviceOf(object: ManifestObject, fieldErrors: FieldErrors): Service {
  const root = rootOf(object.json, fieldErrors);
  const type = stringAt(root, SERVICE_PATHS.type) || 'ClusterIP';
  return {
    object,
    type,
    headless: stringAt(root, SERVICE_PATHS.clusterIp) === 'None',
    // An ExternalName is an alias in DNS; its selector has no effect.
    selector: type === 'ExternalName' ? {} : stringMapAt(root, SERVICE_PATHS.selector),
    ports: listAt(root, SERVICE_PATHS.ports).flatMap(portOf),
  };
}

function portOf(place: FieldCursor): ServicePort[] {
  const port = numberAt(place, ['port']);
  if (port === undefined) { return []; }
  return [{
    name: stringAt(place, ['name']) || undefined,
    port,
    targetPort: portAt(place, ['targetPort']) || port,
    protocol: stringAt(place, ['protocol']) || 'TCP',
    path: place.path,
  }];
}
