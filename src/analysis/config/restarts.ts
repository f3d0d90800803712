import { ConfigReference } from './references';
import { listAt, stringAt, Workload } from '../../manifests';
import { placeOf } from '../pod/containers';

const CHECKSUM = /checksum|hash|digest|(?:^|[^a-z])sha(?:1|256)?(?:$|[^a-z0-9])|config.*(?:version|revision)/i;
/** Labels that are there for other reasons. */
const NO_CHECKSUM = new Set(['pod-template-hash', 'controller-revision-hash']);

const RELOADER = 'reloader.stakater.com';

/** Whether the pods are restarted when what they read changes: the template has a checksum of it, or a controller watches it. */
export function restartsWith(workload: Workload, { kind, name }: Pick<ConfigReference, 'kind' | 'name'>): boolean {
  const watched = { ...workload.podAnnotations, ...workload.object.annotations };
  const says = (key: string, fits: (value: string) => boolean): boolean => Object.hasOwn(watched, key) && fits(watched[key]);
  const isTrue = (value: string): boolean => value === 'true';
  const own = `${kind.toLowerCase()}.${RELOADER}`;
  return hasChecksum(workload)
    || [`${RELOADER}/auto`, `${own}/auto`, `${RELOADER}/search`, 'wave.pusher.com/update-on-config-change'].some(key => says(key, isTrue))
    || says(`${own}/reload`, value => value.split(',').some(listed => listed.trim() === name));
}

function hasChecksum(workload: Workload): boolean {
  const variables = workload.containers.flatMap(container => listAt(placeOf(workload, container), ['env']))
    .filter(variable => stringAt(variable, ['value'])).map(variable => stringAt(variable, ['name']) ?? '');
  return [...Object.keys(workload.podAnnotations), ...Object.keys(workload.podLabels), ...variables]
    .some(key => CHECKSUM.test(key) && !NO_CHECKSUM.has(key));
}
