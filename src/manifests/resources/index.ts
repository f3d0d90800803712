export * from './autoscaler';
export * from './budget';
export * from './metrics-service';
export * from './recorded-contract';
export * from './routes';
export * from './service';
export * from './knative-service';
