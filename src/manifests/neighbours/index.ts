export * from './autoscaler';
export * from './budget';
export * from './route';
export * from './service';
