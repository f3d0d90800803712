import { listAt, rootOf, Service, SERVICE_PATHS, ServicePort } from '../../../manifests';
import { Change } from '../object-diff';

/** A port of a Service that clients know by its number. */
export type KeptPort = Change<ServicePort>;

type Json = Readonly<Record<string, unknown>>;

/** The ports that stay, by number and protocol. */
export function keptPorts({ before, after }: Change<Service>): KeptPort[] {
  return before.ports.flatMap(port => {
    const found = after.ports.find(isSamePort(port));
    return found ? [{ before: port, after: found }] : [];
  });
}

export function isSamePort(one: ServicePort): (other: ServicePort) => boolean {
  return other => one.port === other.port && one.protocol === other.protocol;
}

/** A port as it is written in the manifest. */
export function writtenPort({ object }: Service, { path }: ServicePort): Json {
  const { value } = listAt(rootOf(object.json), SERVICE_PATHS.ports).find(place => place.path[2] === path[2])
    ?? { value: undefined };
  return typeof value === 'object' && value !== null ? value as Json : {};
}
