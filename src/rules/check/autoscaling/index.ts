export * from './hpa-min-below-safe';
export * from './hpa-replicas-in-manifest';
export * from './hpa-scale-down-drops-connections';
export * from './scale-to-zero';
export * from './two-autoscalers';
