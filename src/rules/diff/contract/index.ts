export * from './contract-added-with-its-client';
export * from './contract-missing-after';
export * from './contract-narrowed-in-version';
export * from './contract-not-compared';
