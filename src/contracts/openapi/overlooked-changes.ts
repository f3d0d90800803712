import type { ContractChange } from '../comparison';
import { changedServerPaths } from './changed-server-paths';
import { closedRequests } from './closed-requests';
import type { Json } from './json';
import { removedQueryParameters } from './removed-query-parameters';
import { reserializedParameters } from './reserialized-parameters';

/** Breaking changes of an OpenAPI document that oasdiff does not report as breaking. */
export function overlookedChanges(before: Json, after: Json): ContractChange[] {
  return [changedServerPaths, removedQueryParameters, reserializedParameters, closedRequests]
    .flatMap(look => look(before, after));
}

/** All changes, each reported once. */
export function withOverlooked(found: readonly ContractChange[], overlooked: readonly ContractChange[]): ContractChange[] {
  const told = new Set(overlooked.map(defectOf));
  return [...found.filter(change => !told.has(defectOf(change))), ...overlooked];
}

function defectOf({ id, operation, text }: ContractChange): string {
  return JSON.stringify([id, operation?.method, operation?.path, text]);
}
