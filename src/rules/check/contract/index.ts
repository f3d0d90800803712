export * from './contract-not-routed';
