import { probePath } from '../../../analysis/pod/probes';
import { isStore } from '../../../analysis/pod/store-images';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, isHttpRoute, placeAt, rootOf, showPath, stringAt, Workload } from '../../../manifests';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const HTTP = /^(?:http|https|web|kubernetes\.io\/(?:h2c|wss?))(?:-|$)/i;

export const readinessTcpOnly = workloadRule({
  id: 'readiness-tcp-only',
  severity: 'info',
  title: 'readinessProbe that only opens a TCP connection',
  impact: 'Pods get requests before they can answer, and keep getting them when they hang.',
  why: 'The operating system accepts connections for a process as soon as it listens, whether or not it ever answers.',
  fix: 'Probe an HTTP path that answers once the application can serve.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-tcp-liveness-probe',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: null, tcpSocket: { port: http } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready, port: http } } }] } } }
`,
  },
  judge: workload => {
    const { serving } = workload;
    if (!serving?.readiness || !servesRequests(workload) || isStore(serving)) { return undefined; }
    if (!speaksHttp(workload, serving) || asksOther(serving)) { return undefined; }
    const path = probePath(serving, 'readiness');
    return serving.readiness.check.kind !== 'tcpSocket' ? [] : [{
      path: [...path, 'tcpSocket'],
      message: `The readiness probe of ${containerLabel(serving)} only opens a connection: a pod that accepts connections but does not answer HTTP still gets requests.`,
      fix: `Replace ${showPath([...path, 'tcpSocket'])} with httpGet and a path that answers once the application can serve.`,
    }];
  },
});

/** A server that only upgrades connections does not answer a plain GET. */
const WEB_SOCKET = /^(?:wss?|websockets?)(?:-|$)/i;

// Beside a port for HTTP, a port with another name speaks another protocol, such as gRPC.
function asksOther({ ports, readiness }: Container): boolean {
  const check = readiness?.check;
  const asked = check?.kind === 'tcpSocket' ? ports.find(({ name, number }) => [name, number].includes(check.port)) : undefined;
  if (asked?.name === undefined || HTTP.test(asked.name)) { return false; }
  return WEB_SOCKET.test(asked.name) || ports.some(({ name }) => HTTP.test(name ?? ''));
}

// Routes carry only HTTP; otherwise the ports must say so.
function speaksHttp({ routes, services }: Workload, { ports }: Container): boolean {
  return routes.some(isHttpRoute) || ports.some(({ name }) => HTTP.test(name ?? '')) || services.some(({ object, ports: sent }) => sent.some(({ name, path }) =>
    HTTP.test(stringAt(placeAt(rootOf(object.json), path), ['appProtocol']) ?? name ?? '')));
}
