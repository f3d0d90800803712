import { mappingAt, rootOf, stringMapAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';

/** Pods of one template: those of a Deployment, a StatefulSet, a Job or any other object with a template, or a single Pod. */
export interface PodOwner {
  readonly object: ManifestObject;
  readonly namespace?: string;
  readonly podLabels: Readonly<Record<string, string>>;
}

const TEMPLATES: Path[] = [['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template']];

/** Objects that `helm test` runs are not part of a release. */
const TESTS = /(?:^|,)\s*test(?:-success|-failure)?\s*(?:,|$)/;

/** The pods of an object; undefined if it creates none. */
export function podOwnerOf(object: ManifestObject): PodOwner | undefined {
  if (TESTS.test(object.annotations['helm.sh/hook'] ?? '')) { return undefined; }
  const root = rootOf(object.json);
  const isPod = object.kind === 'Pod' && groupOf(object) === '';
  const template = isPod ? root : TEMPLATES.map(path => mappingAt(root, path)).find(place => mappingAt(place, ['spec']).value !== undefined);
  return template && { object, namespace: object.namespace, podLabels: stringMapAt(template, ['metadata', 'labels']) };
}
