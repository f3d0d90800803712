export * from './nearest-word';
export * from './shorten';
export * from './words';
