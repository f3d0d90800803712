import { readContractText } from './read-text';
import { ContractFault, ReadFile } from './source';

const DEFINITION = /^\s*(?:extend\s+)?(?:schema|type|interface|union|enum|input|scalar|directive)\b/m;
const SDL = 'a schema in the definition language of GraphQL, with at least one definition such as `type Query { … }`';

/**
 * A schema with the line ends of every machine, without spaces at ends of lines. Whether it is one is only looked at: what
 * compares two schemas parses them, and whether that is installed must not change the bytes.
 */
export function canonicalGraphql(file: string, read: ReadFile): string | ContractFault[] {
  const found = readContractText(file, read);
  if ('fault' in found) { return [found.fault]; }
  const { text } = found;
  if (/^\s*\{/.test(text)) {
    return [{ file, found: 'is JSON or a query', allowed: SDL, remedy: 'write the schema as text, not its introspection' }];
  }
  if (!DEFINITION.test(text)) { return [{ file, found: 'defines no type', allowed: SDL, remedy: 'name the file of the schema, not that of a query' }]; }
  return `${text.replace(/[ \t]+$/gm, '').trim()}\n`;
}
