import { Container, showPath } from '../../manifests';
import { shorten } from '../../manifests/show';
import { Violation } from '../rule';
import { NamedProbe, ProbeName, probesOf } from '../support/probe-list';
import { runningContainers } from '../support/stop-containers';
import { nameOf } from '../support/stop-words';
import { workloadRule } from '../support/workload-rule';

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
      return check.kind === 'httpGet' || check.kind === 'tcpSocket' ? [{ container, probe, kind: check.kind, port: check.port }] : [];
    }));
    const declared = new Set(runningContainers(workload).flatMap(({ ports }) => ports.map(({ number }) => number)));
    return asked.length === 0 ? undefined : asked.flatMap(({ container, probe, kind, port }) => {
      if (typeof port === 'string') { return isPort(container, port) ? [] : [unnamed(container, probe, kind, port)]; }
      const isDeclared = port === undefined || container.ports.length === 0 || declared.has(port);
      return isDeclared ? [] : [undeclared(container, probe, kind, port)];
    });
  },
});

function isPort({ ports }: Container, port: string): boolean {
  return ports.some(({ name }) => name === port) || /^\d+$/.test(port);
}

function unnamed(container: Container, { name, path: probe }: NamedProbe, kind: string, port: string): Violation {
  const path = [...probe, kind, 'port'];
  const names = container.ports.flatMap(({ name: known }) => known === undefined ? [] : [shorten(known)]);
  return {
    path,
    message: `${nameOf(container)} has no port named ${shorten(port)}, which its ${name} probe asks: ${CONSEQUENCE[name]}.`,
    fix: names.length > 0 ? `Set ${showPath(path)} to ${names.join(' or ')}, or to the number of a port.` : `Set ${showPath(path)} to the number of a port.`,
  };
}

// All containers of a pod share its ports.
function undeclared({ name: container, ports, path: at }: Container, { name, path: probe }: NamedProbe, kind: string, port: number): Violation {
  const path = [...probe, kind, 'port'];
  return {
    severity: 'warning',
    path,
    message: `The ${name} probe of container ${shorten(container)} asks port ${port}, which no container of the pod declares: if nothing listens there, ${REFUSED[name]}.`,
    fix: `Set ${showPath(path)} to ${ports.map(({ number }) => number).join(' or ')}, or add ${port} to ${showPath([...at, 'ports'])}.`,
  };
}
