export * from './autoscaler-removed';
export * from './autoscaler-adoption-resets-replicas';
export * from './replicas-reduced';
