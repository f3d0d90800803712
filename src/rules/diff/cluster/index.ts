export * from './guard-dropped-by-cluster';
