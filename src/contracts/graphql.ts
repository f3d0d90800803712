import { readContractText } from './read-text';
import { ContractFault, ReadFile } from './source';

const DEFINITION = /^\s*(?:extend\s+)?(?:schema|type|interface|union|enum|input|scalar|directive)\b/m;
const SDL = 'a schema in the GraphQL schema definition language, with at least one definition such as `type Query { … }`';

/**
 * A schema with the same line breaks on every machine, and without trailing spaces. It is not parsed here: the tool that compares
 * two schemas parses them, and the bytes must not depend on whether that tool is installed.
 */
export function canonicalGraphql(file: string, read: ReadFile): string | ContractFault[] {
  const found = readContractText(file, read);
  if ('fault' in found) { return [found.fault]; }
  const { text } = found;
  if (/^\s*\{/.test(text)) {
    return [{ file, found: 'is JSON or a query', allowed: SDL, remedy: 'write the schema as text, not as the result of an introspection' }];
  }
  if (!DEFINITION.test(text)) { return [{ file, found: 'defines no type', allowed: SDL, remedy: 'name the file with the schema, not the file of a query' }]; }
  return `${text.replace(/[ \t]+$/gm, '').trim()}\n`;
}
