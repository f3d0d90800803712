import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FIXTURES = join(__dirname, '../fixtures');
const FOLDERS = ['clean', 'kinds', 'seed'];
const COPIES = ['', 'east-', 'west-'];

/** A repository of several teams, made of what the fixtures have: each of them three times, in namespaces of its own. */
export function foreignWorkloads(folder: string): void {
  for (const prefix of COPIES) {
    for (const file of FOLDERS.flatMap(name => filesIn(name))) {
      const path = join(folder, `${prefix}region`, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, inNamespacesOf(prefix, readFileSync(join(FIXTURES, file), 'utf8')));
    }
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(join(FIXTURES, folder)).flatMap(name => {
    const path = join(folder, name);
    if (statSync(join(FIXTURES, path)).isDirectory()) { return filesIn(path); }
    return /\.ya?ml$/.test(name) ? [path] : [];
  });
}

function inNamespacesOf(prefix: string, text: string): string {
  return text.replace(/(\bnamespace: *)("?)([a-z][\w-]*)/g, `$1$2${prefix}$3`);
}
