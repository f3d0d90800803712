import { EnvFrom } from 'cdk8s-plus-27';
import { PropErrors } from '../checks/prop-errors';

export const NOT_FOUND = 'Pods find it only in their own namespace: none starts, or it starts with another object of that name.';
export const TO_ONE_NAMESPACE = 'make it in that namespace, or move the service';

/** Refuses an object that pods would look for in another namespace than the one it is in. Where one is not said, kubectl may give it the same. */
export function checkNamespaceOf(errors: PropErrors, prop: string, object: unknown, namespace: string | undefined): void {
  const { name, metadata } = (object ?? {}) as { name?: string; metadata?: { namespace?: string } };
  const other = metadata?.namespace;
  if (namespace === undefined || other === undefined || other === namespace) { return; }
  errors.add({
    prop,
    given: name,
    shown: `'${name}' of the namespace '${other}'`,
    allowed: `what is in the namespace of the service, '${namespace}'`,
    because: NOT_FOUND,
    remedy: TO_ONE_NAMESPACE,
  });
}

/** The config map or secret whose keys become variables. cdk8s-plus keeps it to itself. */
export function sourceOf(source: EnvFrom): unknown {
  const { configMap, sec } = source as unknown as { configMap?: unknown; sec?: unknown };
  return configMap ?? sec;
}
