import { keyOf, Path } from '../../manifests';

/** What follows where the object that a reference names is gone. */
export type Loss =
  | 'router' | 'auth' | 'proxy' | 'tls options' | 'filter' | 'plugin' | 'class' | 'gateway class' | 'gateway' | 'subset' | 'service'
  | 'certificate' | 'renewal' | 'pull' | 'priority' | 'runtime' | 'mount' | 'secret' | 'key' | 'trigger' | 'role' | 'kind' | 'claim'
  | 'webhook' | 'pod webhook';

/** A place in an object that names another one, and works only as long as that is there. */
export interface ObjectReference {
  /** Where the name stands. */
  readonly path: Path;
  readonly target: Target;
  readonly loss: Loss;
  /** Of a key: the Secret that has it. */
  readonly within?: Target;
}

/** What is named: all that provide it have its key. */
export interface Target {
  /** The kind as a message has it. */
  readonly kind: string;
  readonly name: string;
  /** Of `targetKey`. */
  readonly key: string;
}

/** Kinds without a namespace, whatever is written. */
const OF_CLUSTER = /\/(?:Cluster(?:Role|Issuer|SecretStore|TriggerAuthentication)|(?:Priority|Runtime|Ingress|Gateway|Storage)Class|CustomResourceDefinition)$/;

/** A word for what a reference names. Kinds that moved to another group have one word. */
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
