export * from './collections';
export * from './cursor';
export * from './scalars';
