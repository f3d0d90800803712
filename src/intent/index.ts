export * from './autoscaling';
export * from './disruption-policy';
export * from './exposure';
export * from './health-check';
export * from './pre-stop';
export * from './readiness-gates';
export * from './topology-spread';
