import { guardedBy } from '../../../analysis/disruption/guarded-pods';
import { limitField } from '../../../analysis/disruption/limits';
import { isQuorumMember } from '../../../analysis/pod/store-images';
import { allowedDisruptions, sparedByQuorum } from '../../../lifecycle';
import { countOf } from '../../../text';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { Rule, RuleResult } from '../../rule';
import { podOwnerNames } from '../../wording/pods';
import { isOfKind } from '../workload-rule';

const MEMBERS = (limit: string): string => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: etcd }
spec:
  replicas: 3
  selector: { matchLabels: { app: etcd } }
  template:
    metadata: { labels: { app: etcd } }
    spec: { containers: [{ name: etcd, image: 'registry.example.com/etcd:v3.5.9' }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: etcd }
spec: { ${limit}, unhealthyPodEvictionPolicy: AlwaysAllow, selector: { matchLabels: { app: etcd } } }
`;

export const pdbBelowQuorum: Rule = {
  id: 'pdb-below-quorum',
  severity: 'error',
  title: 'PodDisruptionBudget that allows the loss of a quorum',
  impact: 'A drain of two nodes at once, as in a cluster upgrade, stops a store for all users: no write, and often no read, succeeds until a member is back.',
  why: 'A store that decides by majority needs more than half of its members: of 3, one may be missing, of 5, two. maxUnavailable in percent rounds up.',
  fix: 'Set maxUnavailable to 1.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#think-about-how-your-application-reacts-to-disruptions',
  examples: { failing: MEMBERS('maxUnavailable: 50%'), passing: MEMBERS('maxUnavailable: 1') },
  judge: manifests => manifests.workloads.filter(workload => isOfKind(workload, ['StatefulSet'])).flatMap(workload => {
    const member = workload.containers.find(isQuorumMember);
    if (!member) { return []; }
    const own = workload.budgets.filter(budget => guardedBy(budget, manifests).sole === workload);
    return own.map(({ object, limit }): RuleResult => {
      const members = workload.replicas.min;
      const spared = sparedByQuorum(members);
      const allowed = limit ? allowedDisruptions(limit, members) : 0;
      return {
        object,
        workload,
        violations: !limit || allowed <= Math.max(1, spared) ? [] : [{
          path: limitField(limit).path,
          message: `With ${showLimit(limit)}, ${allowed} of ${members} members of ${podOwnerNames([workload])} may be evicted at once, but its quorum can spare only ${countOf(spared, 'member')}: without a quorum every write fails until a member is back.`,
          ...oneAtATime(limit),
        }],
      };
    });
  }),
};
