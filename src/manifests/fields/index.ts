export * from './collections';
export * from './place';
export * from './scalars';
