export { isMapping } from '../../manifests';
export { differingParts } from './differing-parts';
export { valueAt } from './json';
export { overlookedChanges, withOverlooked } from './overlooked-changes';
export * from './printed';
export * from './read-open-api';
