export * from './node-selector-tightened';
export * from './memory-limit-lowered';
