import { spawnSync } from 'node:child_process';

/** How a tool is run. */
export interface ToolOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
  /** In milliseconds. */
  readonly timeout: number;
  /** The signal after the timeout; undefined for `SIGTERM`, on which a tool can stop its own child processes. */
  readonly killSignal?: 'SIGKILL';
  /** The largest output, in bytes. */
  readonly largest: number;
}

/** The result of a tool. */
export interface ToolResult {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly succeeded: boolean;
  /** Why the tool did not finish. */
  readonly failure?: 'missing' | 'timeout' | 'too large' | 'other';
}

const FAILURES: { readonly [code: string]: ToolResult['failure'] } = { ENOENT: 'missing', ETIMEDOUT: 'timeout', ENOBUFS: 'too large' };

/** Runs a tool without a shell, so that special characters in its arguments have no effect. */
export function runTool(
  tool: string, args: readonly string[], { cwd, env, input, timeout, killSignal, largest }: ToolOptions,
): ToolResult {
  const { stdout, stderr, status, error: raised } = spawnSync(
    tool,
    args,
    { cwd, env, input, timeout, killSignal, maxBuffer: largest, windowsHide: true },
  );
  const code = (raised as NodeJS.ErrnoException | undefined)?.code ?? '';
  // A process that fails before it reads its input still reports why.
  const error = code === 'EPIPE' ? undefined : raised;
  const failure = error ? FAILURES[code] ?? 'other' : undefined;
  return {
    stdout: stdout ?? Buffer.alloc(0),
    stderr: error && failure === 'other' ? error.message : (stderr ?? '').toString(),
    succeeded: status === 0 && !error,
    failure,
  };
}
