import { placeOf, runningContainers } from '../../../analysis/pod/containers';
import { NamedProbe, ProbeName, probesOf } from '../../../analysis/pod/probes';
import { mentionedNumbers } from '../../../analysis/traffic/known-pods';
import { Container, groupedBy, keyOf, mappingAt, rootOf, showPath, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { Violation } from '../../rule';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const CONSEQUENCE: { readonly [name in ProbeName]: string } = {
  startup: 'no pod ever counts as started, so none is ever ready and the update gets stuck',
  readiness: 'no pod is ever ready, and the update gets stuck',
  liveness: 'it is never asked, so a hung process is never restarted',
};

const REFUSED: { readonly [name in ProbeName]: string } = { ...CONSEQUENCE, liveness: 'it is killed and started again for ever' };

export const probePortMismatch = workloadRule({
  id: 'probe-port-mismatch',
  severity: 'error',
  title: 'A probe asks a port that its container does not have',
  impact: 'New pods are never ready: the update gets stuck, and a lost pod is not replaced by one that serves.',
  why: 'The kubelet looks for the name among the ports of the same container. Where it finds none the probe has no result at all, neither success nor failure. A number needs no entry there, so one that no container declares is a warning: it may be a management port, or a slip.',
  fix: 'Use the name of a port of the container, or the number.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: web } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: http } } }] } } }
`,
  },
  judge: workload => {
    const asked = runningContainers(workload).flatMap(container => probesOf(container).flatMap(probe => {
      const { check } = probe.probe;
      return (check.kind === 'httpGet' || check.kind === 'tcpSocket') && isHere(check.host) ? [{ container, probe, kind: check.kind, port: check.port }] : [];
    }));
    return asked.length === 0 ? undefined : [...asked.flatMap(unnamed), ...undeclared(asked, workload)];
  },
});

interface Asked {
  readonly container: Container;
  readonly probe: NamedProbe;
  readonly kind: string;
  readonly port: number | string | undefined;
}

function isHere(host: string | undefined): boolean {
  return host === undefined || ['', 'localhost', '127.0.0.1', '::1'].includes(host);
}

function isPort({ ports }: Container, port: string): boolean {
  return ports.some(({ name }) => name === port) || /^\d+$/.test(port);
}

function unnamed({ container, probe: { name, path: probe }, kind, port }: Asked): Violation[] {
  if (typeof port !== 'string' || isPort(container, port)) { return []; }
  const path = [...probe, kind, 'port'];
  const names = container.ports.flatMap(({ name: known }) => known === undefined ? [] : [shorten(known)]);
  return [{
    path,
    message: `${capitalizedContainerLabel(container)} has no port named ${shorten(port)}, which its ${name} probe asks: ${CONSEQUENCE[name]}.`,
    fix: names.length > 0 ? `Set ${showPath(path)} to ${names.join(' or ')}, or to the number of a port.` : `Set ${showPath(path)} to the number of a port.`,
  }];
}

// Once for each port, whichever probes ask it.
function undeclared(all: readonly Asked[], workload: Workload): Violation[] {
  const asked = all.filter(({ container, port }) => typeof port === 'number' && container.ports.length > 0);
  const known = asked.length === 0 ? new Set() : knownPorts(workload);
  const lacking = asked.filter(({ port }) => !known.has(port));
  const groups = groupedBy(lacking, ({ container, port }) => [keyOf(...container.path, port)]);
  return [...groups.values()].map(group => undeclaredBy(group));
}

// All containers of a pod share its ports. What arguments, variables and Services name is no slip of the probe.
function knownPorts(workload: Workload): ReadonlySet<unknown> {
  const running = runningContainers(workload);
  const template = mappingAt(rootOf(workload.object.json), ['spec', 'template']);
  return new Set([
    ...running.flatMap(({ ports }) => ports.map(({ number }) => number)),
    ...workload.services.flatMap(({ ports }) => ports.map(({ targetPort }) => targetPort)),
    ...mentionedNumbers(running.map(container => placeOf(workload, container)), template),
  ]);
}

const WORST_FIRST: readonly ProbeName[] = ['startup', 'readiness', 'liveness'];

function undeclaredBy(group: readonly Asked[]): Violation {
  const [{ container: { name: container, ports, path: at }, probe, kind, port }] = group;
  const names = WORST_FIRST.filter(name => group.some(({ probe: asking }) => asking.name === name));
  const asks = names.length === 1 ? `${names[0]} probe of container ${shorten(container)} asks` : `probes of container ${shorten(container)} ask`;
  const path = [...probe.path, kind, 'port'];
  const numbers = [...new Set(ports.map(({ number }) => number))].join(' or ');
  const instead = names.length === 1 ? `Set ${showPath(path)}` : `Set ${showPath(path)}, and the port of the other ${names.length === 2 ? 'probe' : 'probes'},`;
  return {
    severity: 'warning',
    path,
    message: `The ${asks} port ${port}, which no container of the pod declares: if nothing listens there, ${REFUSED[names[0]]}.`,
    fix: `${instead} to ${numbers}, or add ${port} to ${showPath([...at, 'ports'])}.`,
  };
}
