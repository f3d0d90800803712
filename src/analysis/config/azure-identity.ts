import { groupOf, listAt, ManifestObject, ManifestSet } from '../../manifests';
import { perCluster } from '../memoize';
import { accountNamed, serviceAccountOf } from './pod-accounts';
import { templateSpecOf } from '../pod/pod-spec';

/** The label by which the webhook of Azure Workload Identity selects pods. */
export const USE_LABEL = 'azure.workload.identity/use';
const CLIENT = 'azure.workload.identity/client-id';

/**
 * Whether pods get no token although their ServiceAccount has an identity of Azure; undefined for other pods. If other pods of the
 * account have the label, these may not need it, nor do pods that mount a token or name its file themselves, or whose volumes have a
 * driver that gets one.
 */
export function lacksAzureLabel(object: ManifestObject, manifests: ManifestSet): boolean | undefined {
  const labels = podLabels(manifests).get(object);
  const name = serviceAccountOf(object);
  const account = name === undefined ? undefined : accountNamed(manifests, { namespace: object.namespace, name });
  if (!labels || !account || (!Object.hasOwn(account.annotations, CLIENT) && account.labels[USE_LABEL] !== 'true')) { return undefined; }
  if (Object.hasOwn(labels, USE_LABEL)) { return false; }
  const isUsedElsewhere = manifests.podOwners.some(pods => pods.podLabels[USE_LABEL] === 'true'
    && pods.namespace === object.namespace && serviceAccountOf(pods.object) === name);
  return !isUsedElsewhere && !hasOwnToken(object) && !isUsedByOperator(account, manifests);
}

const podLabels = perCluster(({ podOwners }) => new Map(podOwners.map(({ object, podLabels: labels }) => [object, labels])));

function hasOwnToken(object: ManifestObject): boolean {
  const spec = templateSpecOf(object);
  const text = JSON.stringify([listAt(spec, ['volumes']), listAt(spec, ['containers'])].map(places => places.map(({ value }) => value)));
  return /AZURE_FEDERATED_TOKEN_FILE|api:\/\/AzureADTokenExchange|AZURE_CLIENT_SECRET|secrets-store\.csi\.k8s\.io|\.csi\.azure\.com/.test(text);
}

/** Whether another object, such as a SecretStore, names the account as the one whose token an operator requests. */
function isUsedByOperator({ namespace, name }: ManifestObject, { objects }: ManifestSet): boolean {
  return objects.some(object => [namespace, undefined].includes(object.namespace) && groupOf(object) === 'external-secrets.io'
    && JSON.stringify(object.json).includes(`"serviceAccountRef":{"name":${JSON.stringify(name)}`));
}
