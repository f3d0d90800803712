import { Reasons } from './reasons';

export const IDENTITY: Reasons = {
  'construct-address-selector': { by: ['cdk8s-hash-in-selector'] },
  'replace-force': { by: ['forced-replacement'] },
  'kind-change': { by: ['workload-kind-changed'] },
  'namespace-move': { by: ['workload-namespace-changed'] },
  'no-prune-orphans': { by: ['orphaned-workload'] },
  'rename-workload': { by: ['workload-renamed'] },
  'selector-immutable': { by: ['selector-changed'] },
  'service-recreated': { by: ['service-renamed'] },
  'client-side-apply-list-merge': { by: ['duplicate-list-key'] },
  'removed-field-not-removed': { because: 'only the cluster knows which manager owns a field' },
  'kubectl-rollout-undo-drift': { because: 'manifests do not state how a release is rolled back' },
};
