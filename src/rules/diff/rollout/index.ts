export * from './peak-pods-raised';
export * from './restart-without-change';
export * from './rollout-capacity-lowered';
