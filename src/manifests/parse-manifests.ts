import { InputProblem } from './input-problem';
import { listItems } from './list-items';
import { ManifestObject } from './manifest-object';
import { objectOf, Recognised } from './object-of';
import { documentsIn, YamlDocument } from './yaml/documents';
import { loadDocument, LoadDocument, Loaded } from './yaml/load';

/** The objects that were read, and the problems of the rest. */
export interface Manifests {
  readonly objects: ManifestObject[];
  readonly problems: InputProblem[];
  /** Contracts that settings name: judged as if they were recorded, but not applied to a cluster. */
  readonly declared?: ManifestObject[];
}

/** Larger than any file that people or tools write, and small enough for memory. */
export const LARGEST_FILE = 64 * 1024 * 1024;

/** After this many broken documents, the rest is not read. */
const MOST_REFUSALS = 1000;

/**
 * The Kubernetes objects of one file: a YAML stream, or JSON, which is YAML too. A document that cannot be read is a
 * problem, and the others are still read. It does not use the file system: `file` is only for messages.
 */
export function parseManifests(file: string, text: string, load: LoadDocument = loadDocument): Manifests {
  const objects: ManifestObject[] = [];
  const problems: InputProblem[] = [];
  let refusals = 0;
  for (const document of documentsIn(withoutByteOrderMark(text))) {
    const loaded = load(document.text);
    if ('value' in loaded) {
      if (loaded.repeated) { problems.push({ level: 'warning', file, line: document.line + loaded.repeated.line, message: loaded.repeated.message }); }
      for (const { object, problems: found } of recognise(file, document, loaded)) {
        if (object) { objects.push(object); }
        for (const problem of found) { problems.push(problem); }
      }
      continue;
    }
    problems.push({ level: 'error', file, line: document.line + loaded.refusal.line, message: `This document ${loaded.refusal.message}` });
    if (++refusals === MOST_REFUSALS) {
      const message = `The rest of the file was not read, since ${MOST_REFUSALS} documents before it cannot be read. Check whether the file is YAML.`;
      problems.push({ level: 'error', file, line: document.line, message });
      break;
    }
  }
  return { objects, problems };
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function recognise(file: string, document: YamlDocument, { value, lineOf }: Loaded): Recognised[] {
  // Helm leaves documents behind that consist of a comment only.
  if (value === undefined || value === null) { return []; }
  return listItems(value).map(item => objectOf(item.value, {
    file,
    document: document.index,
    place: item.path,
    lineOf: (path = [], row) => document.line + lineOf([...item.path, ...path], row),
  }));
}
