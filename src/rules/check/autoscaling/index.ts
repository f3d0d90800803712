export * from './autoscaler-minimum-too-low';
export * from './autoscaler-scales-down-too-fast';
export * from './conflicting-autoscalers';
export * from './replicas-set-beside-autoscaler';
