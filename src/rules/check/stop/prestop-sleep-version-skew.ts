import { runningContainers } from '../../../analysis/pod/containers';
import { CONTAINER_PATHS } from '../../../manifests';
import { hasSleepAction, sleepingHook, withGracePeriod } from '../../fixes/prestop';
import { hookPath, containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const prestopSleepVersionSkew = workloadRule({
  id: 'prestop-sleep-version-skew',
  severity: 'error',
  title: 'A sleep action that the cluster does not know',
  impact: 'SIGTERM comes at once, and requests fail in every update although the manifest seems to prevent it; or the API server refuses the pods.',
  why: 'The preStop sleep action is on by default since Kubernetes 1.30. Clusters before that drop it without a word, or find an empty hook. The oldest kubelet counts, too.',
  fix: 'Sleep in a shell until every node runs Kubernetes 1.30.',
  reference: 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action#version-skew-strategy',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 10 } } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { $patch: replace, exec: { command: [/bin/sh, -c, sleep 10] } } } }] } } }
`,
    profile: { kubernetesMinor: 29 },
  },
  judge: (workload, profile) => {
    const containers = runningContainers(workload).filter(({ preStop }) => preStop);
    if (hasSleepAction(profile) || containers.length === 0) { return undefined; }
    return containers.flatMap(container => {
      const { preStop } = container;
      if (preStop?.kind !== 'sleep') { return []; }
      const hook = [...container.path, ...CONTAINER_PATHS.preStop];
      return [{
        path: hookPath(container).slice(0, -1),
        message: `Kubernetes 1.${profile.kubernetesMinor} does not have the sleep action in the preStop hook of ${containerLabel(container)}: it drops the hook, and SIGTERM comes at once, or it refuses the pods.`,
        ...withGracePeriod(sleepingHook(hook, preStop.seconds, profile), preStop.seconds, preStop.seconds, workload, profile),
      }];
    });
  },
});
