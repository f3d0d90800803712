export * from './safeguard-unsupported-by-cluster';
