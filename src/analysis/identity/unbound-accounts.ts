import { isBinding, refersTo, isRole, Subject, subjectsOf } from './bindings';
import { areAlike } from './names';
import { isSameJson, keyOf, ManifestObject, ManifestSet, PodOwner } from '../../manifests';
import { accountNamed, hasToken, serviceAccountOf } from '../config/pod-accounts';
import { perCluster } from '../memoize';
import { podsIn } from '../traffic/known-pods';

/** The ServiceAccount that a binding most likely means, instead of one that is not in the manifests. */
export interface IntendedAccount {
  readonly subject: Subject;
  readonly pods: ManifestObject;
  readonly namespace?: string;
  readonly account: string;
}

/**
 * The account that a binding most likely means. An account that is not in the manifests may exist elsewhere, so there must be more:
 * pods with the name of the account run as another one, or as the same one in another namespace, or all pods of the namespace that
 * call the API server run as one account that no binding here names, and one name contains the other.
 */
export function intendedAccount(binding: ManifestObject, manifests: ManifestSet): IntendedAccount | undefined {
  const isOfRelease = manifests.objects.some(object => isRole(object) && refersTo(binding, object));
  if (manifests.isPartial || !isOfRelease) { return undefined; }
  for (const subject of subjectsOf(binding)) {
    if (subject.name === 'default' || isHere(subject, manifests)) { continue; }
    const pods = intendedPods(subject, binding, manifests);
    const account = pods && accountOf(pods);
    if (account && !isBoundLike(binding, pods.namespace, account, manifests)) {
      return { subject, pods: pods.object, namespace: pods.namespace, account };
    }
  }
  return undefined;
}

function accountOf({ object }: PodOwner): string {
  return serviceAccountOf(object) ?? 'default';
}

// Manifests of charts often leave out the namespace.
function isHere({ namespace, name }: Subject, manifests: ManifestSet): boolean {
  return [namespace, undefined].some(space => accountNamed(manifests, { namespace: space, name }))
    || podsIn(manifests, namespace).some(pods => accountOf(pods) === name);
}

function intendedPods({ namespace, name }: Subject, binding: ManifestObject, manifests: ManifestSet): PodOwner | undefined {
  const calling = podsIn(manifests, namespace).filter(pods => mayCall(pods, manifests));
  if (podsIn(manifests, namespace).length === 0) {
    // A binding of that namespace means what is there.
    const there = binding.namespace === namespace ? [] : manifests.podOwners
      .filter(pods => pods.namespace !== undefined && accountOf(pods) === name && mayCall(pods, manifests));
    return new Set(there.map(({ namespace: own }) => own)).size === 1 ? there[0] : undefined;
  }
  const accounts = new Set(calling.map(accountOf));
  return calling.find(({ object }) => object.name === name)
    // Another account may be that of a pipeline or an operator, which the pods must not replace.
    ?? (accounts.size === 1 && areAlike(name, accountOf(calling[0])) && !isBound(namespace, accountOf(calling[0]), manifests)
      ? calling[0] : undefined);
}

/** Whether pods have a token of an account that is in the manifests. */
function mayCall(pods: PodOwner, manifests: ManifestSet): boolean {
  const account = accountNamed(manifests, { namespace: pods.namespace, name: accountOf(pods) });
  return account !== undefined && hasToken(pods.object, account);
}

const boundAccounts = perCluster(({ objects }) =>
  new Set(objects.filter(isBinding).flatMap(subjectsOf).map(({ namespace, name }) => keyOf(namespace, name))));

function isBound(namespace: string | undefined, account: string, manifests: ManifestSet): boolean {
  return boundAccounts(manifests).has(keyOf(namespace, account));
}

/** Whether a binding here gives the account the same role. */
function isBoundLike(binding: ManifestObject, namespace: string | undefined, account: string, { objects }: ManifestSet): boolean {
  return objects.some(object => isBinding(object) && isSameJson(object.json.roleRef, binding.json.roleRef)
    && subjectsOf(object).some(subject => subject.name === account && subject.namespace === namespace));
}
