import { Platform } from '../../../analysis/cluster-profile';
import { gracePeriodOf } from '../../../analysis/pod/grace-period';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { workloadRule } from '../workload-rule';

interface PodTimeout {
  readonly who: string;
  readonly seconds: number;
  readonly then: string;
}

/** Which component stops waiting for a single pod, and after how many seconds, by default. */
const POD_TIMEOUTS: { readonly [platform in Platform]: PodTimeout } = {
  eks: { who: 'an update of a managed node group', seconds: 900, then: 'fails' },
  aks: { who: 'the cluster autoscaler', seconds: 600, then: 'kills the pod' },
  gke: { who: 'the cluster autoscaler', seconds: 600, then: 'kills the pod' },
};

export const gracePeriodExceedsPlatformLimit = workloadRule({
  id: 'grace-period-exceeds-platform-limit',
  severity: 'warning',
  title: 'terminationGracePeriodSeconds above the limit of the platform',
  impact: 'When nodes are removed or upgraded, requests are cut despite the grace period, or the upgrade fails.',
  why: 'Platforms limit how long they wait for a pod: autoscalers 10 minutes, a managed node group of EKS 15.',
  fix: 'Make longer work resumable by another pod, and shorten the grace period.',
  reference: 'https://docs.cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler#limitations',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 700 } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 600 } } }
`,
    profile: { platform: 'gke' },
  },
  judge: (workload, { platform }) => {
    const grace = gracePeriodOf(workload);
    if (platform === undefined || grace === undefined) { return undefined; }
    const { who, seconds, then } = POD_TIMEOUTS[platform];
    return grace <= seconds ? [] : [{
      path: WORKLOAD_PATHS.gracePeriod,
      message: `The grace period is ${grace} s, but on ${platform.toUpperCase()} ${who} waits ${seconds} s by default and then ${then}.`,
      fix: `Set ${showPath(WORKLOAD_PATHS.gracePeriod)} to ${seconds} or less, or acknowledge this if you have raised the limit.`,
    }];
  },
});
