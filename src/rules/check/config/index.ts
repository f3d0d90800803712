export * from './config-not-found';
export * from './config-without-hash';
export * from './image-pull-policy-always';
export * from './migration-job-runs-once';
export * from './migration-order-undefined';
export * from './mutable-image-tag';
export * from './rolebinding-subject-not-found';
export * from './workload-identity-label-missing';
