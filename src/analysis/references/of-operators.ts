import { Loss, ObjectReference, targetOf } from './reference';
import { FieldCursor, groupOf, listAt, ManifestObject, mappingAt, rootOf, stringAt } from '../../manifests';
import { askedOfPods } from '../traffic/webhook-requests';
import { failsClosed, serviceAsked, webhooksOf } from '../traffic/webhooks';

/** References of operator objects: stores of secrets, issuers of certificates, and credentials of scalers. */
export function referencesOfOperators(object: ManifestObject): ObjectReference[] {
  const root = rootOf(object.json);
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'external-secrets.io/ExternalSecret':
      return byKind(mappingAt(root, ['spec', 'secretStoreRef']), 'external-secrets.io', 'SecretStore', object, 'renewal');
    case 'cert-manager.io/Certificate':
      return (stringAt(root, ['spec', 'issuerRef', 'group']) ?? 'cert-manager.io') === 'cert-manager.io'
        ? byKind(mappingAt(root, ['spec', 'issuerRef']), 'cert-manager.io', 'Issuer', object, 'renewal') : [];
    case 'keda.sh/ScaledObject':
      return listAt(root, ['spec', 'triggers'])
        .flatMap(trigger => byKind(mappingAt(trigger, ['authenticationRef']), 'keda.sh', 'TriggerAuthentication', object, 'trigger'));
    default: return [];
  }
}

function byKind(place: FieldCursor, group: string, usual: string, { namespace }: ManifestObject, loss: Loss): ObjectReference[] {
  const name = stringAt(place, ['name']);
  const kind = stringAt(place, ['kind']) ?? usual;
  if (!name) { return []; }
  return [{ path: [...place.path, 'name'], target: targetOf(`${group}/${kind}`, kind.startsWith('Cluster') ? undefined : namespace, name), loss }];
}

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'];

/** The role of a binding. */
export function referencesOfBinding(object: ManifestObject): ObjectReference[] {
  const root = rootOf(object.json);
  if (groupOf(object) !== 'rbac.authorization.k8s.io' || !BINDINGS.includes(object.kind)) { return []; }
  const [kind, name] = ['kind', 'name'].map(field => stringAt(root, ['roleRef', field]) ?? '');
  return [{ path: ['roleRef', 'name'], target: targetOf(`rbac.authorization.k8s.io/${kind}`, kind === 'Role' ? object.namespace : undefined, name), loss: 'role' }];
}

/** The Services of admission webhooks without whose answer the API server rejects the request. */
export function referencesOfWebhooks(object: ManifestObject): ObjectReference[] {
  return webhooksOf(object).filter(failsClosed).flatMap((webhook): ObjectReference[] => {
    const service = serviceAsked(webhook);
    return service ? [{
      path: [...webhook.path, 'clientConfig'],
      target: targetOf('/Service', service.namespace, service.name),
      loss: askedOfPods(webhook) === undefined ? 'webhook' : 'pod webhook',
    }] : [];
  });
}

/** The CustomResourceDefinition of a kind. */
export function referencesOfKind({ apiVersion, kind }: ManifestObject): ObjectReference[] {
  return apiVersion.includes('/') ? [{ path: ['apiVersion'], target: { ...targetOf('kind', undefined, `${apiVersion}/${kind}`), kind: 'kind', name: kind }, loss: 'kind' }] : [];
}
