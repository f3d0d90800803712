import { mappingAt, FieldErrors, rootOf, stringAt, stringMapAt } from './fields';
import { InputProblem } from './input-problem';
import { isMapping } from './json';
import { ManifestObject } from './manifest-object';
import { shorten, show } from '../text';

/** An object, a problem to report, or both. */
export interface Recognised {
  readonly object?: ManifestObject;
  readonly problems: InputProblem[];
}

type Whereabouts = Pick<ManifestObject, 'file' | 'document' | 'place' | 'lineOf'>;

/** The Kubernetes object that a value represents, or why it does not represent one. */
export function objectOf(value: unknown, at: Whereabouts): Recognised {
  if (!isMapping(value)) { return left(at, 'note', `Skipped: this is not a Kubernetes object, but ${show(value)}.`); }
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string' || kind === '' || typeof apiVersion !== 'string' || apiVersion === '') { return noObject(value, at); }

  const fieldErrors: FieldErrors = new Map();
  const metadata = mappingAt(rootOf(value, fieldErrors), ['metadata']);
  const generated = stringAt(metadata, ['generateName']);
  const name = stringAt(metadata, ['name']) || (generated && `${generated}*`);
  if (!name) { return nameless(value, kind, at); }
  // No name has braces, in quotes or not.
  if (name.includes('{{')) { return unrendered(kind, name, at); }
  const object: ManifestObject = {
    apiVersion,
    kind,
    namespace: stringAt(metadata, ['namespace']) || undefined,
    name,
    labels: stringMapAt(metadata, ['labels']),
    annotations: stringMapAt(metadata, ['annotations']),
    json: value,
    ...at,
  };
  return { object, problems: fieldProblems(object, fieldErrors) };
}

/** The field errors of an object, each with its line. */
export function fieldProblems(object: ManifestObject, fieldErrors: FieldErrors): InputProblem[] {
  return [...fieldErrors.values()].map(({ path, message }) => ({
    level: 'error',
    file: object.file,
    line: object.lineOf(path),
    message: `${shorten(object.kind)} ${show(object.name)}: ${message}`,
  }));
}

/** With `metadata`, it is a manifest with a mistake; without, perhaps a values.yaml with `kind: DaemonSet`. */
function noObject({ apiVersion, kind, metadata }: Record<string, unknown>, at: Whereabouts): Recognised {
  if (isMapping(metadata) && (typeof kind === 'string' || typeof apiVersion === 'string')) {
    const [lacking, given] = typeof kind === 'string' && kind !== '' ? ['apiVersion', apiVersion] : ['kind', kind];
    return left(at, 'error', `This document has metadata, but its ${lacking} is ${show(given)}: the API server rejects it. Write its ${lacking} as text.`);
  }
  return left(at, 'note', 'Skipped: this document is not a Kubernetes object, since it has no apiVersion and kind.');
}

/** A kustomization.yaml needs no metadata, but a document with metadata or a spec is meant for a cluster. */
function nameless({ metadata, spec }: Record<string, unknown>, kind: string, at: Whereabouts): Recognised {
  if (metadata === undefined && spec === undefined) {
    return left(at, 'note', `Skipped: this ${show(kind)} has no metadata.name, so it is not a Kubernetes object.`);
  }
  return left(at, 'error', `This ${show(kind)} has no metadata.name that is text: the API server rejects it. Give it a name.`, at.lineOf(['metadata', 'name']));
}

function unrendered(kind: string, name: string, at: Whereabouts): Recognised {
  const message = `The name of this ${show(kind)} is ${show(name)}: it looks like a template that is not rendered. Render it first, for example with \`helm template\`.`;
  return left(at, 'error', message, at.lineOf(['metadata', 'name']));
}

function left(at: Whereabouts, level: InputProblem['level'], message: string, line: number = at.lineOf()): Recognised {
  return { problems: [{ level, file: at.file, line, message }] };
}
