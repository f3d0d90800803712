import { ManifestObject, rootOf, stringMapAt } from '../../manifests';
import { POD_TEMPLATE } from '../pod/pod-spec';

const RELOADER = 'reloader.stakater.com';

/** What Go's strconv.ParseBool, by which Reloader reads it, takes for true. */
const TRUE = new Set(['1', 't', 'T', 'true', 'True', 'TRUE']);

/** Longer entries are no names. */
const LONGEST_ENTRY = 253;

/**
 * Whether a controller restarts the pods of an object when a ConfigMap or a Secret changes: Reloader or Wave, which read
 * annotations of the object or of its pod template, and of the configuration.
 *
 * @see https://github.com/stakater/Reloader
 * @see https://github.com/wave-k8s/wave
 */
export function isReloaded(object: ManifestObject, config: ManifestObject): boolean {
  const says: Readonly<Record<string, string>> = { ...stringMapAt(rootOf(object.json), [...POD_TEMPLATE, 'metadata', 'annotations']), ...object.annotations };
  const kind = config.kind.toLowerCase();
  if (valueOf(config.annotations, `${RELOADER}/ignore`) === 'true' || names(valueOf(says, `${kind}s.exclude.${RELOADER}/reload`), config.name)) { return false; }
  const isOn = (key: string): boolean => TRUE.has(valueOf(says, key) ?? '');
  return isOn(`${RELOADER}/auto`)
    || isOn(`${kind}.${RELOADER}/auto`)
    || (valueOf(says, `${RELOADER}/search`) === 'true' && valueOf(config.annotations, `${RELOADER}/match`) === 'true')
    || names(valueOf(says, `${kind}.${RELOADER}/reload`), config.name)
    || valueOf(says, 'wave.pusher.com/update-on-config-change') === 'true';
}

/** Whether a list names a ConfigMap or a Secret. Each entry is a regular expression for whole names; of those only `.*` is read here. */
function names(list: string | undefined, name: string): boolean {
  return (list ?? '').split(',').map(entry => entry.trim()).filter(entry => entry !== '' && entry.length <= LONGEST_ENTRY).some(entry => {
    const parts = entry.split('.*');
    if (parts.length === 1) { return entry === name; }
    const [first, last] = [parts[0], parts[parts.length - 1]];
    return name.length >= first.length + last.length && name.startsWith(first) && name.endsWith(last)
      && parts.slice(1, -1).every(part => name.includes(part));
  });
}

function valueOf(annotations: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}
