import { PropErrors } from './prop-errors';

/** An object with named values: not a list, Map, Date or the like. */
export function isRecord(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** The objects of a list, each with its path; none if the list is absent or refused. */
export function objectsIn<T>(
  errors: PropErrors,
  prop: string,
  given: T[] | undefined,
  because: string,
): { at: string; value: T }[] {
  if (given === undefined) { return []; }
  if (!Array.isArray(given)) {
    errors.add({ prop, given, allowed: 'a list of objects', because, remedy: 'write it in brackets: [ … ]' });
    return [];
  }
  return Array.from(given, (value, index) => ({ at: `${prop}[${index}]`, value })).filter(({ at, value }) => {
    if (typeof value === 'object' && value !== null) { return true; }
    errors.add({ prop: at, given: value, allowed: 'an object', because, remedy: 'remove it, or give an object' });
    return false;
  });
}

/** A list of strings, such as a program and its arguments. */
export function isListOfWords(value: unknown): value is string[] {
  return Array.isArray(value) && Array.from(value).every(word => typeof word === 'string');
}

/** Refuses a value that is not of this class of cdk8s-plus; judged by shape, since an app may have more than one copy of it. */
export function checkKind(errors: PropErrors, prop: string, given: unknown, kind: string, because: string): void {
  if (typeof (given as { _toKube?: unknown } | null | undefined)?._toKube === 'function') { return; }
  errors.add({ prop, given, allowed: `a ${kind} of cdk8s-plus-27`, because, remedy: `use a factory of ${kind}` });
}
