import { isKnativeService, Path, rootOf, showPath, stringAt } from '../../../../manifests';
import { shorten } from '../../../../text';
import { objectPart } from '../../object-rule';

const PATHS: readonly Path[] = ['min-scale', 'minScale']
  .map(key => ['spec', 'template', 'metadata', 'annotations', `autoscaling.knative.dev/${key}`]);

/** Its activator holds requests until a pod has started, so they are slow, and do not fail. Without the annotation the cluster says how many stay. */
export const knative = objectPart(object => {
  if (!isKnativeService(object)) { return undefined; }
  return PATHS.filter(path => stringAt(rootOf(object.json), path) === '0').map(path => ({
    path,
    severity: 'info',
    message: `Knative Service ${shorten(object.name)} may have no pod: the first requests after a pause wait until one has started.`,
    fix: `Set ${showPath(path)} to "1" or more, unless users can wait that long.`,
  }));
});
