import { existsSync } from 'node:fs';
import { Baseline, BASELINE_VERSION, BaselineEntry } from './baseline';
import { addFieldError, FieldCursor, FieldErrors, InputProblem, readDocument, rootOf } from '../../manifests';
import { Check, mappingOf, valueOf } from '../../settings';
import { show } from '../../text';

/** Far more findings than a team can fix. */
const LARGEST = 16 * 1024 * 1024;
const MOST = 100_000;

/** Reads a baseline file. Anything wrong in it is reported as a problem, since it would hide or show findings. */
export function readBaseline(file: string): { readonly baseline: Baseline } | { readonly problems: readonly InputProblem[] } {
  const at = (line: number, message: string): InputProblem => ({ level: 'error', file, line, message });
  if (!existsSync(file)) { return { problems: [{ level: 'error', file, message: 'There is no baseline at this path. Check it, or write one with --write-baseline.' }] }; }
  const { value, lineOf, problems } = readDocument(file, LARGEST);
  if (problems.length > 0) { return { problems }; }
  const fieldErrors: FieldErrors = new Map();
  const entries = entriesAt(rootOf(value ?? {}, fieldErrors));
  const wrong = [...fieldErrors.values()].map(({ path, message }) => at(lineOf(path), message));
  return wrong.length > 0 ? { problems: wrong } : { baseline: { file, entries } };
}

function entriesAt(root: FieldCursor): BaselineEntry[] {
  const { version, findings } = mappingOf(root, ['version', 'findings']);
  if (version?.value !== BASELINE_VERSION) {
    addFieldError({ ...root, path: ['version'] }, `is ${show(version?.value)}. Allowed: ${BASELINE_VERSION}. Write the file with this version of cdk8s-zero-downtime.`);
    return [];
  }
  if (!Array.isArray(findings?.value) || findings.value.length > MOST) {
    addFieldError({ ...root, path: ['findings'] }, `is ${show(findings?.value)}. Allowed: a list of at most ${MOST} findings.`);
    return [];
  }
  return findings.value.flatMap((item: unknown, index) =>
    entryAt({ ...findings, value: item ?? undefined, path: [...findings.path, index] }));
}

const TEXT: Check<string> = given => typeof given === 'string' ? { value: given } : { wrong: `is ${show(given)}. Allowed: text.` };
const FINGERPRINT: Check<string> = given => typeof given === 'string' && /^[0-9a-f]{16}$/.test(given)
  ? { value: given } : { wrong: `is ${show(given)}. Allowed: 16 hexadecimal digits, as --write-baseline writes them.` };
const COUNT: Check<number> = given => Number.isInteger(given) && (given as number) > 0 && (given as number) <= MOST
  ? { value: given as number } : { wrong: `is ${show(given)}. Allowed: a whole number from 1.` };

function entryAt(place: FieldCursor): BaselineEntry[] {
  const places = mappingOf(place, ['object', 'rule', 'path', 'file', 'fingerprint', 'count']);
  const [object = '', rule = '', path = '', file = ''] = ['object', 'rule', 'path', 'file'].map(key => valueOf(places[key], TEXT));
  const fingerprint = valueOf(places.fingerprint, FINGERPRINT);
  const count = valueOf(places.count, COUNT) ?? 1;
  if (fingerprint !== undefined) { return [{ object, rule, path, file, fingerprint, count }]; }
  if (places.fingerprint?.value === undefined) { addFieldError(place, 'has no fingerprint. Write the file again with --write-baseline.'); }
  return [];
}
