import { ManifestObject } from '../../../manifests';

/** The annotations by which a router keeps each client on one pod, with a cookie. */
export interface Stickiness {
  readonly kind: 'Service' | 'Ingress';
  /** The router, as named in a sentence. */
  readonly router: string;
  /** All its annotations; the first one enables it. */
  readonly keys: readonly [string, ...string[]];
  isOn(object: ManifestObject): boolean;
  /** The cookie's name; undefined where the router chooses it. */
  cookie(object: ManifestObject): string | undefined;
}

const NGINX = 'nginx.ingress.kubernetes.io';
const TRAEFIK = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
const ALB = 'alb.ingress.kubernetes.io/target-group-attributes';

const ALB_STICKINESS = {
  router: 'AWS\' load balancer',
  keys: [ALB],
  isOn: object => attribute(object, 'stickiness.enabled') === 'true',
  cookie: object => attribute(object, 'stickiness.app_cookie.cookie_name'),
} as const satisfies Omit<Stickiness, 'kind'>;

export const STICKINESS: readonly Stickiness[] = [
  {
    kind: 'Ingress',
    router: 'ingress-nginx',
    keys: [`${NGINX}/affinity`, `${NGINX}/session-cookie-name`],
    isOn: object => at(object, `${NGINX}/affinity`) === 'cookie',
    cookie: object => at(object, `${NGINX}/session-cookie-name`) ?? 'INGRESSCOOKIE',
  },
  {
    kind: 'Service',
    router: 'Traefik',
    keys: [TRAEFIK, `${TRAEFIK}.name`],
    isOn: object => at(object, TRAEFIK)?.toLowerCase() === 'true',
    cookie: object => at(object, `${TRAEFIK}.name`),
  },
  { kind: 'Ingress', ...ALB_STICKINESS },
  { kind: 'Service', ...ALB_STICKINESS },
];

function at({ annotations }: ManifestObject, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key].trim() || undefined : undefined;
}

function attribute(object: ManifestObject, name: string): string | undefined {
  return at(object, ALB)?.split(',').map(text => text.trim()).find(text => text.startsWith(`${name}=`))?.slice(name.length + 1);
}
