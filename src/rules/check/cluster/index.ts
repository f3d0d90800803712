export * from './api-version-removed';
export * from './field-unsupported-by-cluster';
export * from './limit-range-violation';
export * from './pod-security-violation';
export * from './rejected-by-api-server';
export * from './run-as-non-root-conflict';
export * from './webhook-fails-closed';
