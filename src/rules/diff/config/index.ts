export * from './config-changed-in-place';
export * from './config-hash-pruned';
export * from './config-key-removed';
export * from './prune-before-ready';
export * from './serviceaccount-replaced';
