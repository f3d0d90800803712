import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** The files that the generator is made of; a test compares them with what it imports. */
export const GENERATOR_FILES = ['generator', 'sending', 'request', 'failure-kind', 'send-times', 'streams'] as const;

/** The compiled files, by their names. They import only one another and modules of Node.js. */
export function generatorFiles(): { readonly [name: string]: string } {
  return Object.fromEntries(GENERATOR_FILES.map(name => [`${name}.js`, compiled(name)]));
}

function compiled(name: string): string {
  // Uncompiled sources use the compiled files of lib, since only those run in a pod.
  const folder = extname(__filename) === '.ts' ? __dirname.replace(/src([\\/]rehearse[\\/]load)$/, 'lib$1') : __dirname;
  const file = join(folder, `${name}.js`);
  if (!existsSync(file)) { throw new Error(`${file} is missing, so no pod can send the load. Compile first: npm run compile.`); }
  // The source map is most of the file, and has the paths of the machine that compiled it.
  return readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
}
