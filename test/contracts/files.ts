import { canonicalContract, Contract, ContractFault, ContractKind, ReadFile } from '../../src/contracts';

/** Files by their paths, as a folder would have them. */
export type Texts = { readonly [path: string]: string | Buffer };

export function reading(files: Texts): ReadFile {
  return path => Object.hasOwn(files, path) ? { bytes: Buffer.from(files[path]) } : { failure: 'there is no such file' };
}

/** The canonical form of the first file. */
export function canonical(files: Texts, kind: ContractKind = 'openapi'): Contract {
  const found = canonicalContract(kind, Object.keys(files)[0], reading(files));
  if ('faults' in found) { throw new Error(found.faults.map(fault => `${fault.file}:${fault.line} ${fault.found}`).join('\n')); }
  return found.contract;
}

export function documentOf(files: Texts): any {
  return JSON.parse(canonical(files).text);
}

export function faultsOf(files: Texts, kind: ContractKind = 'openapi'): readonly ContractFault[] {
  const found = canonicalContract(kind, Object.keys(files)[0], reading(files));
  return 'faults' in found ? found.faults : [];
}

/** An OpenAPI document with one operation, whose answer is a schema. */
export function openApi(schema: object, rest: object = {}): string {
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Orders', version: '1.0.0' },
    paths: { '/orders': { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } } } },
    ...rest,
  });
}
