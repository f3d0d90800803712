import { posix } from 'node:path';
import { Bundle } from './bundle';
import { Files, Place } from './files';
import { isMapping } from '../../manifests';
import { sortedJson } from '../sorted-json';
import { ContractFault, ReadFile } from '../source';

/** OpenAPI requires both, but clients do not rely on them: a new `info.version` in a release does not change the contract. */
const INFO = { title: 'contract', version: '0' };

/**
 * An OpenAPI document as one JSON file with sorted keys, without the parts that clients do not rely on. The order of parameters,
 * servers and composed schemas is kept; the order in `required`, `enum` and `type` has no meaning.
 */
export function canonicalOpenApi(file: string, read: ReadFile): string | ContractFault[] {
  const files = new Files(read);
  const root = files.root(posix.normalize(file));
  if (root) { checkDocument(files, root); }
  if (!root || files.faults.length > 0) { return [...files.faults]; }
  const document = new Bundle(files).of(root);
  return files.faults.length > 0 ? distinct(files.faults) : `${JSON.stringify(sortedJson({ ...document, info: INFO }), null, 1)}\n`;
}

function checkDocument(files: Files, root: Place): void {
  const { value } = root;
  const document = isMapping(value) ? value : {};
  const { openapi, swagger, paths, webhooks } = document;
  const refuse = (found: string, remedy: string, at: string[] = []): void =>
    files.refuse({ ...root, path: at }, found, { allowed: 'an OpenAPI document, 3.0 or newer, with at least one path', remedy });
  if (swagger !== undefined) {
    refuse(`is a document of Swagger ${String(swagger)}, which is not compared`, 'convert it to OpenAPI 3, for example with swagger2openapi, and record the result', ['swagger']);
  } else if (openapi === undefined) {
    refuse("has no field 'openapi'", 'name the OpenAPI document itself, not a part of it');
  } else if (!/^3\.\d/.test(String(openapi))) {
    refuse(`has the version ${JSON.stringify(openapi)} of OpenAPI`, 'write openapi: 3.0.3, or the version of the document', ['openapi']);
  } else if (isEmpty(paths) && isEmpty(webhooks)) {
    refuse('has no paths', 'name the document that has paths, or leave the contract out', ['paths']);
  }
}

function isEmpty(paths: unknown): boolean {
  return !isMapping(paths) || Object.keys(paths).length === 0;
}

function distinct(faults: readonly ContractFault[]): ContractFault[] {
  return [...new Map(faults.map(fault => [JSON.stringify(fault), fault])).values()];
}
