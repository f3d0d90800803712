import { keyOf, ManifestObject } from '../manifests';
import type { ObjectEdit } from '../patching/patch-file';

/** The fields that edits change. They are looked up, since an object may have thousands of them. */
export class TouchedFields {
  private readonly known = new Map<ManifestObject, { readonly fields: Set<string>; readonly parents: Set<string> }>();

  public add(edits: readonly ObjectEdit[]): void {
    for (const edit of edits) {
      const [field, ...parents] = fromInside(edit);
      const known = this.known.get(edit.object) ?? { fields: new Set(), parents: new Set() };
      this.known.set(edit.object, known);
      known.fields.add(field);
      parents.forEach(parent => known.parents.add(parent));
    }
  }

  /** Whether an edit concerns one of the fields, or a field inside or around one; or moves items of the same list. */
  public hasAny(edits: readonly ObjectEdit[]): boolean {
    return edits.some(edit => {
      const known = this.known.get(edit.object);
      const [field, ...parents] = fromInside(edit);
      return known !== undefined && (known.parents.has(field) || [field, ...parents].some(each => known.fields.has(each)));
    });
  }
}

/** Keys of the field and of all fields around it. */
function fromInside({ path, value }: ObjectEdit): string[] {
  const moved = value === undefined && typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
  return Array.from({ length: moved.length + 1 }, (_, i) => keyOf(...moved.slice(0, moved.length - i)));
}
