import { addressedService } from './addresses';
import { Loss, ObjectReference, Target, targetOf } from './reference';
import { ManifestObject } from '../../manifests';

interface AnnotationReader {
  readonly key: string;
  readonly loss: Loss;
  readonly read: (value: string, namespace: string | undefined) => readonly Target[];
}

const NGINX = 'nginx.ingress.kubernetes.io/';
const TRAEFIK = 'traefik.ingress.kubernetes.io/';

/** The annotations of Ingresses and Services that name other objects. */
const READERS: readonly AnnotationReader[] = [
  { key: `${TRAEFIK}router.middlewares`, loss: 'router', read: ofTraefik('Middleware') },
  { key: `${TRAEFIK}router.tls.options`, loss: 'tls options', read: ofTraefik('TLSOption') },
  { key: `${TRAEFIK}service.serverstransport`, loss: 'router', read: ofTraefik('ServersTransport') },
  { key: `${NGINX}auth-secret`, loss: 'proxy', read: ofSecret },
  { key: `${NGINX}auth-tls-secret`, loss: 'proxy', read: ofSecret },
  { key: `${NGINX}proxy-ssl-secret`, loss: 'proxy', read: ofSecret },
  { key: `${NGINX}auth-url`, loss: 'auth', read: addressedService },
  { key: 'haproxy.org/auth-secret', loss: 'auth', read: ofSecret },
  { key: 'haproxy-ingress.github.io/auth-secret', loss: 'auth', read: ofSecret },
  { key: 'konghq.com/plugins', loss: 'plugin', read: named('configuration.konghq.com/KongPlugin') },
  { key: 'networking.gke.io/managed-certificates', loss: 'certificate', read: named('networking.gke.io/ManagedCertificate') },
  { key: 'cloud.google.com/backend-config', loss: 'load balancer settings', read: ofGoogle },
  { key: 'beta.cloud.google.com/backend-config', loss: 'load balancer settings', read: ofGoogle },
  { key: 'networking.gke.io/v1beta1.FrontendConfig', loss: 'load balancer settings', read: named('networking.gke.io/FrontendConfig') },
  { key: 'cert-manager.io/issuer', loss: 'renewal', read: named('cert-manager.io/Issuer') },
  { key: 'cert-manager.io/cluster-issuer', loss: 'renewal', read: value => [targetOf('cert-manager.io/ClusterIssuer', undefined, value)] },
];

export function referencesOfAnnotations({ annotations, namespace }: ManifestObject): ObjectReference[] {
  return READERS.filter(({ key }) => Object.hasOwn(annotations, key)).flatMap(({ key, loss, read }) =>
    read(annotations[key], namespace).map(target => ({ path: ['metadata', 'annotations', key], target, loss })));
}

function words(value: string): string[] {
  return value.split(',').map(word => word.trim()).filter(word => word !== '');
}

function named(groupAndKind: string): AnnotationReader['read'] {
  return (value, namespace) => words(value).map(name => targetOf(groupAndKind, namespace, name));
}

/** `namespace-name@kubernetescrd`; those of other providers are not in manifests. */
function ofTraefik(kind: string): AnnotationReader['read'] {
  return value => words(value).filter(word => word.endsWith('@kubernetescrd')).map(word => {
    const name = word.slice(0, word.indexOf('@'));
    return { ...targetOf(`traefik.io/${kind}@`, undefined, name), kind };
  });
}

/** `namespace/name`, or a name in the same namespace. */
function ofSecret(value: string, own: string | undefined): Target[] {
  const [first, second] = value.trim().split('/');
  return second === undefined ? [targetOf('/Secret', own, first)] : [targetOf('/Secret', first, second)];
}

/** `{ "default": "web", "ports": { "http": "web" } }`. */
function ofGoogle(value: string, own: string | undefined): Target[] {
  const names = [...value.matchAll(/"\s*:\s*"([a-z0-9.-]{1,253})"/g)].map(([, name]) => name);
  return [...new Set(names)].map(name => targetOf('cloud.google.com/BackendConfig', own, name));
}
