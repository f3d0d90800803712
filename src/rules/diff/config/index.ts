export * from './config-changed-in-place';
export * from './config-hash-pruned';
export * from './config-key-removed';
export * from './label-change-on-template-only';
export * from './prune-before-ready';
export * from './restart-without-change';
export * from './serviceaccount-replaced';
