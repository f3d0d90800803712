export { keysOfSecret } from './secret-keys';
export { outlivesItsWriter, overwritesSecret, secretWrittenBy } from './secret-writers';
export { isProvided, isReferredTo, providersOf } from './providers';
export { referencesOf, routedServices } from './references-of';
export { targetOf } from './reference';
export type { Loss, ObjectReference, Target } from './reference';
