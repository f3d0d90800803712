import { globMatcher } from './glob';
import { ManifestObject, Manifests } from '../manifests';

/** Objects that are not judged: those that match all fields. A `*` matches any text. */
export interface Exclusion {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The path of the file: it may begin at any folder, and a folder matches all files in it. */
  readonly path?: string;
  /** Where it was written: an option, or a file and a line counted from 1. */
  readonly file: string;
  readonly line?: number;
}

/** The objects that exclusions leave out, and the exclusions that match none. */
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

/** Whether an exclusion is about files, with any content. */
function isOfFiles({ kind, namespace, name, path }: Exclusion): boolean {
  return path !== undefined && [kind, namespace, name].every(each => each === undefined);
}

/**
 * The input without the excluded files: as if they did not exist, so that neither their objects nor their
 * errors matter.
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

/** The remaining input, and the exclusions that matched. */
export interface WithoutFiles {
  readonly manifests: Manifests;
  readonly used: ReadonlySet<Exclusion>;
}

/** `charts/*` matches files in any folder of that name; with a leading slash, only in the working directory. */
export function pathMatcher(pattern: string): (file: string) => boolean {
  const plain = pattern.replace(/^(\.\/|\*\*\/)+/, '').replace(/\/+$/, '');
  const fits = globMatcher(plain.startsWith('/') ? `${plain}/*` : `*/${plain}/*`);
  return file => fits(`/${file.replaceAll('\\', '/').replace(/^git:[^:]*:/, '').replace(/^(\.?\/)+/, '')}/`);
}
