import { Mask } from './mask';
import { isMapping } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

/** What identifies the items of a list, the most specific first: a mount also has a name, but it is the name of its volume. */
const IDENTIFYING = ['mountPath', 'devicePath', 'name', 'containerPort', 'port', 'ip', 'topologyKey'];

const WHOLE: Mask = { isWhole: true, at: () => undefined, items: () => [] };

/** The fields that a manifest writes. */
export function writtenMask(written: unknown): Mask {
  if (Array.isArray(written)) { return { isWhole: false, at: () => undefined, items: list => itemMasks(list, written) }; }
  if (!isMapping(written)) { return WHOLE; }
  return { isWhole: false, at: key => Object.hasOwn(written, key) ? writtenMask(written[key]) : undefined, items: () => [] };
}

function itemMasks(list: readonly unknown[], written: readonly unknown[]): (Mask | undefined)[] {
  if (!written.every(isMapping) || !list.every(isMapping)) { return list.map(() => WHOLE); }
  const key = IDENTIFYING.find(name => written.every(item => Object.hasOwn(item, name)));
  if (key === undefined) { return list.map((_, i) => list.length === written.length ? writtenMask(written[i]) : WHOLE); }
  const masks = list.map((): Mask | undefined => undefined);
  for (const item of written) {
    const at = list.findIndex((
      other,
      i,
    ) => masks[i] === undefined && other[key] === item[key] && protocolOf(other) === protocolOf(item));
    if (at >= 0) { masks[at] = writtenMask(item); }
  }
  return masks;
}

// Two ports may have the same number and different protocols.
function protocolOf({ protocol }: Json): unknown {
  return protocol ?? 'TCP';
}
