export * from './count-or-percent';
export * from './drain';
export * from './rollout';
export * from './start';
export * from './stop';
