import { isSamePort, writtenPort } from './service-port-steps';
import { counterparts } from './service-steps';
import { hasPort } from './service-target-pods';
import { knownPodsOf } from '../../../analysis/traffic/known-pods';
import { ManifestObject, Service, ServicePort } from '../../../manifests';
import { Change } from '../object-diff';
import { Update } from '../update';

type Json = Readonly<Record<string, unknown>>;

/** The new ports of a Service, with those that it would lose, and with the names and node ports that clients use. */
export function portsOfBoth({ before, after }: Change<Service>, update: Update): Json[] {
  const isKept = (port: ServicePort): boolean => before.ports.some(isSamePort(port));
  const old = before.ports.map(port => restored(port, { before, after }, update));
  const names = new Set(before.ports.map(({ name }) => name));
  const nodePorts = new Set(old.map(({ nodePort }) => nodePort));
  const added = after.ports.filter(port => !isKept(port)).map((port): Json => {
    const { nodePort, ...rest } = writtenPort(after, port);
    const name = port.name === undefined || names.has(port.name) ? `${(port.name ?? 'port').slice(0, 50)}-${port.port}` : port.name;
    return { ...rest, name, ...nodePort === undefined || nodePorts.has(nodePort) ? {} : { nodePort } };
  });
  return withNames([...old, ...added]);
}

function restored(port: ServicePort, { before, after }: Change<Service>, update: Update): Json {
  const old = writtenPort(before, port);
  const same = after.ports.find(isSamePort(port));
  if (same) {
    const next = writtenPort(after, same);
    const { name = port.name === undefined ? next.name : undefined, nodePort = next.nodePort } = old;
    return { ...next, name, ...nodePort === undefined ? {} : { nodePort } };
  }
  const successor = successorOf(port, { before, after });
  return successor && !leadsSomewhere(port, after, update) ? { ...old, targetPort: successor.targetPort } : old;
}

/** The new port that replaces a removed one: with the same name, or the only one. */
function successorOf({ name }: ServicePort, { before, after }: Change<Service>): ServicePort | undefined {
  const added = after.ports.filter(other => !before.ports.some(isSamePort(other)));
  const isOnly = before.ports.length === 1 && after.ports.length === 1;
  return added.find(other => other.name !== undefined && other.name === name) ?? (isOnly ? added[0] : undefined);
}

/** The pods that have a removed port now, and no longer have it in the change. */
export function podsWithout({ before, after }: Change<Service>, update: Update): ManifestObject[] {
  const { afterOf } = counterparts(update);
  const later = new Map(update.after.podOwners.map(pods => [pods.object, pods]));
  const gone = before.ports.filter(port => !after.ports.some(isSamePort(port)) && !successorOf(port, { before, after }));
  return (update.before.selected.get(before.object) ?? []).flatMap(pods => {
    const next = later.get(afterOf.get(pods.object)!);
    const [old, now] = [knownPodsOf(pods), next && knownPodsOf(next)];
    return next && old && now && gone.some(port => hasPort(old, port) && !hasPort(now, port)) ? [next.object] : [];
  });
}

/** Whether the pods of the change still listen where the old port leads; then its clients keep the same protocol. */
function leadsSomewhere(port: ServicePort, { object }: Service, { after }: Update): boolean {
  const pods = (after.selected.get(object) ?? []).map(knownPodsOf);
  return pods.length > 0 && pods.every(known => known !== undefined && hasPort(known, port));
}

// With several ports, each needs a name.
function withNames(ports: Json[]): Json[] {
  return ports.map(port => ports.length === 1 || port.name ? port : { ...port, name: `port-${String(port.port)}` });
}
