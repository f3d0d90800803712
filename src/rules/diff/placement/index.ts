export * from './node-selector-change-strands';
export * from './oom-during-rollout';
