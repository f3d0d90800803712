import { resolve } from 'node:path';
import { PropErrors } from './prop-errors';
import { Contract, canonicalContract, CONTRACT_KINDS, LARGEST_CONTRACT_FILE, whereOf } from '../../contracts';
import { ApiContract } from '../../intent/api-contract';
import { readBytes } from '../../manifests';

const FACTORIES = { openapi: 'openApi', graphql: 'graphql', protobuf: 'protobuf' };
const UNKNOWN = 'Nothing would be compared: a release that breaks clients would not be found before it is applied.';

/** The contract that a prop names, as it is recorded; undefined, with refusals, where it cannot be recorded. */
export function checkedContract(errors: PropErrors, prop: string, given: ApiContract | undefined): Contract | undefined {
  if (given === undefined) { return undefined; }
  const { kind, path } = given?._file ?? {};
  if (!CONTRACT_KINDS.some(known => known === kind)) {
    errors.add({ prop, given, allowed: "ApiContract.openApi('openapi/v1.yaml') or another factory of ApiContract", because: UNKNOWN, remedy: 'use a factory of ApiContract' });
    return undefined;
  }
  const at = `${prop} (ApiContract.${FACTORIES[kind]})`;
  if (typeof path !== 'string' || path === '') {
    errors.add({ prop: at, given: path, allowed: "the path of a file, such as 'openapi/v1.yaml'", because: UNKNOWN, remedy: 'give it, relative to the working directory of the app' });
    return undefined;
  }
  const canonical = canonicalContract(kind, withSlashes(path), file => readBytes(resolve(file), LARGEST_CONTRACT_FILE));
  if ('contract' in canonical) { return canonical.contract; }
  canonical.faults.forEach((fault, i) => errors.add({
    // Each fault is reported; the first one under the path of the prop itself.
    prop: i === 0 ? at : `${at} (${i + 1})`,
    given: path,
    allowed: fault.allowed,
    because: `${whereOf(fault)} ${fault.found}. ${UNKNOWN}`,
    remedy: fault.remedy,
  }));
  return undefined;
}

// Names in the record have the same separators everywhere.
function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
