export * from './pdb-blocks-eviction-now';
export * from './pdb-removed';
