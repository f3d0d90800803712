import { globMatcher } from './glob';
import { ManifestObject, Manifests } from '../manifests';

/** Objects that are not judged: those that fit all that is said here. A `*` stands for any text. */
export interface Exclusion {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Of the file: from a folder on, and with all that is below a folder. */
  readonly path?: string;
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

function matcherOf({ kind = '*', namespace = '*', name = '*', path = '*' }: Exclusion): (object: ManifestObject) => boolean {
  const [kindFits, namespaceFits, nameFits] = [kind, namespace, name].map(globMatcher);
  const fileFits = pathMatcher(path);
  return object => kindFits(object.kind) && namespaceFits(object.namespace ?? '') && nameFits(object.name) && fileFits(object.file);
}

/** Whether an exclusion is of files, whatever is in them. */
function isOfFiles({ kind, namespace, name, path }: Exclusion): boolean {
  return path !== undefined && [kind, namespace, name].every(each => each === undefined);
}

/**
 * What was read, without the files that are excluded: as if they were not there, so that neither what is in them nor what is
 * wrong with them matters.
 */
export function withoutExcludedFiles(read: Manifests, exclusions: readonly Exclusion[]): WithoutFiles {
  const matchers = exclusions.filter(isOfFiles).map(exclusion => ({ exclusion, fits: pathMatcher(exclusion.path!) }));
  const used = new Set<Exclusion>();
  const isExcluded = ({ file }: { readonly file: string }): boolean => {
    const found = matchers.filter(({ fits }) => fits(file));
    found.forEach(({ exclusion }) => used.add(exclusion));
    return found.length > 0;
  };
  const [objects, problems] = [read.objects.filter(each => !isExcluded(each)), read.problems.filter(each => !isExcluded(each))];
  return { manifests: { objects, problems }, used };
}

/** What is left, and the exclusions that left something out. */
export interface WithoutFiles {
  readonly manifests: Manifests;
  readonly used: ReadonlySet<Exclusion>;
}

/** `charts/*` fits what is in a folder of that name, wherever that is; with a slash first, only from the working directory on. */
export function pathMatcher(pattern: string): (file: string) => boolean {
  const plain = pattern.replace(/^(\.\/|\*\*\/)+/, '').replace(/\/+$/, '');
  const fits = globMatcher(plain.startsWith('/') ? `${plain}/*` : `*/${plain}/*`);
  return file => fits(`/${file.replaceAll('\\', '/').replace(/^git:[^:]*:/, '').replace(/^(\.?\/)+/, '')}/`);
}
