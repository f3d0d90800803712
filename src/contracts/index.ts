export * from './comparison';
export * from './contract';
export * from './without-version';
