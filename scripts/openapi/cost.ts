import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The resources used by a comparison of large documents. */
export interface Cost {
  readonly bytes: number;
  /** CPU seconds of all processes: on a busy machine, wall-clock time is not meaningful. */
  readonly cpu: number;
  readonly wall: number;
  /** Of the largest process. */
  readonly mib: number;
  /** How many changes break clients, or why they were not compared. */
  readonly outcome: number | string;
  readonly isRight: boolean;
}

/** Compares one of the large pairs in a separate process. */
export function costOf(name: string, app: string): Cost {
  const root = join(__dirname, '../..');
  const { stdout, stderr } = spawnSync(
    'python3',
    [join(__dirname, 'resources.py'), process.execPath, join(root, 'node_modules/ts-node/dist/bin.js'), '-T', join(__dirname, 'compare-large.ts'), name, app],
    { cwd: root, encoding: 'utf8' },
  );
  const lines = stdout.trim().split('\n');
  if (lines.length !== 2) { throw new Error(`${name}: ${stderr || stdout}`); }
  const [{ start, ...told }, { cpu, mib }] = lines.map(line => JSON.parse(line));
  return { ...told, cpu: cpu - start, mib };
}
