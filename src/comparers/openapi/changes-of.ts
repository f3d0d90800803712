import { inPresentTense } from './present-tense';
import { ContractChange, PrintedDocument, valueAt } from '../../contracts';
import { isMapping } from '../../manifests';

type Sides = { readonly [side in ContractChange['side']]: PrintedDocument };

/** The level from which a change breaks clients, according to oasdiff. */
const ERROR = 3;

// The announcement of a deprecation does not break clients.
const ANNOUNCEMENT = /-(?:sunset-(?:missing|parse|deleted)|too-small|stability-decreased)$/;

// Changes that do not affect what clients send or get.
const BESIDE_THE_POINT = new Set(['api-version-not-bumped']);

/** The changes that oasdiff lists as JSON, or undefined if its answer has another form. */
export function changesOf(answer: string, sides: Sides): ContractChange[] | undefined {
  let listed: unknown;
  try {
    listed = JSON.parse(answer);
  } catch {
    return undefined;
  }
  if (!Array.isArray(listed)) { return undefined; }
  const changes = listed.map(entry => isFinding(entry) ? changeOf(entry, sides) : undefined);
  return changes.every(change => change !== undefined) ? changes.filter(({ id }) => !BESIDE_THE_POINT.has(id)) : undefined;
}

interface Finding {
  readonly id: string;
  readonly text: string;
  readonly level: number;
  readonly operation?: string;
  readonly path?: string;
  readonly baseSource?: { readonly line?: number };
  readonly revisionSource?: { readonly line?: number };
}

function isFinding(entry: unknown): entry is Finding {
  return isMapping(entry) && typeof entry.id === 'string' && typeof entry.text === 'string' && typeof entry.level === 'number';
}

function changeOf({ id, text, level, operation, path, baseSource, revisionSource }: Finding, sides: Sides): ContractChange {
  return {
    id,
    isBreaking: level >= ERROR && !ANNOUNCEMENT.test(id),
    operation: operation && path ? { method: operation, path } : undefined,
    text: inPresentTense(text),
    ...placeOf(baseSource, revisionSource, sides, path, operation),
  };
}

/** A removed element is only in the old document. */
function placeOf(
  base: Finding['baseSource'], revision: Finding['revisionSource'], sides: Sides, path?: string, operation?: string,
): Pick<ContractChange, 'at' | 'side'> {
  const now = revision?.line && sides.after.pointerAt(revision.line);
  if (now) { return { at: now, side: 'after' }; }
  const then = base?.line && sides.before.pointerAt(base.line);
  if (then) { return { at: then, side: 'before' }; }
  return nearest(sides, path, operation);
}

function nearest(sides: Sides, path?: string, operation?: string): Pick<ContractChange, 'at' | 'side'> {
  for (const side of ['after', 'before'] as const) {
    const place = [['paths', path ?? '', (operation ?? '').toLowerCase()], ['paths', path ?? '']].find(at => valueAt(sides[side].document, at) !== undefined);
    if (place) { return { at: place, side }; }
  }
  return { at: [], side: 'after' };
}
