import { CompareContracts, Contract, ContractChange } from '../../src/contracts';

type Json = { readonly [key: string]: Json | undefined } & { readonly required?: readonly string[] };

/**
 * A small comparison of OpenAPI documents for the tests of rules: operations, servers, and required fields of request bodies. What
 * it says has the form of the real ones, which are tested with test/comparers.
 */
export const comparesForTests: CompareContracts = (before, after) => {
  if (before.kind !== 'openapi' || after.kind !== 'openapi') { return { failure: 'Only OpenAPI is compared here', remedy: 'Install another one' }; }
  const [old, now] = [before, after].map(operationsIn);
  const kept = [...old.keys()].filter(key => now.has(key));
  const of = (key: string): ContractChange['operation'] => ({ method: key.split(' ')[0].toUpperCase(), path: key.split(' ')[1] });
  const at = (key: string): string[] => ['paths', ...key.split(' ').reverse()];
  const changes: ContractChange[] = [
    ...[...old.keys()].filter(key => !now.has(key)).map((key): ContractChange => ({
      id: 'api-removed-without-deprecation', isBreaking: true, operation: of(key), text: 'the operation is removed', at: at(key), side: 'before',
    })),
    ...[...now.keys()].filter(key => !old.has(key)).map((key): ContractChange => ({
      id: 'endpoint-added', isBreaking: false, operation: of(key), text: 'the operation is added', at: at(key), side: 'after',
    })),
    ...kept.flatMap(key => addedTo(requiredIn(old.get(key)), requiredIn(now.get(key))).map((field): ContractChange => ({
      id: 'request-property-became-required',
      isBreaking: true,
      operation: of(key),
      text: `the request property ${field} became required`,
      at: [...at(key), ...SCHEMA, 'required', String(requiredIn(now.get(key)).indexOf(field))],
      side: 'after',
    }))),
  ];
  return { changes, by: 'a comparison for tests' };
};

const SCHEMA = ['requestBody', 'content', 'application/json', 'schema'];

function operationsIn({ text }: Contract): Map<string, Json> {
  const { paths = {} } = JSON.parse(text) as { paths?: Record<string, Record<string, Json>> };
  return new Map(Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as const)));
}

function addedTo(old: readonly string[], now: readonly string[]): string[] {
  return now.filter(field => !old.includes(field));
}

function requiredIn(operation: Json | undefined): readonly string[] {
  return SCHEMA.reduce<Json | undefined>((value, key) => value?.[key], operation)?.required ?? [];
}
