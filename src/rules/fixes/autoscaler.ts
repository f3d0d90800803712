import { edited, Fix } from './edited';
import { isPaused, isScaledObject, maximumPath, minimumPath } from '../../analysis/scaling/autoscaler';
import { Autoscaler, numberAt, rootOf, SCALED_OBJECT_PATHS } from '../../manifests';
import type { FixEdit } from '../rule';

/** Makes an autoscaler keep at least two pods. */
export function twoPods(autoscaler: Autoscaler): Fix {
  const root = rootOf(autoscaler.object.json);
  const min = numberAt(root, minimumPath(autoscaler));
  const isIdle = isScaledObject(autoscaler) && numberAt(root, SCALED_OBJECT_PATHS.idle) !== undefined;
  // KEDA's default is 100.
  const max = numberAt(root, maximumPath(autoscaler)) ?? (isScaledObject(autoscaler) ? 100 : 1);
  const edits: FixEdit[] = [
    ...min === undefined || min < 2 ? [{ path: minimumPath(autoscaler), value: 2 }] : [],
    ...max < 2 ? [{ path: maximumPath(autoscaler), value: 2 }] : [],
    ...isPaused(autoscaler) ? [{ path: SCALED_OBJECT_PATHS.paused, value: undefined }] : [],
    ...isIdle ? [{ path: SCALED_OBJECT_PATHS.idle, value: undefined }] : [],
  ];
  return edited(edits, { byHand: 'whether two pods may run all the time' });
}
