import { spawnSync } from 'node:child_process';

/** How a tool is run. */
export interface ToolOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
  /** In milliseconds. */
  readonly timeout: number;
  /** How it is ended then; `SIGTERM` where undefined, which lets it end its own programs. */
  readonly killSignal?: 'SIGKILL';
  /** More bytes than these are not taken in. */
  readonly largest: number;
}

/** What came of it. */
export interface ToolResult {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly succeeded: boolean;
  /** Why there is no result of the tool itself. */
  readonly failure?: 'missing' | 'timeout' | 'too large' | 'other';
}

const FAILURES: { readonly [code: string]: ToolResult['failure'] } = { ENOENT: 'missing', ETIMEDOUT: 'timeout', ENOBUFS: 'too large' };

/** Runs a tool without a shell, so that nothing in its arguments means anything but itself. */
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
