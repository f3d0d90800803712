import { ContractFault, ReadFile } from './source';

/** The text of a file, with the same line breaks on every machine, or why it cannot be read. */
export function readContractText(file: string, read: ReadFile): { readonly text: string } | { readonly fault: ContractFault } {
  const found = read(file);
  if ('failure' in found) {
    return { fault: { file, found: `cannot be read: ${found.failure}`, allowed: 'a file that can be read, by a path from the working directory', remedy: 'check the path' } };
  }
  return { text: found.bytes.toString('utf8').replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') };
}
