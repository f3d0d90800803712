export * from './node-selector-change-strands';
export * from './oom-during-rollout';
export * from './peak-pods-raised';
export * from './rollout-capacity-lowered';
