export * from './pdb-zero-disruptions';
