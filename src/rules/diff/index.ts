export * from './catalogue';
export * from './judge-update';
export * from './matched';
export * from './paired-clusters';
export * from './recipe';
export * from './update';
export * from './update-rule';
export { restarted } from './pod-template';
