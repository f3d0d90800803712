import { Json } from './json';
import { isMapping } from '../../manifests';
import { shorten, show } from '../../text';

/** In characters of the canonical text. Recorded contracts are far smaller. */
export const LARGEST_DOCUMENT = 8 * 1024 * 1024;

/** How deep values may be nested. */
export const DEEPEST_DOCUMENT = 128;

/** How many paths and webhooks a document may have. */
export const MOST_PATHS = 20_000;

/** A document that can be compared, or why it cannot. */
export type ReadOpenApi = { readonly document: Json } | { readonly refusal: string; readonly remedy: string };

/** Reads an OpenAPI document, and refuses those for which a tool should not be started. */
export function readOpenApi(text: string): ReadOpenApi {
  if (text.length > LARGEST_DOCUMENT) {
    return refused(`has ${text.length} characters, but at most ${LARGEST_DOCUMENT} are compared`, 'Split the document, one for each API');
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return refused(`is not JSON: ${shorten((error as Error).message)}`, 'Record the contract again with this version');
  }
  if (!isMapping(document) || typeof document.openapi !== 'string' || !/^3\.\d+\.\d+/.test(document.openapi)) {
    const version = isMapping(document) ? document.openapi ?? document.swagger : document;
    return refused(`states OpenAPI version ${show(version)}, but only 3.0 and later are compared`, 'Convert the document to OpenAPI 3');
  }
  const paths = sizeOf(document.paths) + sizeOf(document.webhooks);
  if (paths > MOST_PATHS) {
    return refused(`has ${paths} paths, but at most ${MOST_PATHS} are compared`, 'Split the document, one for each API');
  }
  const problem = problemIn(document);
  return problem ?? { document };
}

function sizeOf(value: unknown): number {
  return isMapping(value) ? Object.keys(value).length : 0;
}

/** Values of these keys are data of users, in which `$ref` has no meaning. */
const DATA = new Set(['example', 'default', 'const', 'enum']);

/** Visits each value once, without recursion: a document may be nested more deeply than the call stack allows. */
function problemIn(document: Json): ReadOpenApi | undefined {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_DOCUMENT) {
      return refused(`is nested more than ${DEEPEST_DOCUMENT} levels deep`, 'Name inner schemas under components and refer to them');
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (isMapping(value) && typeof value.$ref === 'string' && !value.$ref.startsWith('#')) {
        return refused(
          `refers to ${show(value.$ref)} in another file, which is not read`,
          'Bundle the document into one file, or record it from its file, which bundles it',
        );
      }
      const inner = Array.isArray(value)
        ? value
        : Object.entries(value as Json).flatMap(([key, item]) => DATA.has(key) ? [] : [item]);
      for (const item of inner) { if (typeof item === 'object' && item !== null) { next.push(item); } }
    }
    level = next;
  }
  return undefined;
}

function refused(why: string, remedy: string): ReadOpenApi {
  return { refusal: why, remedy };
}
