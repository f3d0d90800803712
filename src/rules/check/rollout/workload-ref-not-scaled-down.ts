import { rolloutOf } from './argo-rollout-examples';
import { ROLLOUT_PATHS, numberAt, rootOf, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

const CANARY = '{ canary: { maxUnavailable: 0 } }';

export const workloadRefNotScaledDown = controllerRule(['Rollout'], {
  id: 'workload-ref-not-scaled-down',
  severity: 'error',
  title: 'Deployment of a workloadRef with pods of its own',
  impact: 'Each release reaches users at once through the pods of the Deployment, bypassing all steps of the canary.',
  why: 'The Rollout creates its own pods from the template of the Deployment. The Deployment keeps rolling out the same template to its own pods, which the Services select as well.',
  fix: 'Set spec.replicas of the Deployment to 0, or scaleDown of the workloadRef to onsuccess for the migration.',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout',
  examples: {
    failing: `${rolloutOf(CANARY)}---\nkind: Deployment\nspec: { replicas: 3 }\n`,
    passing: rolloutOf(CANARY),
  },
  judge: ({ object, controller, workloadRef }) => {
    if (object === controller || !workloadRef) { return undefined; }
    const replicas = numberAt(rootOf(object.json), WORKLOAD_PATHS.declaredReplicas) ?? 1;
    // `onsuccess` and `progressively` scale it down after the first rollout.
    if (replicas === 0 || workloadRef.scaleDown !== 'never') { return []; }
    return [{
      path: WORKLOAD_PATHS.declaredReplicas,
      message: `Rollout ${shorten(controller.name)} creates pods from the template of this Deployment, which still runs ${replicas} of its own: each release reaches these at once, bypassing the steps of the Rollout.`,
      ...edited([{ path: WORKLOAD_PATHS.declaredReplicas, value: 0 }], {
        or: `set ${[...ROLLOUT_PATHS.workloadRef, 'scaleDown'].join('.')} of the Rollout to onsuccess until it has taken over`,
        byHand: 'that the pods of the Rollout are already ready',
      }),
    }];
  },
});
