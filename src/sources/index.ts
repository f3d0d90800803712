export * from './read-source';
export { relativeFile, type SourceKind, sourceKind } from './source';
