export * from './autoscaler-minimum-too-low';
export * from './replicas-set-beside-autoscaler';
export * from './autoscaler-scales-down-too-fast';
export * from './scale-to-zero';
export * from './conflicting-autoscalers';
