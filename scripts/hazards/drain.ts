import { Reasons } from './reasons';

export const DRAIN: Reasons = {
  'pdb-does-not-guard-rollout': { by: ['maxunavailable-nonzero', 'default-25pct-changes-with-scale'] },
  'pdb-race-eviction-before-endpoint': { by: ['lb-readiness-gate-missing'] },
  'pdb-not-honoured-by': { because: 'who takes pods without asking the budget is a matter of the cluster' },
  'eviction-has-no-surge': { because: 'how many pods the load needs stands nowhere' },
};
