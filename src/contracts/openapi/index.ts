export { isMapping } from '../../manifests';
export * from './json';
export * from './printed';
export * from './read-open-api';
