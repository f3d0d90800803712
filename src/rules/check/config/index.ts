export * from './config-change-without-rollout';
export * from './config-in-place-change-breaks-old-pods';
export * from './image-latest-or-mutable-tag';
export * from './migration-before-or-after-order';
export * from './migration-job-immutable-template';
export * from './missing-config-or-key';
export * from './pull-always-registry-outage';
