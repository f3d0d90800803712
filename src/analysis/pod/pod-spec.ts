import { groupOf, ManifestObject, mappingAt, Path, FieldCursor, rootOf, Workload } from '../../manifests';
import { once } from '../memoize';

/** Where the pods of a controller are described. */
export const POD_TEMPLATE: Path = ['spec', 'template'];
export const POD_SPEC: Path = [...POD_TEMPLATE, 'spec'];

const SPECS: readonly Path[] = [POD_SPEC, ['spec', 'jobTemplate', 'spec', 'template', 'spec']];

/** The pod spec of whatever has one in a template, a CronJob among them; its value is undefined if there is none. */
export const templateSpecOf = once(({ json }: ManifestObject): FieldCursor => {
  const root = rootOf(json);
  return SPECS.map(path => mappingAt(root, path)).find(({ value }) => value !== undefined) ?? mappingAt(root, POD_SPEC);
});

/** The pod spec of whatever has one, a Pod among them. */
export function anyPodSpecOf(object: ManifestObject): FieldCursor {
  return object.kind === 'Pod' ? mappingAt(rootOf(object.json), ['spec']) : templateSpecOf(object);
}

/** The pod spec of a Deployment. */
export function podSpecOf({ object }: Pick<Workload, 'object'>): FieldCursor {
  return templateSpecOf(object);
}

const BUILT_IN: { readonly [group: string]: readonly string[] } = {
  '': ['Pod', 'ReplicationController'],
  'apps': ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  'batch': ['Job', 'CronJob'],
};

/** The pod spec of what Kubernetes itself has; undefined for others, such as a Service of Knative, whose containers need no name. */
export function builtInPodSpec(object: ManifestObject): FieldCursor | undefined {
  const kinds = BUILT_IN[groupOf(object)] ?? [];
  if (!kinds.includes(object.kind)) { return undefined; }
  const spec = anyPodSpecOf(object);
  return spec.value === undefined ? undefined : spec;
}
