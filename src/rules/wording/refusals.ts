import { valueInWords } from './values';
import { Refusal } from '../../analysis/refusals/refusal';
import { ManifestObject, Path, showPath } from '../../manifests';
import { shorten } from '../../text';
import { edited, Fix } from '../fixes/edited';
import { Violation } from '../rule';

const LONGEST = 80;
/** The marks of a template that was not rendered. */
const TEMPLATE = /\{\{/;

function fixOf(path: Path, given: unknown, allowed: string | undefined): Fix {
  if (typeof given === 'string' && TEMPLATE.test(given)) { return { fix: 'This looks like a template: render it first, for example with `helm template`.' }; }
  return allowed === undefined
    ? edited([{ path, value: undefined }], { byHand: 'what the field was meant to do' })
    : { fix: isUnquoted(given, allowed) ? `Write ${showPath(path)} in quotes.` : `Set ${showPath(path)} to ${allowed}.` };
}

function isUnquoted(given: unknown, allowed: string): boolean {
  return allowed === 'text' && ['number', 'boolean'].includes(typeof given);
}

/** The violation for a field that the API server refuses. */
export function refusedField({ kind }: ManifestObject, { path, given, allowed, forbidden, isKey }: Refusal): Violation {
  const refused = `The API server refuses the ${kind}, and the release stops:`;
  if (isKey) {
    const [field, key] = [showPath(path.slice(0, -1)), JSON.stringify(shorten(String(path.at(-1))))];
    return { path, message: `${refused} ${field} has the key ${key}; allowed: ${allowed}.`, fix: `Rename the key ${key} of ${field}: write ${allowed}.` };
  }
  const has = given === undefined ? 'is missing' : `is ${isSecret(kind, path) ? typeInWords(given) : valueInWords(given, LONGEST)}`;
  return {
    path,
    message: `${refused} ${showPath(path)} ${has}${allowed === undefined ? `, which is not allowed ${forbidden}` : `; allowed: ${allowed}`}.`,
    ...fixOf(path, given, allowed),
  };
}

/** Values that must not appear in logs: content of a ConfigMap or Secret, of variables and of HTTP headers. */
function isSecret(kind: string, path: Path): boolean {
  const [list, , field] = path.slice(-3);
  return (['ConfigMap', 'Secret'].includes(kind) && ['data', 'stringData', 'binaryData'].includes(String(path[0])))
    || (['env', 'httpHeaders'].includes(String(list)) && field === 'value');
}

function typeInWords(value: unknown): string {
  if (Array.isArray(value)) { return 'a list'; }
  return { number: 'a number', boolean: 'true or false', string: 'text' }[typeof value as string] ?? 'a mapping';
}
