export * from './api-object-refused';
export * from './deprecated-api';
export * from './feature-field-dropped';
export * from './pod-spec-refused';
export * from './psa-or-policy-rejects-new-pods';
export * from './run-as-non-root-conflict';
export * from './webhook-failurepolicy-fail-down';
