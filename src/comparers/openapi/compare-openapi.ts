import { changesOf } from './changes-of';
import { findDiffer } from './find-differ';
import { ContractComparison, differingParts, overlookedChanges, printed, readOpenApi, withOverlooked } from '../../contracts';
import { shorten } from '../../text';
import { COMPARISON_TIMEOUT, runComparer } from '../run-comparer';
import type { CompareKind } from '../surroundings';

const ARGUMENTS = ['changelog', '--format', 'json', '--lang', 'en', '--level', 'INFO', '--allow-external-refs=false'];

/** Compares OpenAPI documents with oasdiff, and looks at what it overlooks. */
export const compareOpenApi: CompareKind = (before, after, surroundings) => {
  const documents = [readOpenApi(before.text), readOpenApi(after.text)] as const;
  for (const [index, read] of documents.entries()) {
    if ('refusal' in read) { return { failure: `The OpenAPI document ${index === 0 ? 'before' : 'after'} ${read.refusal}`, remedy: read.remedy }; }
  }
  const [from, to] = documents.map(read => 'document' in read ? read.document : {});
  const differ = findDiffer(surroundings);
  if ('failure' in differ) { return differ; }
  const [less, lessAfter] = differingParts(from, to);
  const sides = { before: printed(less), after: printed(lessAfter) };
  // What is written in 3.0 and in 3.1 means the same only once both are 3.1.
  const mixed = minor(from.openapi) === minor(to.openapi) ? [] : ['--auto-upgrade'];
  const run = (...flags: string[]) => runComparer(
    [...differ.command, ...ARGUMENTS, ...mixed, ...flags, 'before.json', 'after.json'],
    { 'before.json': sides.before.text, 'after.json': sides.after.text },
    surroundings.env,
  );
  // Inside of an `allOf`, oasdiff only warns: what a property means there depends on the others. Merged, it is told.
  const merged = [sides.before, sides.after].some(({ text }) => text.includes('"allOf"')) ? run('--flatten-allof') : undefined;
  // Parts that no value can fit cannot be merged.
  const { stdout, stderr, succeeded, failure } = merged && (merged.succeeded || merged.failure) ? merged : run();
  if (!succeeded) { return failed(differ.by, failure, stderr); }
  const changes = changesOf(`${stdout}`, sides);
  return changes ? { changes: withOverlooked(changes, overlookedChanges(from, to)), by: differ.by } : failed(differ.by, 'other', 'its answer is not the JSON that is expected');
};

function minor(version: unknown): string {
  return `${version}`.split('.').slice(0, 2).join('.');
}

function failed(by: string, failure: string | undefined, stderr: string): ContractComparison {
  if (failure === 'timeout') {
    return { failure: `${by} was stopped after ${COMPARISON_TIMEOUT / 1000} s`, remedy: 'Split the document, one for each API' };
  }
  const said = stderr.trim().split('\n').find(line => line !== '') ?? 'it says nothing';
  return { failure: `${by} failed: ${shorten(said, 200)}`, remedy: 'Correct the document; "oasdiff validate" says more' };
}
