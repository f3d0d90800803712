export * from './catalogue';
export * from './judge-update';
export * from './object-diff';
export * from './pair-clusters';
export * from './recipe';
export * from './update';
export * from './update-rule';
export { replacementsOf } from './identity/replacements';
export { restarted } from './pod-template';
