import { WARM_START } from '../lifecycle';

/** What is assumed of each start, whoever tells the rest. */
export const WARM_START_ASSUMED =
  `scheduling, image pull and container creation: ${WARM_START.best} to ${WARM_START.worst} s, on a node with room that has the image`;

/** What is assumed where a pod has more than its own container. */
export const HELPERS_ASSUMED = 'init containers and sidecars: no time of their own';

/** What is assumed where users cannot reach a pod. */
export const NO_REQUESTS_ASSUMED = 'requests: none, since no Service of these manifests sends any to the pods';
