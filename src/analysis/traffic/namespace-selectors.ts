import { namespaces } from './mesh';
import { isEmptySelector, LabelSelector, ManifestSet, matcherOf } from '../../manifests';

/** The label that the API server sets on each namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/**
 * Whether a selector matches a namespace; undefined if its labels are not known. The API server sets the label of its name; all
 * others are known only if the Namespace is in the manifests.
 */
export function selectsNamespace(
  selector: LabelSelector, namespace: string | undefined, manifests: ManifestSet,
): boolean | undefined {
  const fits = matcherOf(selector);
  if (namespace === undefined || isEmptySelector(selector)) { return isEmptySelector(selector) || undefined; }
  const around = namespaces(manifests).get(namespace);
  if (around) { return fits({ ...around.labels, [NAMESPACE_NAME]: namespace }); }
  return isByName(selector) ? fits({ [NAMESPACE_NAME]: namespace }) : undefined;
}

/** Whether only the names of namespaces decide, which other users cannot set. */
export function isByName({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)].every(key => key === NAMESPACE_NAME);
}
