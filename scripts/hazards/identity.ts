import { Reasons } from './reasons';

export const IDENTITY: Reasons = {
  'selector-immutable': { release: 'whether the selector differs from the one that runs' },
  'rename-workload': { release: 'a name is new only beside the old one' },
  'namespace-move': { release: 'the namespace before is not in the manifests' },
  'construct-path-rename': { release: 'whether the names that cdk8s made differ from the ones before' },
  'kind-change': { release: 'the kind before is not in the manifests' },
  'prune-before-ready': { release: 'what a release removes is no longer in its manifests' },
  'no-prune-orphans': { release: 'what runs on is what is no longer in the manifests' },
  'removed-field-not-removed': { release: 'which fields were there before, and who owns them in the cluster' },
  'kubectl-rollout-undo-drift': { because: 'how somebody goes back to an older version is no matter of manifests' },
};
