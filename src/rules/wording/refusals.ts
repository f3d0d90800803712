import { valueInWords } from './values';
import { Refusal } from '../../analysis/refusals/refusal';
import { ManifestObject, showPath } from '../../manifests';
import { Violation } from '../rule';

const LONGEST = 80;

/** What follows from a field that the API server refuses. */
export function refusedField({ kind }: ManifestObject, { path, given, allowed, forbidden }: Refusal): Violation {
  const field = showPath(path);
  const has = given === undefined ? 'is left out' : `is ${valueInWords(given, LONGEST)}`;
  return {
    path,
    message: `The API server refuses the ${kind}, and the release stops: ${field} ${has}, where it takes ${allowed ?? `nothing ${forbidden}`}.`,
    fix: allowed === undefined ? `Remove ${field}.` : `Set ${field} to ${allowed}.`,
  };
}
