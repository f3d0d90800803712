import { heldData } from '../../../analysis/scaling/held-data';
import { BUDGET_PATHS } from '../../../manifests';
import { UNHEALTHY_POD_EVICTION_MINOR } from '../../fixes/budget';
import { edited } from '../../fixes/edited';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbUnhealthyPodsBlockEviction = budgetRule({
  id: 'pdb-unhealthy-pods-block-eviction',
  // Users do not notice it: it requires a version that is already broken, and a drain at that time.
  severity: 'info',
  title: 'unhealthyPodEvictionPolicy that keeps broken pods on their nodes',
  impact: 'While a version crashes, its nodes cannot be drained, repaired or upgraded.',
  why: 'By default a pod that is not ready may be evicted only while enough others are ready, which is never the case for a version that does not start.',
  fix: 'Always allow the eviction of pods that are not ready: unhealthyPodEvictionPolicy AlwaysAllow.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy',
  examples: {
    failing: `
kind: PodDisruptionBudget
spec: { unhealthyPodEvictionPolicy: null }
`,
    passing: `
kind: PodDisruptionBudget
spec: { unhealthyPodEvictionPolicy: AlwaysAllow }
`,
  },
  judge: ({ unhealthyPodEviction }, { workload }, { kubernetesMinor }, manifests) => {
    // A member of a StatefulSet that is not ready may hold the data that its quorum needs.
    if (workload?.kind === 'StatefulSet') { return undefined; }
    // The pods of a database may hold its only copy of some data while they are not ready.
    if (!workload || kubernetesMinor < UNHEALTHY_POD_EVICTION_MINOR) { return undefined; }
    return unhealthyPodEviction === 'AlwaysAllow' ? [] : [{
      path: BUDGET_PATHS.unhealthyPodEviction,
      message: `While more pods of ${podOwnerNames([workload])} are broken than may be unavailable, not even the broken ones may be evicted: a version that crashes blocks every drain of its nodes.`,
      ...edited([{ path: BUDGET_PATHS.unhealthyPodEviction, value: 'AlwaysAllow' }], {
        byHand: heldData(workload, manifests) && 'whether a pod that is not ready holds the only copy of some data',
      }),
    }];
  },
});
