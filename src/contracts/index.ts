export * from './canonical-contract';
export * from './comparison';
export * from './contract';
export * from './openapi';
export * from './record';
export * from './source';
export * from './without-version';
