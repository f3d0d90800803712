export * from './comparison';
export * from './contract';
export * from './openapi';
