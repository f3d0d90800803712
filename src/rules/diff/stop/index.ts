export * from './stop-contract-weakened';
export * from './stopsignal-changed-by-image-update';
