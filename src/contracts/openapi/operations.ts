import { isMapping } from '../../manifests';
import { OPENAPI_METHODS, Operation, operationKey } from '../comparison';
import { items, Json, located, Located, members, Pointer } from './json';

/** An operation of a document, with the fields of its path that apply to all operations. */
export interface DocumentedOperation {
  readonly operation: Operation;
  readonly path: Located;
  readonly own: Located;
}

/** An operation that both documents have. */
export interface OperationOfBoth {
  readonly before: DocumentedOperation;
  readonly after: DocumentedOperation;
}

export function operationsOfBoth(before: Json, after: Json): OperationOfBoth[] {
  const later = new Map(operationsOf(after).map(each => [operationKey(each.operation), each]));
  return operationsOf(before).flatMap(each => {
    const same = later.get(operationKey(each.operation));
    return same ? [{ before: each, after: same }] : [];
  });
}

function operationsOf(document: Json): DocumentedOperation[] {
  return members(document.paths, ['paths']).flatMap(({ name, value, at }) => {
    const path = located(document, value, at);
    return path ? OPENAPI_METHODS.flatMap(method => {
      const own = path.value[method];
      const operation = { method: method.toUpperCase(), path: name };
      return isMapping(own) ? [{ operation, path, own: { value: own, at: [...path.at, method] } }] : [];
    }) : [];
  });
}

/** A parameter in the place where it is written. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly value: Json;
  readonly at: Pointer;
}

/** The parameters of an operation: its own override those of its path. */
export function parametersOf(document: Json, { path, own }: DocumentedOperation): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { value, at } of [path, own]) {
    for (const item of items(value.parameters, [...at, 'parameters'])) {
      const parameter = located(document, item.value, item.at);
      if (typeof parameter?.value.name !== 'string' || typeof parameter.value.in !== 'string') { continue; }
      found.set(`${parameter.value.in} ${parameter.value.name}`, { ...parameter, name: parameter.value.name, in: parameter.value.in });
    }
  }
  return [...found.values()];
}
