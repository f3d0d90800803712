export * from './acknowledgement-rules';
export * from './check/catalogue';
export * from './finding';
export * from './reference';
export * from './check/judge';
export * from './run-rules';
export * from './rule';
export * from '../analysis/cluster-profile';
