import type { ContractChange } from '../comparison';
import { Json, located } from './json';
import { operationsOfBoth, Parameter, parametersOf } from './operations';

/** The default style for each `in` of a parameter. */
const STYLES: { readonly [place: string]: string } = { query: 'form', cookie: 'form', path: 'simple', header: 'simple' };

/** A list or an object that is serialized differently is read as another value: `x=1,2` is one item where `x=1&x=2` were two. */
export function reserializedParameters(before: Json, after: Json): ContractChange[] {
  return operationsOfBoth(before, after).flatMap(both => {
    const later = new Map(parametersOf(after, both.after).map(parameter => [`${parameter.in} ${parameter.name}`, parameter]));
    return parametersOf(before, both.before).flatMap((was): ContractChange[] => {
      const is = later.get(`${was.in} ${was.name}`);
      if (!is || !isComposed(before, was) || !isComposed(after, is) || wayOf(was) === wayOf(is)) { return []; }
      return [{
        id: 'request-parameter-serialization-changed',
        isBreaking: true,
        operation: both.before.operation,
        text: `The \`${is.in}\` request parameter \`${is.name}\` is written as ${wayOf(is)} instead of ${wayOf(was)}`,
        at: is.at,
        side: 'after',
      }];
    });
  });
}

function isComposed(document: Json, { value, at }: Parameter): boolean {
  const schema = located(document, value.schema, [...at, 'schema'])?.value;
  return schema !== undefined && [schema.type].flat().every(type => type === 'array' || type === 'object');
}

/** `style: form, explode: true`. */
function wayOf({ in: place, value }: Parameter): string {
  const style = typeof value.style === 'string' ? value.style : STYLES[place];
  const explode = typeof value.explode === 'boolean' ? value.explode : style === 'form';
  return `\`style: ${style}, explode: ${explode}\``;
}
