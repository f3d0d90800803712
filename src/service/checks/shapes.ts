import { Refusals } from './refusals';

/** An object with named values: no list, Map, Date or the like. */
export function isRecord(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** A list without holes, every element of which is an object; an empty one if it is absent, else what is left of it. */
export function listOfObjects<T>(refusals: Refusals, prop: string, given: T[] | undefined, because: string): T[] {
  if (given === undefined) { return []; }
  if (!Array.isArray(given)) {
    refusals.add({ prop, given, allowed: 'a list', because, remedy: `write ${prop}: [ … ]` });
    return [];
  }
  return Array.from(given).filter((element, index) => {
    if (typeof element === 'object' && element !== null) { return true; }
    refusals.add({ prop: `${prop}[${index}]`, given: element, allowed: 'an object', because, remedy: 'remove it, or give an object' });
    return false;
  });
}

/** A list of words, as a program and its arguments. */
export function isListOfWords(value: unknown): value is string[] {
  return Array.isArray(value) && Array.from(value).every(word => typeof word === 'string');
}
