export { MOST_SCHEMAS, TooManySchemas } from './closed-requests';
export { differingParts } from './differing-parts';
export { isHarmlessPattern } from './harmless-patterns';
export { type Json, valueAt } from './json';
export { overlookedChanges, withOverlooked } from './overlooked-changes';
export * from './printed';
export * from './read-open-api';
export { withPropertyPlace } from './property-places';
export { withSameConstants } from './single-values';
