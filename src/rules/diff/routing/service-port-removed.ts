import { isForMetrics, numberAt, rootOf, Service, SERVICE_PATHS, ServicePort, showPath } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { serviceChangeRule } from '../change-rules';
import { Change } from '../object-diff';
import { keepPrevious, set } from '../recipe';
import { isSamePort, keptPorts } from './service-port-steps';
import { podsWithout, portsOfBoth } from './service-ports-recipe';
import { Update } from '../update';


type Found = Omit<Violation, 'recipe'>;

export const servicePortRemoved = serviceChangeRule({
  id: 'service-port-removed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Service port removed or renumbered',
  impact: 'Clients that still use the old port are refused as soon as the release is applied.',
  why: 'A Service changes at once, but its clients do not: each needs its own release to use another port.',
  fix: 'Keep the old port beside the new one until clients no longer use it.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  examples: {
    before: '',
    unsafe: `
kind: Service
spec: { ports: [{ name: http, port: 8080, targetPort: http }] }
`,
    safe: `
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http }, { name: http-8080, port: 8080, targetPort: http }] }
`,
  },
  judge: (kept, update) => {
    const { before, after } = kept;
    // Clients of a headless Service call the pods directly, and a Service cannot become headless; an ExternalName has no ports.
    if (before.headless || after.headless || [before.type, after.type].includes('ExternalName')) { return undefined; }
    if (before.ports.length === 0 || after.ports.length === 0) { return undefined; }
    const found = [
      ...before.ports.filter(port => !after.ports.some(isSamePort(port))).map(port => removal(port, kept, update)),
      ...keptPorts(kept).flatMap(pair => [...renaming(pair), ...nodePort(pair, kept)]),
    ];
    const both = found.length === 0 ? [] : portsOfBoth(kept, update);
    const recipe = found.length === 0 || isNamedByIt(before, both)
      ? undefined
      : [{ edits: [...podsWithout(kept, update).map(keepPrevious), set(after.object, SERVICE_PATHS.ports, both)] }];
    return found.map((violation): Violation => ({ ...violation, recipe }));
  },
});

// A port that gets its first name has no endpoints on the nodes until the controller has written them with that name.
function isNamedByIt({ ports }: Service, both: readonly unknown[]): boolean {
  return both.length > 1 && ports.some(({ name }) => name === undefined);
}

function removal(port: ServicePort, kept: Change<Service>, update: Update): Found {
  const { before, after } = kept;
  const isNew = (other: ServicePort): boolean => !before.ports.some(isSamePort(other));
  const successor = after.ports
    .find(other => isNew(other) && (other.name === port.name || (before.ports.length === 1 && after.ports.length === 1)));
  return {
    path: successor ? [...successor.path, 'port'] : SERVICE_PATHS.ports,
    message: `${successor ? `Port ${inWords(port)} becomes port ${inWords(successor)}` : `Port ${inWords(port)} is removed`}: `
      + 'clients that still use the old one are refused as soon as the release is applied.',
    fix: isNamedByIt(before, portsOfBoth(kept, update))
      ? `Leave ${showPath(SERVICE_PATHS.ports)} as it is, and add a second Service for the new port until clients no longer use the old one: `
        + `in this one, port ${inWords(port)} would need a name next to another port, and a port that gets its first name has no endpoints for a moment.`
      : `Keep port ${inWords(port)} in ${showPath(SERVICE_PATHS.ports)}${successor ? ' beside the new one' : ''}${podsWithout(kept, update).length > 0 ? ', and keep the pods listening there,' : ''} until clients no longer use it.`,
    ...isForMetrics({ ...before, ports: [port] }, { name: '', containers: [] }) ? { severity: 'warning' } : {},
  };
}

function renaming({ before, after }: Change<ServicePort>): Found[] {
  if (before.name === undefined || before.name === after.name) { return []; }
  const path = [...after.path, 'name'];
  return [{
    path,
    severity: 'warning',
    message: `Port ${after.port} ${after.name === undefined ? `loses its name ${shorten(before.name)}` : `is renamed from ${shorten(before.name)} to ${shorten(after.name)}`}: `
      + 'routes, monitors and SRV records that name it find nothing, and nodes have no endpoints for the new name until the controller has written them.',
    fix: `Set ${showPath(path)} to ${shorten(before.name)}.`,
  }];
}

// A node port that one side leaves out is the one that the API server has assigned, and stays.
function nodePort({ before, after }: Change<ServicePort>, services: Change<Service>): Found[] {
  const [old, next] = [written(services.before, before), written(services.after, after)];
  if (!old || !next || old === next) { return []; }
  const path = [...after.path, 'nodePort'];
  return [{
    path,
    severity: 'warning',
    message: `Port ${after.port} moves from node port ${old} to ${next}: load balancers and firewalls outside the cluster that use the old one get no response.`,
    fix: `Set ${showPath(path)} to ${old}, and add a second Service for the new node port.`,
  }];
}

function written({ object }: Service, { path }: ServicePort): number | undefined {
  return numberAt(rootOf(object.json), [...path, 'nodePort']);
}

function inWords({ port, name, protocol }: ServicePort): string {
  const notes = [...name === undefined ? [] : [shorten(name)], ...protocol === 'TCP' ? [] : [shorten(protocol)]];
  return notes.length === 0 ? `${port}` : `${port} (${notes.join(', ')})`;
}
