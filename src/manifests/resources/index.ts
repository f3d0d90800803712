export * from './autoscaler';
export * from './budget';
export * from './metrics-service';
export * from './routes';
export * from './service';
export * from './knative-service';
