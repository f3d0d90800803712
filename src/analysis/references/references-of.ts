import { ManifestObject, ManifestSet } from '../../manifests';
import { once, perCluster } from '../memoize';
import { referencesOfAnnotations } from './of-annotations';
import { referencesOfBinding, referencesOfKind, referencesOfOperators, referencesOfWebhooks } from './of-operators';
import { referencesOfAccount, referencesOfPods } from './of-pods';
import { referencesOfRoute } from './of-routes';
import { ObjectReference, targetOf } from './reference';

/** All references of an object, except the backends of routes, which `routedServices` has read. */
export const referencesOf = once((object: ManifestObject): readonly ObjectReference[] => [
  ...referencesOfPods(object),
  ...object.kind === 'ServiceAccount' ? referencesOfAccount(object) : [],
  ...referencesOfAnnotations(object),
  ...referencesOfRoute(object),
  ...referencesOfOperators(object),
  ...referencesOfBinding(object),
  ...referencesOfKind(object),
  ...referencesOfWebhooks(object),
]);

/** The Services that each route sends to. A backend of weight 0 gets no requests, and a controller reads some names as its own actions. */
export const routedServices = perCluster(({ routes }: ManifestSet): ReadonlyMap<ManifestObject, readonly ObjectReference[]> =>
  new Map(routes.map(({ object, backends }) => [object, backends.filter(({ weight, port }) => weight !== 0 && port !== 'use-annotation')
    .map(({ namespace, service, namePath }) => ({ path: namePath, target: targetOf('/Service', namespace, service), loss: 'service' as const }))])));
