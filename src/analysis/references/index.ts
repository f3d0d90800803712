export { outlivesItsWriter } from './secret-writers';
export { providersOf } from './providers';
export { referencesOf, routedServices } from './references-of';
export type { Loss, ObjectReference, Target } from './reference';
