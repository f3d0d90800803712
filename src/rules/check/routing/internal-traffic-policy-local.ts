import { Path, rootOf, stringAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

const PATH: Path = ['spec', 'internalTrafficPolicy'];

export const internalTrafficPolicyLocal: Rule = {
  id: 'internal-traffic-policy-local',
  severity: 'error',
  title: 'internalTrafficPolicy Local',
  impact: 'Callers on nodes without a pod of the Service get no answer, and every update changes which nodes these are.',
  why: 'With internalTrafficPolicy Local kube-proxy sends only to pods of its own node, and drops requests if the node has no such pod.',
  fix: 'Use Cluster. To prefer nearby pods and still reach the others, use trafficDistribution.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/',
  examples: {
    failing: `
kind: Service
spec: { internalTrafficPolicy: Local }
`,
    passing: `
kind: Service
spec: { internalTrafficPolicy: Cluster }
`,
  },
  judge: ({ services, selected }) => services.flatMap(({ object, headless }): RuleResult[] => {
    const kinds = (selected.get(object) ?? []).map(pods => pods.object);
    const movable = kinds.find(({ kind }) => MOVABLE.has(kind));
    // A DaemonSet has a pod on each node, for which Local is meant.
    if (headless || !movable || kinds.some(({ kind }) => kind === 'DaemonSet')) { return []; }
    return [{
      object,
      violations: stringAt(rootOf(object.json), PATH) === 'Local' ? [{
        path: PATH,
        message: `Callers reach only pods on their own node, but ${movable.kind} ${shorten(movable.name)} does not run a pod on each node: `
          + 'elsewhere every request is dropped, and each update and each drain moves the pods to other nodes.',
        ...edited([{ path: PATH, value: 'Cluster' }], { byHand: 'that pods on other nodes may answer callers' }),
      }] : [],
    }];
  }),
};

const MOVABLE = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);
