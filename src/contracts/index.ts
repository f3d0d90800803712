export * from './canonical-contract';
export * from './comparison';
export * from './contract';
export * from './source';
export * from './record';
