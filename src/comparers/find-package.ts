import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A package that is installed in the app, or beside this package. */
export interface FoundPackage {
  readonly folder: string;
  readonly manifest: { readonly version: string } & Readonly<Record<string, unknown>>;
  /** Loads one of its modules. */
  load(): unknown;
}

/** Finds a package as Node.js does, first from a folder, then from this one. */
export function findPackage(name: string, cwd: string): FoundPackage | undefined {
  for (const from of [join(cwd, 'package.json'), __filename]) {
    const resolve = createRequire(from);
    try {
      const file = resolve.resolve(`${name}/package.json`);
      return { folder: dirname(file), manifest: JSON.parse(readFileSync(file, 'utf8')), load: () => resolve(name) };
    } catch { /* The next folder may have it. */ }
  }
  return undefined;
}
