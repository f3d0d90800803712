import { Reasons } from './reasons';

export const IDENTITY: Reasons = {
  'removed-field-not-removed': { because: 'which manager owns a field stands in the cluster only' },
  'kubectl-rollout-undo-drift': { because: 'how somebody goes back to an older version is no matter of manifests' },
};
