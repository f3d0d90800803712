import { ManifestObject, PodOwner, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';

/** An object that stays and creates pods, with the labels of its running pods and of its new ones. */
export interface LabelChange {
  readonly owner: Change<ManifestObject>;
  readonly old: PodOwner['podLabels'];
  readonly now: PodOwner['podLabels'];
}

export function keepingLabel({ owner, old }: LabelChange, key: string): Edit {
  return set(owner.after, [...WORKLOAD_PATHS.podLabels, key], Object.hasOwn(old, key) ? old[key] : undefined);
}

/** `tier changes from front to nothing`. */
export function labelInWords({ old, now }: LabelChange, key: string): string {
  const value = (labels: PodOwner['podLabels']): string => Object.hasOwn(labels, key) ? shorten(labels[key]) : 'nothing';
  return `${shorten(key)} changes from ${value(old)} to ${value(now)}`;
}
