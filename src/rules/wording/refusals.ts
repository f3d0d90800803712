import { valueInWords } from './values';
import { Refusal } from '../../analysis/refusals/refusal';
import { ManifestObject, Path, showPath } from '../../manifests';
import { edited, Fix } from '../fixes/edited';
import { Violation } from '../rule';

const LONGEST = 80;
/** The marks of a template that was not rendered. */
const TEMPLATE = /\{\{/;

function fixOf(path: Path, given: unknown, allowed: string | undefined): Fix {
  if (typeof given === 'string' && TEMPLATE.test(given)) { return { fix: 'This looks like a template: render it first, for example with `helm template`.' }; }
  return allowed === undefined
    ? edited([{ path, value: undefined }], { byHand: 'what the field was meant to do' })
    : { fix: `Set ${showPath(path)} to ${allowed}.` };
}

/** The violation for a field that the API server refuses. */
export function refusedField({ kind }: ManifestObject, { path, given, allowed, forbidden }: Refusal): Violation {
  const field = showPath(path);
  const has = given === undefined ? 'is missing' : `is ${valueInWords(given, LONGEST)}`;
  return {
    path,
    message: `The API server refuses the ${kind}, and the release stops: ${field} ${has}${allowed === undefined ? `, which is not allowed ${forbidden}` : `; allowed: ${allowed}`}.`,
    ...fixOf(path, given, allowed),
  };
}
