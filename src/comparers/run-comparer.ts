import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool, ToolResult } from '../sources';

/** The time limit of a comparison, in milliseconds, for any hostile contract. */
export const COMPARISON_TIMEOUT = 60_000;

/** In bytes: a longer answer is not read. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

// The variables that programs need to start. No other setting of users reaches a tool, so that none hides changes from it.
const NEEDED = ['PATH', 'Path', 'SystemRoot', 'SYSTEMROOT'];

/** Starts a tool in a folder of its own with only these files. */
export function runComparer(
  command: readonly [string, ...string[]],
  files: { readonly [name: string]: string | Buffer },
  env: NodeJS.ProcessEnv,
  timeout = COMPARISON_TIMEOUT,
): ToolResult {
  const cwd = mkdtempSync(join(tmpdir(), 'cdk8s-zero-downtime-'));
  try {
    for (const [name, text] of Object.entries(files)) { writeFileSync(join(cwd, name), text); }
    const [tool, ...args] = command;
    // A memory limit above which Go collects garbage all the time.
    const clean: NodeJS.ProcessEnv = { GOMEMLIMIT: '400MiB', HOME: cwd, USERPROFILE: cwd, TMPDIR: cwd, TEMP: cwd };
    for (const name of NEEDED) { if (env[name] !== undefined) { clean[name] = env[name]; } }
    return runTool(tool, args, { cwd, env: clean, timeout, killSignal: 'SIGKILL', largest: LARGEST_ANSWER });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
