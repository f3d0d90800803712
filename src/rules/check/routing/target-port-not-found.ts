import { servedPods } from '../../../analysis/traffic/served-pods';
import { Path, ServicePort } from '../../../manifests';
import { listWords, shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

export const targetPortNotFound: Rule = {
  id: 'target-port-not-found',
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
        ...fixOf([...path, 'targetPort'], targetPort, [...names].filter(name => name.endsWith(`/${protocol}`)), service.ports.length),
      })),
    };
  }),
};

function fixOf(path: Path, targetPort: number | string, names: readonly string[], ports: number): Fix {
  const [first, ...others] = names.map(name => name.slice(0, name.lastIndexOf('/')));
  if (first === undefined) { return { fix: `Name the port of the container that answers there ${shorten(`${targetPort}`)}, with this protocol.` }; }
  const isOnlyOne = others.length === 0 && ports === 1;
  return edited([{ path, value: first }], {
    ...others.length > 0 && { or: `to ${shorten(listWords(others, 'or'), 200)}` },
    ...!isOnlyOne && { byHand: 'which port of the pods answers there' },
  });
}

/** Ports of proxies that a mesh puts into the pods. */
const INJECTED = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy', 'status-port', 'dapr-http', 'dapr-grpc', 'dapr-metrics']);
