import { goPattern } from './go-pattern';
import { ManifestObject, rootOf, stringMapAt } from '../../manifests';
import { once } from '../memoize';
import { POD_TEMPLATE } from '../pod/pod-spec';

type Annotations = Readonly<Record<string, string>>;

const RELOADER = 'reloader.stakater.com';

/** Values that Reloader reads as true, with Go's strconv.ParseBool. */
const TRUE = new Set(['1', 't', 'T', 'true', 'True', 'TRUE']);

/** The API server does not accept longer names. */
const LONGEST_NAME = 253;

/** Only this many entries of a list are read, so that hostile ones do not take minutes. */
const MOST_PATTERNS = 20;

/**
 * Whether a controller restarts the pods of an object when a ConfigMap or a Secret changes: Reloader or Wave, which read
 * annotations of the object or of its pod template, and of the configuration. If Reloader finds one of its annotations on the
 * object, it does not read those of the pod template.
 *
 * @see https://github.com/stakater/Reloader/blob/master/pkg/common/common.go
 * @see https://github.com/wave-k8s/wave
 */
export function isReloaded(object: ManifestObject, config: ManifestObject): boolean {
  const ofPods = podAnnotations(object);
  return isReloadedByReloader(object.annotations, ofPods, config)
    || valueOf({ ...ofPods, ...object.annotations }, 'wave.pusher.com/update-on-config-change') === 'true';
}

const podAnnotations = once(({ json }: ManifestObject): Annotations => stringMapAt(rootOf(json), [...POD_TEMPLATE, 'metadata', 'annotations']));

function isReloadedByReloader(ofObject: Annotations, ofPods: Annotations, config: ManifestObject): boolean {
  const kind = config.kind.toLowerCase();
  const [list, search, ...autos] = [`${kind}.${RELOADER}/reload`, `${RELOADER}/search`, `${RELOADER}/auto`, `${kind}.${RELOADER}/auto`];
  const says = [list, search, ...autos].some(key => valueOf(ofObject, key) !== undefined) ? ofObject : ofPods;
  const excluded = valueOf(ofObject, `${kind}s.exclude.${RELOADER}/reload`) ?? '';
  if (valueOf(config.annotations, `${RELOADER}/ignore`) === 'true' || entriesOf(excluded).includes(config.name)) { return false; }
  return autos.some(key => TRUE.has(valueOf(says, key) ?? ''))
    || (valueOf(says, search) === 'true' && valueOf(config.annotations, `${RELOADER}/match`) === 'true')
    || isListed(valueOf(says, list) ?? '', config.name);
}

/** Each entry is a regular expression for a whole name; one that cannot be read here may match. */
function isListed(list: string, name: string): boolean {
  if (name.length > LONGEST_NAME) { return false; }
  const entries = entriesOf(list);
  const patterns = entries.filter(entry => !/^[\w-]*$/.test(entry));
  return entries.includes(name)
    || patterns.length > MOST_PATTERNS
    || patterns.some(pattern => goPattern(`^${pattern}$`)?.(name) ?? true);
}

function entriesOf(list: string): string[] {
  return list.split(',').map(entry => entry.trim()).filter(entry => entry !== '');
}

function valueOf(annotations: Annotations, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}
