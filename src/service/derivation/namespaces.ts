import { EnvFrom } from 'cdk8s-plus-27';
import { PropErrors } from '../checks/prop-errors';

export const NOT_FOUND = 'Pods find it only in their own namespace: they do not start, or they start with another object of that name.';
export const TO_ONE_NAMESPACE = 'create it in that namespace, or move the service';

/** Refuses an object in another namespace than the pods that look for it. If one of the two is not stated, kubectl may set the same. */
export function checkNamespaceOf(errors: PropErrors, prop: string, object: unknown, namespace: string | undefined): void {
  const { name, metadata } = (object ?? {}) as { name?: string; metadata?: { namespace?: string } };
  const other = metadata?.namespace;
  if (namespace === undefined || other === undefined || other === namespace) { return; }
  errors.add({
    prop,
    given: name,
    shown: `'${name}' of the namespace '${other}'`,
    allowed: `an object in the namespace of the service, '${namespace}'`,
    because: NOT_FOUND,
    remedy: TO_ONE_NAMESPACE,
  });
}

/** The config map or secret whose keys become variables. cdk8s-plus keeps it private. */
export function sourceOf(source: EnvFrom): unknown {
  const { configMap, sec } = source as unknown as { configMap?: unknown; sec?: unknown };
  return configMap ?? sec;
}
