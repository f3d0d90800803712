import { LoadOptions } from 'js-yaml';

type Listener = NonNullable<LoadOptions['listener']>;

/** A document may repeat this much by aliases, counted in nodes and characters, beyond ten times its own size. */
const REPEATED_AT_LEAST = 1_000_000;
const MOST_ANCHORS = 10_000;

/** Why a document's anchors and aliases are rejected. */
export class AliasRefusal extends Error {
  public constructor(reason: string, public readonly line: number) { super(reason); }
}

/** The total size of the nodes inside one node. */
interface Frame {
  size: number;
}

/**
 * Listens while js-yaml reads a document with anchors. It never copies the value of an alias, but code that walks through the
 * result visits it again each time: ten lines of aliases of aliases make 10^9 nodes. So each alias is charged
 * with the size of what it repeats, and the first one too many stops the reading.
 */
export function aliasLimit(text: string): Listener {
  const allowance = REPEATED_AT_LEAST + 10 * text.length;
  const sizes = new Map<unknown, number>();
  const frames: Frame[] = [{ size: 0 }];
  let repeated = 0;
  let anchors = 0;

  return (event, state: { line: number; kind: string | null; result: unknown; anchor?: string | null }) => {
    if (event === 'open') {
      frames.push({ size: 0 });
      return;
    }
    const { size: inside } = frames.pop()!;
    const { kind, result, line } = state;
    const isAlias = kind === null && result !== null;
    if (typeof result === 'object' && result !== null) {
      if (isAlias && !sizes.has(result)) { throw new AliasRefusal('an alias refers to a value that contains it, so it would never end', line); }
      // js-yaml first tries each list as the key of a mapping, and so closes it twice.
      if (!sizes.has(result)) { sizes.set(result, inside + 1); }
    }
    const size = sizes.get(result) ?? weight(result);
    frames[frames.length - 1].size += size;
    if (isAlias) { repeated += size; }
    if (state.anchor) { anchors++; }
    if (repeated > allowance) { throw new AliasRefusal('its aliases repeat so much that it would grow to many times its size', line); }
    if (anchors > MOST_ANCHORS) { throw new AliasRefusal(`it has more than ${MOST_ANCHORS} anchors`, line); }
  };
}

function weight(scalar: unknown): number {
  return typeof scalar === 'string' ? 1 + scalar.length : 1;
}
