export * from './config-change-without-rollout';
export * from './config-without-hash';
export * from './mutable-image-tag';
export * from './migration-order-undefined';
export * from './migration-job-runs-once';
export * from './config-not-found';
export * from './image-pull-policy-always';
