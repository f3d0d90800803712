export * from './readiness-weakened';
export * from './startup-budget-lowered';
export * from './stop-contract-weakened';
export * from './stopsignal-changed-by-image-update';
