export * from './safeguard-unsupported-by-cluster';
export * from './pod-security-raised';
