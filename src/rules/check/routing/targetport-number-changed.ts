import { KnownPods } from '../../../analysis/traffic/known-pods';
import { servedPods } from '../../../analysis/traffic/served-pods';
import { ServicePort } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

export const targetportNumberChanged: Rule = {
  id: 'targetport-number-changed',
  severity: 'warning',
  title: 'A port number of the Service that differs from those of the containers',
  impact: 'If nothing listens there, every request to this port of the Service is refused.',
  why: 'A targetPort by number is taken as it is. Where the containers declare ports, but not this one, one of the two was changed and the other forgotten.',
  fix: 'Name the port in the container, and let targetPort be that name: then they change together, pod by pod.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  examples: {
    failing: `
kind: Service
spec: { ports: [{ name: http, targetPort: 8081 }] }
`,
    passing: `
kind: Service
spec: { ports: [{ name: http, targetPort: 8080 }] }
`,
  },
  judge: manifests => servedPods(manifests).map(({ service, pods }): RuleResult => ({
    object: service.object,
    violations: service.ports.filter(port => isForgotten(port, pods)).map(({ port, targetPort, path }) => ({
      path: [...path, 'targetPort'],
      message: `Port ${port} leads to port ${targetPort} of the pods, but their containers declare only ${declared(pods)}: `
        + 'unless something listens there all the same, every request is refused.',
      ...edited([{ path: [...path, 'targetPort'], value: [...pods[0].portNumbers][0] }], {
        or: `declare ${targetPort} in the container`, byHand: 'on which port the application listens',
      }),
    })),
  })),
};

// A declaration is only information to Kubernetes, so other signs that somebody listens there count as well.
function isForgotten({ targetPort }: ServicePort, pods: KnownPods[]): boolean {
  return typeof targetPort === 'number' && !INJECTED.has(targetPort)
    && pods.every(({ portNumbers, mentions }) => portNumbers.size > 0 && !portNumbers.has(targetPort) && !mentions(targetPort));
}

/** Ports of proxies that a mesh puts into the pods. */
const INJECTED = new Set([3500, 4143, 4191, 15006, 15020, 15021, 15090, 50001]);

function declared(pods: KnownPods[]): string {
  return shorten([...new Set(pods.flatMap(({ portNumbers }) => [...portNumbers]))].join(', '), 200);
}
