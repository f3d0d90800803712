import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { complaintOf } from './complaint';

/** The result of a call of kubectl. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** Why there is no answer of kubectl itself. */
  readonly failure?: 'missing' | 'timeout' | 'too large' | 'interrupted';
}

export interface CallOptions {
  readonly input?: string;
  /** In milliseconds. @default 60 s */
  readonly timeout?: number;
}

/** A call that writes until it is stopped. */
export interface Stream {
  /** Resolves when kubectl has ended, for any reason. */
  readonly ended: Promise<Answer>;
  stop(): Promise<Answer>;
}

/** kubectl with one context and one namespace, which every call names: calls do not depend on the current context. */
export interface Kubectl {
  readonly context: string;
  readonly namespace: string;
  /** Never rejects: a failure is an answer, too. */
  call(args: readonly string[], options?: CallOptions): Promise<Answer>;
  /** Each line as it comes. */
  stream(args: readonly string[], onLine: (line: string) => void, options?: Pick<CallOptions, 'input'>): Stream;
}

const TIMEOUT = 60_000;
const LARGEST = 64 * 1024 * 1024;
/** The kept end of a stream's error output. */
const COMPLAINT = 16 * 1024;

/** The kubectl on the PATH, with the user's own login. */
export function kubectlIn(context: string, namespace: string): Kubectl {
  const common = [`--context=${context}`, `--namespace=${namespace}`];
  return {
    context,
    namespace,
    call: (args, options = {}) => call([...common, ...args], options),
    stream: (args, onLine, options = {}) => stream([...common, ...args], onLine, options),
  };
}

/** The output of kubectl; a failure is thrown as a sentence with the remedy. */
export async function answerOf(kubectl: Kubectl, args: readonly string[], options?: CallOptions): Promise<string> {
  const answer = await kubectl.call(args, options);
  if (answer.code !== 0 || answer.failure) { throw new Error(complaintOf(answer)); }
  return answer.stdout;
}

/** The current context, if there is one: only to ask for its name. */
export async function currentContext(): Promise<string | undefined> {
  const { stdout, code } = await call(['config', 'current-context'], {});
  return code === 0 ? stdout.trim() || undefined : undefined;
}

function start(args: readonly string[], input: string | undefined): ChildProcessWithoutNullStreams {
  // A user's own defaults for kubectl could change what it prints.
  const child = spawn('kubectl', args, { env: { ...process.env, LC_ALL: 'C', KUBECTL_KUBERC: 'false' }, windowsHide: true });
  // A process that fails before it reads its input still reports why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return child;
}

function call(args: readonly string[], { input, timeout = TIMEOUT }: CallOptions): Promise<Answer> {
  return new Promise(resolve => {
    const child = start(args, input);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let failure: Answer['failure'];
    const give = (why: Answer['failure']): void => { failure ??= why; child.kill('SIGKILL'); };
    const timer = setTimeout(() => give('timeout'), timeout);
    const keep = (chunks: Buffer[]) => (chunk: Buffer): void => {
      size += chunk.length;
      if (size > LARGEST) { give('too large'); } else { chunks.push(chunk); }
    };
    const end = (code: number | null, stderr: string): void => {
      clearTimeout(timer);
      resolve({ stdout: Buffer.concat(out).toString(), stderr, code: code ?? 1, failure });
    };
    child.stdout.on('data', keep(out));
    child.stderr.on('data', keep(err));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') { failure = 'missing'; }
      end(1, error.message);
    });
    child.on('close', code => end(code, Buffer.concat(err).toString()));
  });
}

function stream(args: readonly string[], onLine: (line: string) => void, { input }: Pick<CallOptions, 'input'>): Stream {
  const child = start(args, input);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => { stderr = (stderr + chunk.toString()).slice(-COMPLAINT); });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', onLine);
  const ended = new Promise<Answer>(resolve => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ stdout: '', stderr: error.message, code: 1, failure: error.code === 'ENOENT' ? 'missing' : undefined }));
    child.on('close', code => { lines.close(); resolve({ stdout: '', stderr, code: code ?? 1 }); });
  });
  return {
    ended,
    stop: () => {
      child.kill('SIGTERM');
      // kubectl may wait for an answer of its own.
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      return ended.finally(() => clearTimeout(timer));
    },
  };
}
