import { keyOf } from './key';
import { Path } from './path';

/** One Kubernetes object as it was written, and its place. */
export interface ManifestObject {
  /** For example `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined if the object does not state it: it is then decided when the object is applied. */
  readonly namespace?: string;
  /** With `generateName`, the prefix and a star, `migrate-*`: the API server adds the rest. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * Everything, with the types it was written with. Read it with `stringAt` and the like, which expect nothing. It is
   * a tree of plain values: never cyclic, nested 200 deep at most, and small enough to be walked through.
   */
  readonly json: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** Which document of the file, from 0. The items of a `List` are all in one. */
  readonly document: number;
  /** Its path in the document; empty, except for the items of a `List`. */
  readonly place: Path;
  /**
   * The line in the file, from 1, of the key (or list item) at this path of `json`, or of its nearest parent that
   * exists; without a path, the first line of the object. The first call reads the document once more. With a row, the line of
   * that row, from 0, of the text at the path, if it is written as it is, as a block (`|`) is.
   */
  lineOf(path?: Path, row?: number): number;
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf({ apiVersion }: Pick<ManifestObject, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * The identity of an object in a cluster: two with the same identity are one object. Undefined with `generateName`,
 * which makes another object each time.
 */
export function identityOf(object: ManifestObject): string | undefined {
  if (object.name.endsWith('*')) { return undefined; }
  return keyOf(groupOf(object), object.kind, object.namespace, object.name);
}
