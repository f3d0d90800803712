import { controllerOf } from '../../../analysis/workloads';
import { WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

export const rolloutPaused = controllerRule(['Deployment', 'Rollout'], {
  id: 'rollout-paused',
  severity: 'error',
  title: 'Paused rollout',
  impact: 'Releases, including fixes, never reach the pods, or stop halfway with two versions running.',
  why: 'While a Deployment is paused, its controller does not roll out changes of the pod template.',
  fix: 'Remove `paused`: it belongs in a command, not in a manifest that is applied with every release.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
  examples: {
    failing: `
kind: Deployment
spec: { paused: true }
`,
    passing: `
kind: Deployment
spec: { paused: false }
`,
  },
  judge: workload => {
    const { kind, paused } = workload;
    return !paused ? [] : [{
      object: controllerOf(workload),
      path: WORKLOAD_PATHS.paused,
      message: `The ${kind} is paused: no change to its pods is rolled out, not even a fix.`,
      ...edited([{ path: WORKLOAD_PATHS.paused, value: undefined }], { byHand: `what the ${kind} was paused for` }),
    }];
  },
});
