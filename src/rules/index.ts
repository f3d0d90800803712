export * from './acknowledgement-rules';
export * from './check/catalogue';
export * from './finding';
export * from './check/judge';
export * from './judged-by';
export * from './rule';
export * from '../analysis/cluster-profile';
