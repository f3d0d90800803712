import { isKnativeService, Path, rootOf, showPath, stringAt } from '../../../../manifests';
import { shorten } from '../../../../text';
import { objectPart } from '../../object-rule';

const PATHS: readonly Path[] = ['min-scale', 'minScale']
  .map(key => ['spec', 'template', 'metadata', 'annotations', `autoscaling.knative.dev/${key}`]);

/** The activator holds requests until a pod has started: they are slow but do not fail. Without the annotation the cluster decides the minimum. */
export const knative = objectPart(object => {
  if (!isKnativeService(object)) { return undefined; }
  return PATHS.filter(path => stringAt(rootOf(object.json), path) === '0').map(path => ({
    path,
    severity: 'info',
    message: `Knative Service ${shorten(object.name)} may scale to no pods: the first requests after a pause wait until one has started.`,
    fix: `Set ${showPath(path)} to "1" or more, unless users can wait that long.`,
  }));
});
