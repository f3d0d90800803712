import { Reasons } from './reasons';

export const CLUSTER: Reasons = {
  'pdb-v1beta1-removed': { by: ['api-version-removed'] },
  'prestop-sleep-version-skew': { by: ['field-unsupported-by-cluster'] },
  'deprecated-api': { by: ['api-version-removed'] },
  'feature-field-dropped': { by: ['field-unsupported-by-cluster'] },
  'psa-or-policy-rejects-new-pods': { by: ['pod-security-violation', 'pod-security-raised'] },
  'webhook-failurepolicy-fail-down': { by: ['webhook-fails-closed'] },
  'ip-exhaustion': { because: 'only the cluster knows how many addresses the network has left' },
};
