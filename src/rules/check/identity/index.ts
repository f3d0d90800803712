export * from './client-side-apply-list-merge';
export * from './construct-address-selector';
export * from './overlapping-selectors';
export * from './replace-force';
export * from './selector-template-mismatch';
