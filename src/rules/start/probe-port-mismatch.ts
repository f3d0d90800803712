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

export const probePortMismatch = workloadRule({
  id: 'probe-port-mismatch',
  severity: 'error',
  title: 'A probe asks a port that its container does not name',
  impact: 'New pods are never ready: the update gets stuck, and a lost pod is not replaced by one that serves.',
  why: 'The kubelet looks for the name among the ports of the same container. Where it finds none the probe has no result at all, neither success nor failure.',
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
    // A number needs no entry in `ports`: management ports often have none.
    return asked.length === 0 ? undefined : asked.flatMap(({ container, probe, kind, port }) =>
      typeof port !== 'string' || isPort(container, port) ? [] : [violation(container, probe, kind, port)]);
  },
});

function isPort({ ports }: Container, port: string): boolean {
  return ports.some(({ name }) => name === port) || /^\d+$/.test(port);
}

function violation(container: Container, { name, path: probe }: NamedProbe, kind: string, port: string): Violation {
  const path = [...probe, kind, 'port'];
  const names = container.ports.flatMap(({ name: known }) => known === undefined ? [] : [shorten(known)]);
  return {
    path,
    message: `${nameOf(container)} has no port named ${shorten(port)}, which its ${name} probe asks: ${CONSEQUENCE[name]}.`,
    fix: names.length > 0 ? `Set ${showPath(path)} to ${names.join(' or ')}, or to the number of a port.` : `Set ${showPath(path)} to the number of a port.`,
  };
}
