import type { ContractChange } from '../comparison';
import type { Json } from './json';
import { operationsOfBoth, parametersOf } from './operations';

/** Servers ignore unknown query parameters: clients get a response that they did not ask for, without an error. */
export function removedQueryParameters(before: Json, after: Json): ContractChange[] {
  return operationsOfBoth(before, after).flatMap(both => {
    const left = new Set(parametersOf(after, both.after).filter(isQuery).map(({ name }) => name));
    return parametersOf(before, both.before)
      // If the removal was announced, oasdiff checks whether the date has come.
      .filter(parameter => isQuery(parameter) && parameter.value.deprecated !== true && !left.has(parameter.name))
      .map(({ name, at }): ContractChange => ({
        id: 'request-parameter-removed',
        isBreaking: true,
        operation: both.before.operation,
        text: `The release removes the \`query\` request parameter \`${name}\``,
        at,
        side: 'before',
      }));
  });
}

function isQuery(parameter: { readonly in: string }): boolean {
  return parameter.in === 'query';
}
