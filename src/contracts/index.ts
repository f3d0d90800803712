export * from './comparison';
export * from './contract';
