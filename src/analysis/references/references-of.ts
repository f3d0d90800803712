import { ManifestObject, ManifestSet } from '../../manifests';
import { once, perCluster } from '../memoize';
import { referencesOfAnnotations } from './of-annotations';
import { referencesOfBinding, referencesOfKind, referencesOfOperators, referencesOfWebhooks } from './of-operators';
import { referencesOfAccount, referencesOfPods } from './of-pods';
import { referencesOfRoute } from './of-routes';
import { ObjectReference, targetOf } from './reference';

/** All that an object names by itself; what routes send to is asked of `routedServices`, which has read them. */
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

/** The Services that each route sends to. A backend of weight 0 gets no request, and a controller reads some names as actions of its own. */
export const routedServices = perCluster(({ routes }: ManifestSet): ReadonlyMap<ManifestObject, readonly ObjectReference[]> =>
  new Map(routes.map(({ object, backends }) => [object, backends.filter(({ weight, port }) => weight !== 0 && port !== 'use-annotation')
    .map(({ namespace, service, namePath }) => ({ path: namePath, target: targetOf('/Service', namespace, service), loss: 'service' as const }))])));
