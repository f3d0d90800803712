import { KeptPort } from './service-port-steps';
import { hasPort, numberOf, Replaced } from './service-target-pods';
import { KnownPods } from '../../../analysis/traffic/known-pods';
import { ContainerPort, listAt, numberAt, Path, rootOf, Service, ServicePort, stringAt } from '../../../manifests';
import { Change } from '../object-diff';
import { keepPrevious, Recipe, set } from '../recipe';
import { Update } from '../update';

const NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_NAME = 15;

/** How ports of a Service move to other ports of its pods while old and new pods serve; undefined where fields alone are not enough. */
export function targetPortRecipe(
  kept: Change<Service>,
  ports: readonly KeptPort[],
  pods: readonly Replaced[],
  update: Update,
): Recipe | undefined {
  const values = ports.map(port => commonTarget(port, pods));
  if (ports.length > 0 && values.every(value => value !== undefined)) {
    const edits = ports.map(({ after }, i) => set(kept.after.object, targetPath(after), values[i]));
    const isWhole = ports.every(({ after }) => pods.every(pair => hasPort(pair.after, after)));
    return isWhole ? [{ edits }, { edits: [] }] : [{ edits }];
  }
  return ports.length === 1 && pods.length === 1 && servicesOf(pods[0], update) === 1
    ? byName(kept, ports[0], pods[0])
    : undefined;
}

/** A targetPort that old and new pods have: the current one, or the number that it resolves to now. */
function commonTarget({ before }: KeptPort, pods: readonly Replaced[]): number | string | undefined {
  const isEverywhere = (targetPort: number | string): boolean => pods.every(pair =>
    [pair.before, pair.after].every(side => side.portNumbers.size > 0
      && hasPort(side, { targetPort, protocol: before.protocol })));
  const candidates = [before.targetPort, numberOf(pods[0].before, before)].filter(value => value !== undefined);
  return candidates.find(isEverywhere);
}

/** By a port name that old and new pods have: first added to the running pods if they have none. */
function byName(
  { after: service }: Change<Service>,
  { before, after }: KeptPort,
  { before: old, after: next }: Replaced,
): Recipe | undefined {
  const number = numberOf(old, before);
  const from = declaredPorts(old).find(port => port.number === number && port.protocol === before.protocol);
  const to = successor(from, after, next);
  const name = from && to && (from.name ?? to.name ?? freeName(after, [old, next]));
  if (!from || !to || !name || (from.name && to.name && from.name !== to.name)) { return undefined; }
  const last = [set(service.object, targetPath(after), name), ...to.name ? [] : [set(next.object, [...to.path, 'name'], name)]];
  if (from.name) { return [{ edits: last }]; }
  return [{ edits: [keepPrevious(next.object), set(next.object, [...from.path, 'name'], name), keepPrevious(service.object)] }, { edits: last }];
}

interface DeclaredPort extends ContainerPort {
  readonly path: Path;
}

function declaredPorts({ object, containers }: KnownPods): DeclaredPort[] {
  return containers.flatMap(({ path }) => listAt(rootOf(object.json), [...path, 'ports'])).flatMap(place => {
    const number = numberAt(place, ['containerPort']);
    return number === undefined ? [] : [{ number, name: stringAt(place, ['name']) || undefined, protocol: stringAt(place, ['protocol']) || 'TCP', path: place.path }];
  });
}

/** The port of new pods that replaces a port of the old ones. */
function successor(
  from: DeclaredPort | undefined,
  { targetPort, protocol }: ServicePort,
  next: KnownPods,
): DeclaredPort | undefined {
  const ports = declaredPorts(next).filter(port => port.protocol === protocol);
  return ports.find(({ number, name }) => number === targetPort || name === targetPort)
    ?? ports.find(({ name }) => name !== undefined && name === from?.name)
    ?? (ports.length === 1 ? ports[0] : undefined);
}

function freeName({ name, port }: ServicePort, pods: readonly KnownPods[]): string | undefined {
  const taken = new Set(
    pods.flatMap(({ containers }) => containers.flatMap(({ ports }) => ports.map(declared => declared.name))),
  );
  return [name, `port-${port}`].find(free => free !== undefined && free.length <= LONGEST_NAME && NAME.test(free) && !taken.has(free));
}

function servicesOf({ before }: Replaced, { before: { services, selected } }: Update): number {
  return services.filter(({ object, headless }) => !headless && selected
    .get(object)
    ?.some(group => group.object === before.object)).length;
}

function targetPath({ path }: ServicePort): Path {
  return [...path, 'targetPort'];
}
