import { oncePerPair } from '../../../analysis/memoize';
import { keysAt, ManifestObject, Path, rootOf, valueAt } from '../../../manifests';
import { isSameObject } from '../untouched';

/** What differs in the content of a ConfigMap or a Secret: keys, never values. */
export interface ContentChange {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const NOTHING: ContentChange = { added: [], changed: [], removed: [] };

export const contentChange = oncePerPair((kept): ContentChange => isSameObject(kept)
  ? NOTHING
  : compared(kept.before, kept.after));

function compared(before: ManifestObject, after: ManifestObject): ContentChange {
  const [old, now] = [contentOf(before), contentOf(after)];
  const isOpaque = isSealed(before) || isSealed(after);
  return {
    added: [...now.keys()].filter(key => !old.has(key)),
    changed: isOpaque ? [] : [...now.keys()].filter(key => old.has(key) && old.get(key) !== now.get(key)),
    removed: [...old.keys()].filter(key => !now.has(key)),
  };
}

const FIELDS = ['binaryData', 'data', 'stringData'] as const;

/** The path of a key; where it would be if it is missing. */
export function keyPath({ json }: ManifestObject, key: string): Path {
  const field = [...FIELDS].reverse().find(each => valueAt(rootOf(json), [each, key]) !== undefined);
  return [field ?? 'data', key];
}

export function contentAt({ json }: ManifestObject, path: Path): unknown {
  return valueAt(rootOf(json), path);
}

/** All contents by key, in base64: `stringData` overrides `data`, as the API server merges them. */
function contentOf({ kind, json }: ManifestObject): Map<string, string> {
  const root = rootOf(json);
  const isText = (field: string): boolean => field === 'stringData' || (field === 'data' && kind === 'ConfigMap');
  return new Map(FIELDS.flatMap(field => keysAt(root, [field])
    .map(key => [key, inBase64(valueAt(root, [field, key]), isText(field))] as const)));
}

function inBase64(value: unknown, isText: boolean): string {
  if (typeof value !== 'string') { return JSON.stringify(value ?? ''); }
  return Buffer.from(value, isText ? 'utf8' : 'base64').toString('base64');
}

// Each encryption gives another text, so a difference does not mean other content.
function isSealed({ json }: ManifestObject): boolean {
  return valueAt(rootOf(json), ['sops']) !== undefined;
}
