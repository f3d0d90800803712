import { servedPods } from '../../../analysis/traffic/served-pods';
import { ServicePort, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult } from '../../rule';

export const targetportNameMissing: Rule = {
  id: 'targetport-name-missing',
  severity: 'error',
  title: 'A Service port that no container has',
  impact: 'Every request to this port of the Service fails.',
  why: 'A targetPort by name is looked up in the containers of each pod. A pod without such a port is no endpoint.',
  fix: 'Let targetPort be the name of a port of the container, with the same protocol.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  examples: {
    failing: `
kind: Service
spec: { ports: [{ name: http, targetPort: web }] }
`,
    passing: `
kind: Service
spec: { ports: [{ name: http, targetPort: http }] }
`,
  },
  judge: manifests => servedPods(manifests).map(({ service, pods }): RuleResult => {
    const names = new Set(pods.flatMap(({ portNames }) => [...portNames]));
    const isMissing = ({ targetPort, protocol }: ServicePort) =>
      typeof targetPort === 'string' && !INJECTED.has(targetPort) && !names.has(`${targetPort}/${protocol}`);
    return {
      object: service.object,
      violations: service.ports.filter(isMissing).map(({ port, targetPort, protocol, path }) => ({
        path: [...path, 'targetPort'],
        message: `Port ${port} leads to the port ${shorten(`${targetPort}`)} (${shorten(protocol)}) of the pods, but none of their containers has one: it has no endpoint, `
          + 'and every request to it fails.',
        fix: names.size === 0
          ? `Name a port of the container ${shorten(`${targetPort}`)}.`
          : `Set ${showPath([...path, 'targetPort'])} to one of the containers' ports: ${shorten([...names].join(', '), 200)}.`,
      })),
    };
  }),
};

/** Ports of proxies that a mesh puts into the pods. */
const INJECTED = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy', 'status-port', 'dapr-http', 'dapr-grpc', 'dapr-metrics']);
