import { RefusedRoute, refusedRoute, tlsModeOf } from '../../../analysis/traffic/mutual-tls';
import { servesRequests } from '../../../analysis/traffic/router';
import { groupedBy, keyOf, ManifestObject, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult, Violation } from '../../rule';
import { podsOf } from '../../wording/pods';

const EXAMPLE = (policy: string): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default }
spec: ${policy}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: nginx, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`;

export const mtlsRefusesRouter: Rule = {
  id: 'mtls-refuses-router',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'PeerAuthentication STRICT behind a router outside of the mesh',
  impact: 'The pods reset the connections of the router, and users get 502 or 503.',
  why: 'With STRICT, the proxy of a pod accepts only connections with a certificate of the mesh. A cloud load balancer never has one. An Ingress controller has one only in the mesh, and only if it sends to Services, not to pods.',
  fix: 'Route through a gateway of the mesh, or keep the port that the router uses PERMISSIVE in portLevelMtls.',
  reference: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  examples: {
    failing: EXAMPLE('{ mtls: { mode: STRICT } }'),
    passing: EXAMPLE('{ selector: { matchLabels: { app: web } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: PERMISSIVE } } }'),
  },
  judge: manifests => {
    const judged = manifests.workloads.filter(servesRequests).flatMap((workload): Judged[] => {
      const { policy } = tlsModeOf(workload, manifests);
      return policy ? [{ policy, workload, refused: refusedRoute(workload, manifests) }] : [];
    });
    const alike = groupedBy(judged, ({ policy, refused }) =>
      [keyOf(policy.namespace, policy.name, refused?.route.object.kind, refused?.route.object.name)]);
    return [...alike.values()].map((group): RuleResult => ({
      object: group[0].policy,
      workload: group.length === 1 ? group[0].workload : undefined,
      violations: group[0].refused ? [violationOf(group, group[0].refused)] : [],
    }));
  },
};

interface Judged {
  readonly policy: ManifestObject;
  readonly workload: Workload;
  readonly refused?: RefusedRoute;
}

function violationOf(group: readonly Judged[], { route: { object }, isCertain }: RefusedRoute): Violation {
  const pods = podsOf(group.map(({ workload }) => workload));
  const router = `${object.kind} ${shorten(object.name)}`;
  return {
    path: ['spec', 'mtls', 'mode'],
    severity: isCertain ? 'error' : undefined,
    message: `With STRICT, ${pods} accept only connections with a certificate of the mesh, but the router of ${router} ${isCertain
      ? 'is a load balancer outside of the mesh: its requests fail.'
      : 'sends to pods, not to Services, and so without one: its requests fail, unless its controller is in the mesh and set to send to Services.'}`,
    fix: `Set the port of the pods to PERMISSIVE in portLevelMtls of a PeerAuthentication that selects them${isCertain
      ? `, or route the hosts of ${router} through a gateway of the mesh.`
      : `, or run the controller of ${router} in the mesh and make it send to Services.`}`,
  };
}
