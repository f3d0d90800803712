import { loadBalancersOf } from '../../../analysis/traffic/load-balancer';
import { rootOf, Service, SERVICE_PATHS, showPath, stringAt, Workload } from '../../../manifests';
import { ClusterProfile, RuleResult } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { set } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const PATH = SERVICE_PATHS.externalTrafficPolicy;

export const externalTrafficPolicyNarrowed: UpdateRule = {
  id: 'external-traffic-policy-narrowed',
  severity: 'warning',
  title: 'externalTrafficPolicy changed to Local under traffic',
  impact: 'Connections to nodes without a pod are dropped until the load balancer stops sending to these nodes.',
  why: 'With Local, kube-proxy drops requests at nodes without a pod of the Service, immediately. The load balancer also switches to another health check of the nodes, and sends to all of them until enough checks have failed.',
  fix: 'Add a second Service with Local, change the DNS record to its address, and remove the first one when no client uses it.',
  reference: 'https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy',
  examples: {
    before: `
kind: Service
spec: { type: LoadBalancer }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 65, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 30 } } } }] } } }
`,
    unsafe: `
kind: Service
spec: { externalTrafficPolicy: Local }
`,
    safe: `
apiVersion: v1
kind: Service
metadata: { name: web-local }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`,
  },
  judge: (update, profile) => update.services.kept.flatMap(({ before, after }): RuleResult[] => {
    if (!isOutside(before) || !isOutside(after)) { return []; }
    const pods = podsMissingOnNodes(after, update, profile);
    if (pods.length === 0) { return []; }
    const isNarrowed = policyOf(before) === 'Cluster' && policyOf(after) === 'Local';
    return [{
      object: after.object,
      violations: isNarrowed ? [{
        path: PATH,
        message: `${displayName(after.object)} will be served only by nodes with a pod of ${listWords(pods.slice(0, 3).map(({ name }) => shorten(name)))}: other nodes drop requests as soon as the release is applied, and the load balancer keeps sending to them until its health checks have failed.`,
        fix: `Leave ${showPath(PATH)} at Cluster, add a second Service with Local, and change the DNS record to its address. Remove the first Service when no client uses it.`,
        recipe: [{ edits: [set(after.object, PATH, stringAt(rootOf(before.object.json), PATH))] }],
      }] : [],
    }];
  }),
};

function isOutside({ type }: Service): boolean {
  return type === 'LoadBalancer' || type === 'NodePort';
}

function policyOf({ object }: Service): string {
  return stringAt(rootOf(object.json), PATH) || 'Cluster';
}

/** Workloads behind a Service that do not run on every node. None where the load balancer sends directly to the pods. */
function podsMissingOnNodes({ object }: Service, { after }: Update, profile: ClusterProfile): readonly Workload[] {
  const behind = after.workloads.filter(({ services }) => services.some(service => service.object === object));
  const isDirect = behind.some(workload => loadBalancersOf(workload, profile, after).some(({ by }) => by === object));
  return isDirect || behind.some(({ kind }) => kind === 'DaemonSet') ? [] : behind;
}
