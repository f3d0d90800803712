import { existsSync } from 'node:fs';
import { contractsAt } from './contracts-at';
import { exclusionsAt } from './exclusions-at';
import { mappingOf, valuesOf } from './reading';
import { Settings } from './settings';
import { VALUES } from './values';
import { FieldErrors, InputProblem, readDocument, rootOf } from '../manifests';
import { listWords, show } from '../text';

/** The file is read from the working directory. */
export const SETTINGS_FILE = '.zero-downtime.yaml';

/** Users who write this name expect it to be read. */
const MISNAMED = '.zero-downtime.yml';

/** Larger than any file that people write. */
const LARGEST = 1024 * 1024;

const VALUE_NAMES = Object.keys(VALUES) as (keyof typeof VALUES)[];
const ALLOWED = [...VALUE_NAMES, 'severities', 'namespaces', 'exclude', 'contracts'];

/** Settings, and why some of them could not be used. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: InputProblem[];
}

/** Reads the named file, or the one of the working directory, if it exists. */
export function readSettings(named?: string): ReadSettings {
  if (named === undefined && !existsSync(SETTINGS_FILE)) {
    return { settings: {}, problems: existsSync(MISNAMED) ? [misnamed()] : [] };
  }
  if (named !== undefined && !existsSync(named)) {
    return { settings: {}, problems: [{ level: 'error', file: named, message: `There is no settings file at this path. Check it, or leave it out for ${SETTINGS_FILE}.` }] };
  }
  const file = named ?? SETTINGS_FILE;
  const { value, lineOf, problems } = readDocument(file, LARGEST);
  if (value === undefined) { return { settings: {}, problems }; }
  if (typeof value !== 'object' || Array.isArray(value)) {
    const message = `This file is ${show(value)}. Allowed: a mapping with ${listWords(ALLOWED, 'or')}.`;
    return { settings: {}, problems: [{ level: 'error', file, line: lineOf([]), message }] };
  }
  const fieldErrors: FieldErrors = new Map();
  const places = mappingOf(rootOf(value, fieldErrors), ALLOWED);
  // Contracts are read again for each side of a comparison, as its own settings name them.
  if (places.contracts) { contractsAt(places.contracts); }
  const settings: Settings = {
    ...valuesOf(places, VALUE_NAMES),
    ...places.severities && { severities: loadSeverities().severitiesAt(places.severities) },
    ...places.namespaces && { namespaces: loadNamespaces().namespacesAt(places.namespaces) },
    ...places.exclude && {
      exclude: exclusionsAt(places.exclude)
        .map(({ path, file: of, ...entry }) => ({ ...entry, path: of, file, line: lineOf(path) })),
    },
  };
  return { settings, problems: [...fieldErrors.values()].map(({ path, message }) => ({ level: 'error', file, line: lineOf(path), message })) };
}

function misnamed(): InputProblem {
  return { level: 'error', file: MISNAMED, message: `Settings are read from ${SETTINGS_FILE} only. Rename this file.` };
}

/** Lazy: these need all rules, which a timeline does not. */
function loadSeverities(): typeof import('./severities-at') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./severities-at');
}

function loadNamespaces(): typeof import('./namespaces-at') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./namespaces-at');
}
