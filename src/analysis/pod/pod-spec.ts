import { groupOf, ManifestObject, mappingAt, Path, FieldCursor, rootOf, Workload } from '../../manifests';
import { once } from '../memoize';

/** The path of the pod template of a controller. */
export const POD_TEMPLATE: Path = ['spec', 'template'];
export const POD_SPEC: Path = [...POD_TEMPLATE, 'spec'];

const SPECS: readonly Path[] = [POD_SPEC, ['spec', 'jobTemplate', 'spec', 'template', 'spec']];

/** The pod spec of any object with a template, including a CronJob; its value is undefined if it is missing. */
export const templateSpecOf = once(({ json }: ManifestObject): FieldCursor => {
  const root = rootOf(json);
  return SPECS.map(path => mappingAt(root, path)).find(({ value }) => value !== undefined) ?? mappingAt(root, POD_SPEC);
});

/** The pod spec of any object with one, including a Pod. */
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

/** The pod spec of built-in kinds; undefined for others, such as a Knative Service, whose containers need no name. */
export function builtInPodSpec(object: ManifestObject): FieldCursor | undefined {
  const kinds = BUILT_IN[groupOf(object)] ?? [];
  if (!kinds.includes(object.kind)) { return undefined; }
  const spec = anyPodSpecOf(object);
  return spec.value === undefined ? undefined : spec;
}
