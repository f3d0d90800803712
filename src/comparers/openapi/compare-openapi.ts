import { changesOf } from './changes-of';
import { Differ, findDiffer } from './find-differ';
import {
  ContractChange, ContractComparison, differingParts, isHarmlessPattern, Json, MOST_SCHEMAS, overlookedChanges, PrintedDocument,
  printed, ReadOpenApi, readOpenApi, TooManySchemas, withOverlooked, withPropertyPlace, withSameConstants,
} from '../../contracts';
import { shorten } from '../../text';
import { COMPARISON_TIMEOUT, runComparer } from '../run-comparer';
import type { CompareKind, Surroundings } from '../surroundings';

const ARGUMENTS = ['changelog', '--format', 'json', '--lang', 'en', '--level', 'INFO', '--allow-external-refs=false'];

/**
 * In characters, each value on a line: the differences with all that they refer to. It is three times as much as can be recorded, and takes
 * oasdiff up to 10 s.
 */
export const LARGEST_DIFFERENCE = 768 * 1024;

type Sides = { readonly before: PrintedDocument; readonly after: PrintedDocument };

/** Compares OpenAPI documents with oasdiff, and finds changes that oasdiff overlooks. */
export const compareOpenApi: CompareKind = (before, after, surroundings) => {
  const [from, to] = [readOpenApi(before.text), readOpenApi(after.text)];
  if ('refusal' in from) { return refused('before', from); }
  if ('refusal' in to) { return refused('after', to); }
  const differ = findDiffer(surroundings);
  if ('failure' in differ) { return differ; }
  const [less, lessAfter] = withSameConstants(...differingParts(from.document, to.document));
  const sides = { before: printed(less), after: printed(lessAfter) };
  const size = Math.max(sides.before.text.length, sides.after.text.length);
  return size > LARGEST_DIFFERENCE ? tooMuch(size) : compared(differ, sides, surroundings);
};

function refused(side: string, { refusal, remedy }: Extract<ReadOpenApi, { refusal: string }>): ContractComparison {
  return { failure: `The OpenAPI document ${side} ${refusal}`, remedy };
}

function tooMuch(size: number): ContractComparison {
  return {
    failure: `The differences between the OpenAPI documents, with all that they refer to, have ${size} characters, but at most ${LARGEST_DIFFERENCE} are compared`,
    remedy: 'Split the document, one for each API, or release the change in parts',
  };
}

function compared(differ: Differ, sides: Sides, surroundings: Surroundings): ContractComparison {
  const [before, after] = [sides.before.document, sides.after.document];
  try {
    const overlooked = overlookedChanges(before, after);
    const { stdout, stderr, succeeded, failure } = answerOf(differ, sides, surroundings);
    if (!succeeded) { return failed(differ.by, failure, stderr); }
    const changes = changesOf(`${stdout}`, sides)?.map(change => corrected(change, before, after));
    return changes
      ? { changes: withOverlooked(changes, overlooked), by: differ.by }
      : failed(differ.by, 'other', 'its answer is not the JSON that is expected');
  } catch (error) {
    if (!(error instanceof TooManySchemas)) { throw error; }
    return {
      failure: `The request bodies of the OpenAPI documents have more than ${MOST_SCHEMAS} schemas, counted for each of their operations`,
      remedy: 'Split the document, one for each API',
    };
  }
}

function corrected(change: ContractChange, before: Json, after: Json): ContractChange {
  const isBreaking = change.isBreaking && !isHarmlessPattern(change, before, after);
  return { ...withPropertyPlace(change, { before, after }), isBreaking };
}

function answerOf(differ: Differ, { before, after }: Sides, { env }: Surroundings) {
  // Documents of 3.0 and 3.1 can be compared only once both are 3.1.
  const mixed = minor(before.document.openapi) === minor(after.document.openapi) ? [] : ['--auto-upgrade'];
  const end = Date.now() + COMPARISON_TIMEOUT;
  const run = (...flags: string[]) => runComparer(
    [...differ.command, ...ARGUMENTS, ...mixed, ...flags, 'before.json', 'after.json'],
    { 'before.json': before.text, 'after.json': after.text },
    env,
    Math.max(1, end - Date.now()),
  );
  // Inside an `allOf`, oasdiff only warns, since a property depends on the others there. Merged, it reports errors.
  const merged = [before, after].some(({ text }) => text.includes('"allOf"')) ? run('--flatten-allof') : undefined;
  // Contradictory parts cannot be merged. Documents that are too large to merge must not count as compared.
  return merged && (merged.succeeded || merged.failure || /out of memory|^fatal error|^panic/m.test(merged.stderr)) ? merged : run();
}

function minor(version: unknown): string {
  return `${version}`.split('.').slice(0, 2).join('.');
}

function failed(by: string, failure: string | undefined, stderr: string): ContractComparison {
  if (failure === 'timeout') {
    return { failure: `${by} was stopped after ${COMPARISON_TIMEOUT / 1000} s`, remedy: 'Split the document, one for each API' };
  }
  const said = stderr.trim().split('\n').find(line => line !== '') ?? 'it gives no reason';
  return { failure: `${by} failed: ${shorten(said, 200)}`, remedy: 'Correct the document; "oasdiff validate" says more' };
}
