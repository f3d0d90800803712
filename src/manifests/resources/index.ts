export * from './autoscaler';
export * from './budget';
export * from './metrics-service';
export * from './route';
export * from './service';
