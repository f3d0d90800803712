import { globMatcher } from './glob';
import { ManifestObject } from '../manifests';

/** Objects that are not judged: those that fit all that is said here. A `*` stands for any text. */
export interface Exclusion {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Where it was written: a file and a line from 1. */
  readonly file: string;
  readonly line: number;
}

/** What exclusions leave out, and those that leave out nothing. */
export interface Excluded {
  readonly objects: ReadonlySet<ManifestObject>;
  readonly unused: readonly Exclusion[];
}

export function excludedFrom(objects: readonly ManifestObject[], exclusions: readonly Exclusion[]): Excluded {
  const found = exclusions.map(exclusion => ({ exclusion, objects: objects.filter(matcherOf(exclusion)) }));
  return {
    objects: new Set(found.flatMap(each => each.objects)),
    unused: found.filter(each => each.objects.length === 0).map(({ exclusion }) => exclusion),
  };
}

function matcherOf({ kind = '*', namespace = '*', name = '*' }: Exclusion): (object: ManifestObject) => boolean {
  const [kindFits, namespaceFits, nameFits] = [kind, namespace, name].map(globMatcher);
  return object => kindFits(object.kind) && namespaceFits(object.namespace ?? '') && nameFits(object.name);
}
