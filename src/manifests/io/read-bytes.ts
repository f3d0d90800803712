import { readFileSync, statSync } from 'node:fs';

const WORDS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'its permissions do not let you read it',
  EPERM: 'its permissions do not let you read it',
};

/** The bytes of a file, or why it cannot be read, in words. A pipe or a device might never end, so neither is read. */
export function readBytes(file: string, largest: number): { readonly bytes: Buffer } | { readonly failure: string } {
  try {
    const found = statSync(file);
    if (found.isDirectory()) { return { failure: 'it is a folder' }; }
    if (!found.isFile()) { return { failure: 'it is a pipe or a device, not a file' }; }
    if (found.size > largest) { return { failure: `it is larger than ${largest} bytes` }; }
    return { bytes: readFileSync(file) };
  } catch (e) {
    const { code, message } = e as NodeJS.ErrnoException;
    return { failure: WORDS[code ?? ''] ?? message };
  }
}
