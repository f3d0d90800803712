export * from './contract-comparer';
