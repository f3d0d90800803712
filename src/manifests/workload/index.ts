export * from './container';
export * from './intent';
export * from './paths';
export * from './pod-group';
export * from './pod-side';
export * from './pre-stop';
export * from './probe';
export * from './workload';
