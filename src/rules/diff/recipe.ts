import { ManifestObject, Path } from '../../manifests';

/** How a release differs from the whole change. */
export type Edit =
  /** Keeps an object that the change removes. */
  | { readonly kind: 'retain'; readonly object: ManifestObject }
  /** Leaves an object that the change modifies as it is now; the object is that of the change. */
  | { readonly kind: 'keepPrevious'; readonly object: ManifestObject }
  /** Leaves out an object that the change adds. */
  | { readonly kind: 'defer'; readonly object: ManifestObject }
  /** Sets one field of an object of the change or of a retained one; undefined: the field is left out. */
  | { readonly kind: 'set'; readonly object: ManifestObject; readonly path: Path; readonly value: unknown };

/** One of the releases by which a change reaches the cluster unnoticed: the change, except for these edits in their order. */
export interface Release {
  readonly edits: readonly Edit[];
  /** What to wait for before the next one: `when …`. */
  readonly until?: string;
}

/** The releases that replace a change, in their order. */
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

/** Edits without duplicates. */
export function distinctEdits(edits: readonly Edit[]): Edit[] {
  const seen = new Map<ManifestObject, string[]>();
  return edits.filter(edit => {
    const before = seen.get(edit.object) ?? [];
    seen.set(edit.object, [...before, edit.kind]);
    return edit.kind === 'set' || !before.includes(edit.kind);
  });
}
