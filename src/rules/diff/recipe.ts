import { ManifestObject, Path } from '../../manifests';

/** How a release differs from the whole change. */
export type Edit =
  /** Something that the change removes is still there. */
  | { readonly kind: 'retain'; readonly object: ManifestObject }
  /** Something that the change alters is as it is now; the object is that of the change. */
  | { readonly kind: 'keepPrevious'; readonly object: ManifestObject }
  /** Something that the change adds is not there yet. */
  | { readonly kind: 'defer'; readonly object: ManifestObject }
  /** One field, of an object of the change or of a retained one, has another value; undefined: it is left out. */
  | { readonly kind: 'set'; readonly object: ManifestObject; readonly path: Path; readonly value: unknown };

/** One of the releases in which a change reaches the cluster unnoticed: the change, but for these edits in their order. */
export interface Release {
  readonly edits: readonly Edit[];
  /** What to wait for before the next one: `when …`. */
  readonly until?: string;
}

/** The releases that take the place of a change, in their order. */
export type Recipe = readonly Release[];

export function retain(object: ManifestObject): Edit {
  return { kind: 'retain', object };
}

export function keepPrevious(object: ManifestObject): Edit {
  return { kind: 'keepPrevious', object };
}

export function defer(object: ManifestObject): Edit {
  return { kind: 'defer', object };
}

export function set(object: ManifestObject, path: Path, value: unknown): Edit {
  return { kind: 'set', object, path, value };
}

/** Edits without those that say the same twice. */
export function distinctEdits(edits: readonly Edit[]): Edit[] {
  const seen = new Map<ManifestObject, string[]>();
  return edits.filter(edit => {
    const before = seen.get(edit.object) ?? [];
    seen.set(edit.object, [...before, edit.kind]);
    return edit.kind === 'set' || !before.includes(edit.kind);
  });
}
