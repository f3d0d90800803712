export * from './deprecated-api';
export * from './feature-field-dropped';
export * from './psa-or-policy-rejects-new-pods';
export * from './webhook-failurepolicy-fail-down';
