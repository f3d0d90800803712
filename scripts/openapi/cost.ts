import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a comparison of large documents has used. */
export interface Cost {
  readonly bytes: number;
  /** Seconds of the processor, of all processes: on a busy machine, others say nothing. */
  readonly cpu: number;
  readonly wall: number;
  /** Of the largest process. */
  readonly mib: number;
  /** How many changes break clients, or why they were not compared. */
  readonly outcome: number | string;
  readonly isRight: boolean;
}

/** Compares one of the large pairs in a process of its own. */
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
