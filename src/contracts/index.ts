export * from './comparison';
export * from './contract';
export * from './openapi';
export * from './without-version';
