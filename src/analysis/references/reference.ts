import { keyOf, Path } from '../../manifests';

/** The consequence if the target of a reference is missing. */
export type Loss =
  | 'router' | 'auth' | 'proxy' | 'tls options' | 'filter' | 'plugin' | 'class' | 'gateway class' | 'gateway' | 'subset' | 'service'
  | 'certificate' | 'renewal' | 'pull' | 'priority' | 'runtime' | 'mount' | 'secret' | 'key' | 'trigger' | 'role' | 'kind' | 'claim'
  | 'server certificate' | 'load balancer settings' | 'webhook' | 'pod webhook';

/** A place in an object that names another one, and works only while that exists. */
export interface ObjectReference {
  /** The path of the name. */
  readonly path: Path;
  readonly target: Target;
  readonly loss: Loss;
  /** For a key: the Secret that has it. */
  readonly within?: Target;
}

/** The key of the target: all providers have it. */
export interface Target {
  /** The kind, for messages. */
  readonly kind: string;
  readonly name: string;
  /** A result of `targetKey`. */
  readonly key: string;
}

/** Kinds without a namespace, even if one is set. */
const OF_CLUSTER = /\/(?:Cluster(?:Role|Issuer|SecretStore|TriggerAuthentication)|(?:Priority|Runtime|Ingress|Gateway|Storage)Class|CustomResourceDefinition)$/;

/** A key for the target of a reference. Kinds that moved to another API group share one key. */
export function targetKey(groupAndKind: string, namespace: string | undefined, name: string): string {
  const kind = groupAndKind.replace(/^traefik\.containo\.us\//, 'traefik.io/');
  return keyOf(kind, OF_CLUSTER.test(kind) ? undefined : namespace, name);
}

export function targetOf(groupAndKind: string, namespace: string | undefined, name: string): Target {
  return { kind: groupAndKind.slice(groupAndKind.indexOf('/') + 1), name, key: targetKey(groupAndKind, namespace, name) };
}

export function secretKeyTarget(namespace: string | undefined, secret: string, key: string): Target {
  return { kind: 'key', name: key, key: targetKey('/Secret#', namespace, `${secret}#${key}`) };
}
