import { Reasons } from './reasons';

export const DRAIN: Reasons = {
  'pdb-empty-selector-semantics': { by: ['pdb-matches-no-pods'] },
  'pdb-min-available-int-with-hpa': { by: ['pdb-blocks-eviction'] },
  'pdb-with-single-replica': { by: ['pdb-blocks-eviction'] },
  'pdb-percent-rounds-to-zero': { by: ['pdb-blocks-eviction'] },
  'drain-too-slow-for-platform': { by: ['drain-exceeds-platform-limit'] },
  'pdb-selects-nothing': { by: ['pdb-matches-no-pods'] },
  'pdb-selects-too-much': { by: ['pdb-matches-unrelated-pods'] },
  'pdb-unhealthy-pods-block-drain': { by: ['pdb-unhealthy-pods-block-eviction'] },
  'pdb-zero-disruptions': { by: ['pdb-blocks-eviction'] },
  'pdb-does-not-guard-rollout': { by: ['max-unavailable-too-high'] },
  'pdb-race-eviction-before-endpoint': { by: ['lb-readiness-gate-missing'] },
  'pdb-not-honoured-by': { because: 'only the cluster knows what removes pods without checking the budget' },
  'eviction-has-no-surge': { because: 'manifests do not state how many pods the load needs' },
};
