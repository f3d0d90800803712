export * from './config-changed-in-place';
export * from './config-pruned-before-rollback';
export * from './config-key-removed';
export * from './hook-before-its-object';
export * from './prune-before-ready';
export * from './serviceaccount-replaced';
