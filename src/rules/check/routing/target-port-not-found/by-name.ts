import { servedPods } from '../../../../analysis/traffic/served-pods';
import { Path, ServicePort } from '../../../../manifests';
import { listWords, shorten } from '../../../../text';
import { edited, Fix } from '../../../fixes/edited';
import { RulePart, RuleResult } from '../../../rule';

export const byName: RulePart = {
  judge: manifests => servedPods(manifests).map(({ service, pods }): RuleResult => {
    const names = new Set(pods.flatMap(({ portNames }) => [...portNames]));
    const isMissing = ({ targetPort, protocol }: ServicePort) =>
      typeof targetPort === 'string' && !INJECTED.has(targetPort) && !names.has(`${targetPort}/${protocol}`);
    return {
      object: service.object,
      violations: service.ports.filter(isMissing).map(({ port, targetPort, protocol, path }) => ({
        path: [...path, 'targetPort'],
        message: `Port ${port} leads to the port ${shorten(`${targetPort}`)} (${shorten(protocol)}) of the pods, but none of their containers has it: the port has no endpoints, `
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

/** Ports of proxies that a mesh adds to the pods. */
const INJECTED = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy', 'status-port', 'dapr-http', 'dapr-grpc', 'dapr-metrics']);
