import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSION_CONTEXT, OLDEST_MINOR, parseMinor } from '../../intent/kubernetes-version';
import { PropError, PropErrors } from '../checks/prop-errors';

/** The minor version of the oldest control plane or kubelet. */
export function deriveMinor(errors: PropErrors, prop: unknown, context: unknown): number {
  const [name, given] = prop !== undefined
    ? ['kubernetesVersion', prop]
    : [`context ${KUBERNETES_VERSION_CONTEXT}`, context ?? DEFAULT_KUBERNETES_VERSION];
  const minor = parseMinor(given);
  if (minor !== undefined && minor >= OLDEST_MINOR) { return minor; }
  errors.add({
    prop: name,
    given,
    allowed: `a version from 1.${OLDEST_MINOR} in quotes, such as '1.33'`,
    because: 'Fields that the cluster does not know are dropped without a message, and with them the delay or the budget that protects requests.',
    remedy: typeof given === 'number'
      ? 'quote it: without quotes, 1.30 is read as 1.3'
      : 'give the version of the oldest control plane or kubelet that will run this',
  });
  return parseMinor(DEFAULT_KUBERNETES_VERSION)!;
}

/** Refuses a field that the target version would drop. */
export function needsMinor(errors: PropErrors, minor: number, needed: number, what: Omit<PropError, 'allowed'>): void {
  if (minor >= needed) { return; }
  errors.add({ ...what, allowed: `only with kubernetesVersion '1.${needed}' or newer; this service is for 1.${minor}` });
}
