import type { Json } from './json';
import { isMapping } from '../../manifests';
import { OPENAPI_METHODS } from '../comparison';

type IsSame = (one: unknown, other: unknown) => boolean;

/** Two documents without the request bodies, responses and callbacks that are the same in both. */
export function withoutSameBodies(before: Json, after: Json, isSame: IsSame): [Json, Json] {
  const withoutAny = (item: [Json, Json]) => OPENAPI_METHODS.reduce(
    (sides, method) => within(sides, method, operations => withoutBodies(operations, isSame)), item,
  );
  return ['paths', 'webhooks'].reduce<[Json, Json]>(
    (sides, room) => within(sides, room, paths => eachOfBoth(paths, withoutAny)), [before, after],
  );
}

/** The status codes stay: they show which responses are added or removed. */
function withoutBodies(operations: [Json, Json], isSame: IsSame): [Json, Json] {
  const bare = ['requestBody', 'callbacks'].filter(field => isSame(operations[0][field], operations[1][field]));
  const sides = operations.map(operation =>
    Object.fromEntries(Object.entries(operation).filter(([field]) => !bare.includes(field)))) as [Json, Json];
  return within(sides, 'responses', responses => eachOfBoth(responses, both => isSame(...both) ? [{ description: '' }, { description: '' }] : both));
}

/** Both documents, with a field replaced that is a mapping in both. */
function within([one, other]: [Json, Json], field: string, change: (fields: [Json, Json]) => [Json, Json]): [Json, Json] {
  const [was, is] = [one[field], other[field]];
  if (!isMapping(was) || !isMapping(is)) { return [one, other]; }
  const [changed, changedAfter] = change([was, is]);
  return [{ ...one, [field]: changed }, { ...other, [field]: changedAfter }];
}

function eachOfBoth([one, other]: [Json, Json], change: (values: [Json, Json]) => [Json, Json]): [Json, Json] {
  const [was, is]: [Record<string, unknown>, Record<string, unknown>] = [{ ...one }, { ...other }];
  for (const name of Object.keys(one)) {
    const both = [was[name], is[name]];
    if (both.every(isMapping)) { [was[name], is[name]] = change(both as [Json, Json]); }
  }
  return [was, is];
}
