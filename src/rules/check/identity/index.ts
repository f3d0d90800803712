export * from './duplicate-list-key';
export * from './cdk8s-hash-in-selector';
export * from './overlapping-selectors';
export * from './forced-replacement';
export * from './selector-template-mismatch';
