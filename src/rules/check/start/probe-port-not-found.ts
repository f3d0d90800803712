import { runningContainers } from '../../../analysis/pod/containers';
import { NamedProbe, ProbeName, probesOf } from '../../../analysis/pod/probes';
import { Container, showPath } from '../../../manifests';
import { listWords, shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const CONSEQUENCE: { readonly [name in ProbeName]: string } = {
  startup: 'no pod ever counts as started or becomes ready, and the update gets stuck',
  readiness: 'no pod is ever ready, and the update gets stuck',
  liveness: 'the probe never runs, so a hung process is never restarted',
};

export const probePortNotFound = workloadRule({
  id: 'probe-port-not-found',
  severity: 'error',
  title: 'Probe port that the container does not have',
  impact: 'New pods are never ready: the update gets stuck, and a lost pod is not replaced by a serving one.',
  why: 'The kubelet looks for the name among the ports of the same container. If it finds none, the probe has no result at all, neither success nor failure. A port number needs no entry there.',
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
    return asked.length === 0 ? undefined : asked.flatMap(unnamed);
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
  const [first, ...others] = container.ports.map(({ name: known, number }) => known ?? number);
  return [{
    path,
    message: `${capitalizedContainerLabel(container)} has no port named ${shorten(port)}, which its ${name} probe uses: ${CONSEQUENCE[name]}.`,
    ...first === undefined
      ? { fix: `Set ${showPath(path)} to the number of the port that answers the probe.` }
      : edited([{ path, value: first }], others.length > 0 ? { or: `to ${listWords(others.map(String), 'or')}`, byHand: 'which port answers the probe' } : {}),
  }];
}
