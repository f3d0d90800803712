export * from './autoscaler-removed';
export * from './hpa-adoption-drops-to-one';
export * from './replicas-lowered';
