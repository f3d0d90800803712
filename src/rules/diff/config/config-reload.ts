import { ManifestObject, rootOf, stringMapAt } from '../../../manifests';
import { Kept } from '../matched';

const RELOADER = 'reloader.stakater.com';
const ON = ['true', 'True', 'TRUE'];

/** Whether a controller restarts the pods of an object when a ConfigMap or a Secret changes. */
export function isReloaded(object: ManifestObject, config: ManifestObject): boolean {
  const says: Record<string, string> = { ...annotationsOf(object), ...object.annotations };
  const own = `${config.kind.toLowerCase()}.${RELOADER}`;
  const isOn = (key: string): boolean => Object.hasOwn(says, key) && ON.includes(says[key]);
  const isMatched = Object.hasOwn(config.annotations, `${RELOADER}/match`) && ON.includes(config.annotations[`${RELOADER}/match`]);
  const listed = Object.hasOwn(says, `${own}/reload`) ? says[`${own}/reload`].split(',').map(name => name.trim()) : [];
  return isOn(`${RELOADER}/auto`) || isOn(`${own}/auto`) || isOn('wave.pusher.com/update-on-config-change')
    || (isOn(`${RELOADER}/search`) && isMatched) || listed.includes(config.name);
}

/** What people call a checksum of their configuration in the annotations of pods. */
export const CHECKSUM = /checksum|hash|digest|(?:^|[^a-z])sha(?:1|256)?(?:$|[^a-z0-9])|config.*(?:version|revision)/i;

/** Whether an annotation of the pods changes that stands for the content of their configuration. */
export function hasNewChecksum({ before, after }: Kept<ManifestObject>): boolean {
  const [old, now] = [before, after].map(annotationsOf);
  return Object.keys(now).some(key => CHECKSUM.test(key) && (!Object.hasOwn(old, key) || old[key] !== now[key]));
}

function annotationsOf({ json }: ManifestObject): Record<string, string> {
  return stringMapAt(rootOf(json), ['spec', 'template', 'metadata', 'annotations']);
}
