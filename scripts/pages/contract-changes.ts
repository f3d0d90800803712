import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consequenceOf } from '../../src/rules/diff/contract/consequences';

const PAIRS = join(__dirname, '../../test/fixtures/openapi-pairs');

/** A kind of change, with the pairs of documents that show what is made of it. */
interface Change {
  readonly words: string;
  readonly pairs: readonly string[];
  /** As the comparison names it, where it breaks clients. */
  readonly id?: string;
}

/** Pairs that say the same in another way are in none of them. */
export const CHANGES: readonly Change[] = [
  { words: 'a path or a method is removed', pairs: ['path-removed', 'method-removed'], id: 'api-removed-without-deprecation' },
  { words: 'a deprecated operation is removed before its `x-sunset`', pairs: ['deprecated-removed-before-sunset'], id: 'api-removed-before-sunset' },
  { words: 'the path of a server URL changes', pairs: ['server-base-path-changed'], id: 'server-path-changed' },
  { words: 'a required parameter or header is added to requests, or an optional one becomes required', pairs: ['required-query-param-added', 'header-param-required-added', 'query-param-became-required'], id: 'new-required-request-parameter' },
  { words: 'a required field is added to requests', pairs: ['request-required-property-added'], id: 'new-required-request-property' },
  { words: 'a parameter is removed', pairs: ['query-param-removed'], id: 'request-parameter-removed' },
  { words: 'requests may no longer have fields that the contract does not name', pairs: ['request-additional-properties-forbidden'], id: 'request-additional-properties-forbidden' },
  { words: 'requests may no longer have a value, type, length or null that was accepted', pairs: ['query-param-maxlength-lowered', 'query-param-type-narrowed', 'request-any-of-branch-removed', 'request-enum-narrowed-in-ref', 'request-no-longer-nullable-31'], id: 'request-property-enum-value-removed' },
  { words: 'a media type is removed from requests', pairs: ['request-media-type-removed'], id: 'request-body-media-type-removed' },
  { words: 'credentials become required', pairs: ['security-added'], id: 'api-security-anonymous-access-removed' },
  { words: 'a required field is removed from responses', pairs: ['response-required-property-removed'], id: 'response-required-property-removed' },
  { words: 'a field in responses changes its type', pairs: ['response-property-type-changed', 'response-type-widened', 'array-items-type-changed', 'recursive-ref-type-changed'], id: 'response-property-type-changed' },
  { words: 'a value or a kind of object is added to a fixed list in responses', pairs: ['response-enum-value-added', 'response-one-of-branch-added'], id: 'response-property-enum-value-added' },
  { words: 'a field in responses may become null', pairs: ['response-became-nullable-30'], id: 'response-property-became-nullable' },
  { words: 'a header is removed from responses', pairs: ['response-header-removed'], id: 'required-response-header-removed' },
  { words: 'a media type is removed from responses', pairs: ['response-media-type-removed'], id: 'response-media-type-removed' },
  { words: 'the status of success changes', pairs: ['success-status-changed'], id: 'response-success-status-removed' },
  { words: 'an optional parameter or field is added to requests', pairs: ['optional-query-param-added', 'request-optional-property-added', 'read-only-required-added-to-request'] },
  { words: 'a field in requests becomes optional or nullable', pairs: ['request-property-became-optional', 'request-became-nullable-30'] },
  { words: 'requests may have additional values', pairs: ['query-param-enum-value-added', 'query-param-maxlength-raised', 'request-one-of-branch-added'] },
  { words: 'a field is added to responses', pairs: ['response-property-added'] },
  { words: 'an optional field is removed from responses', pairs: ['response-optional-property-removed'] },
  { words: 'responses have fewer values, or are no longer null', pairs: ['response-enum-value-removed', 'response-no-longer-nullable-30'] },
  { words: 'a status for errors is added', pairs: ['error-status-added'] },
  { words: 'an operation is deprecated, or removed after its `x-sunset`', pairs: ['operation-marked-deprecated', 'deprecated-then-removed-after-sunset'] },
  { words: 'the document is reorganized without a change of meaning', pairs: ['inline-to-ref-same', 'ref-renamed-same', 'response-all-of-inlined-same', 'path-param-renamed-only'] },
];

/** Whether a pair of documents breaks a client. */
export function breaks(pair: string): boolean {
  return (JSON.parse(readFileSync(join(PAIRS, `${pair}.json`), 'utf8')) as { breaks: boolean }).breaks;
}

/** What is compatible and what is not, as a table: the verdict is that of the pairs, what clients meet that of the rule. */
export function contractChanges(): string {
  const rows = CHANGES.map(({ words, pairs, id }) => {
    const [verdict, ...others] = new Set(pairs.map(breaks));
    if (others.length > 0 || verdict !== (id !== undefined)) { throw new Error(`the pairs of "${words}" do not agree`); }
    return `| ${words} | ${id === undefined ? 'yes | |' : `no | ${consequenceOf({ id }, 'openapi').felt} |`}`;
  });
  return ['| change | compatible | a client that works today |', '| --- | --- | --- |', ...rows].join('\n');
}
