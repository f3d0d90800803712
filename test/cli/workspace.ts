import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run';
import { exampleManifests } from '../../src/rules/examples';

/** What a command prints, and how it exits. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own as the working directory of each test. */
export function inWorkspace(): void {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'check-')));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
}

/** Writes a file of the working directory. */
export function write(name: string, text: string): string {
  mkdirSync(dirname(name), { recursive: true });
  writeFileSync(name, text);
  return name;
}

interface Terminal {
  readonly stdin?: string;
  readonly colours?: boolean;
  readonly today?: string;
  readonly width?: number;
}

export function command(args: string[], { stdin = '', colours = false, today = '2026-11-28', width }: Terminal = {}): Outcome {
  let [out, err] = ['', ''];
  const code = run(args, {
    colours,
    ...width !== undefined && { width },
    today: () => today,
    stdin: () => stdin,
    out: text => { out += text; },
    err: text => { err += text; },
  }) as number;
  return { code, out, err };
}

/** `check`, for a recent cluster, so that the service of the examples is clean. */
export function check(...args: string[]): Outcome {
  return command(['check', '--kubernetes-version', '1.34', ...args]);
}

/** A service without findings. */
export const CLEAN = exampleManifests('');

/** The same, but none of its pods may be evicted. */
export const BLOCKED = exampleManifests('{ kind: PodDisruptionBudget, spec: { maxUnavailable: 0 } }');

/** An error with an acknowledgement. */
export const ACKNOWLEDGED = exampleManifests(`
kind: PodDisruptionBudget
metadata: { annotations: { cdk8s-zero-downtime/acknowledge.pdb-blocks-eviction: jobs of 12 hours } }
spec: { maxUnavailable: 0 }
`);

/** What they are about. */
export const RULE = 'pdb-blocks-eviction';
