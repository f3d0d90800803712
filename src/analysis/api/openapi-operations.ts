import { OPENAPI_METHODS, Operation, operationKey } from '../../contracts/comparison';
import { isMapping, RecordedContract } from '../../manifests';
import { once } from '../memoize';

/** An operation of a recorded OpenAPI document. */
export interface RecordedOperation extends Operation {
  /** Its place, as the segments of a JSON pointer. */
  readonly at: readonly string[];
  /** Whether it has its own servers, which override those of the document. */
  readonly hasOwnServers: boolean;
}

/** No real document has more of them. */
const MOST_OPERATIONS = 20_000;

const documentOf = once((contract: RecordedContract): Record<string, unknown> =>
  contract.kind === 'openapi' ? JSON.parse(contract.text) as Record<string, unknown> : {});

/** The operations of an OpenAPI document; empty for another kind of contract. */
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

/** The operations that one contract has and another does not. */
export function addedOperations(before: RecordedContract, after: RecordedContract): RecordedOperation[] {
  const known = new Set(operationsOf(before).map(operationKey));
  return operationsOf(after).filter(operation => !known.has(operationKey(operation)));
}

/**
 * The path of each server, which precedes the paths of the document in the URLs that clients call: empty for the root.
 * Undefined if a server has variables, or is relative to the location of the document.
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

/** Whether a document names its servers. */
export function hasServers(contract: RecordedContract): boolean {
  const { servers } = documentOf(contract);
  return Array.isArray(servers) && servers.length > 0;
}
