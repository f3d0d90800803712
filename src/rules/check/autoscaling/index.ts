export * from './autoscaler-minimum-too-low';
export * from './autoscaler-paused';
export * from './autoscaler-scales-down-too-fast';
export * from './autoscaler-stops-jobs-at-work';
export * from './autoscaler-target-not-found';
export * from './conflicting-autoscalers';
export * from './replicas-set-beside-autoscaler';
export * from './vertical-autoscaler-evicts-only-pod';
