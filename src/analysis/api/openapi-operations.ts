import { OPENAPI_METHODS, Operation, operationKey } from '../../contracts/comparison';
import { isMapping, RecordedContract } from '../../manifests';
import { once } from '../memoize';

/** An operation of a recorded OpenAPI document. */
export interface RecordedOperation extends Operation {
  /** Where it stands, as the segments of a JSON pointer. */
  readonly at: readonly string[];
  /** Whether it has servers of its own, in place of those of the document. */
  readonly hasOwnServers: boolean;
}

/** More of them are in no document that people write. */
const MOST_OPERATIONS = 20_000;

const documentOf = once((contract: RecordedContract): Record<string, unknown> =>
  contract.kind === 'openapi' ? JSON.parse(contract.text) as Record<string, unknown> : {});

/** The operations of an OpenAPI document; none of another kind of contract. */
export const operationsOf = once((contract: RecordedContract): readonly RecordedOperation[] => {
  const { paths } = documentOf(contract);
  if (!isMapping(paths)) { return []; }
  return Object.entries(paths).flatMap(([path, item]) => path.startsWith('/') && isMapping(item) ? operationsAt(path, item) : [])
    .slice(0, MOST_OPERATIONS);
});

function operationsAt(path: string, item: Record<string, unknown>): RecordedOperation[] {
  return OPENAPI_METHODS.filter(method => isMapping(item[method])).map(method => ({
    method: method.toUpperCase(),
    path,
    at: ['paths', path, method],
    hasOwnServers: [item, item[method]].some(place => isMapping(place) && place.servers !== undefined),
  }));
}

/** The operations that one contract has, and another has not. */
export function addedOperations(before: RecordedContract, after: RecordedContract): RecordedOperation[] {
  const known = new Set(operationsOf(before).map(operationKey));
  return operationsOf(after).filter(operation => !known.has(operationKey(operation)));
}

/**
 * What stands before the paths of a document in the addresses that clients call, one for each server: empty for the root.
 * Undefined where a server has variables, or is relative to where the document was read.
 */
export const basePathsOf = once((contract: RecordedContract): readonly (string | undefined)[] => {
  const { servers } = documentOf(contract);
  if (!Array.isArray(servers) || servers.length === 0) { return ['']; }
  return servers.map(server => isMapping(server) && typeof server.url === 'string' ? basePathOf(server.url) : undefined);
});

function basePathOf(url: string): string | undefined {
  const [path] = url.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '').split(/[?#]/);
  const isKnown = !url.includes('{') && (path === '' || path.startsWith('/')) && url !== '';
  return isKnown ? path.replace(/\/+$/, '') : undefined;
}

/** Whether a document says where it is served. */
export function hasServers(contract: RecordedContract): boolean {
  const { servers } = documentOf(contract);
  return Array.isArray(servers) && servers.length > 0;
}
