import { spawn } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs kubectl while other things go on, such as load. */
export function tryKubectl(args: string[], input?: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', args);
    let [out, err] = ['', ''];
    child.stdout.on('data', text => { out += text; });
    child.stderr.on('data', text => { err += text; });
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? 1, out, err }));
    child.stdin.end(input);
  });
}

export async function kubectl(args: string[], input?: string): Promise<string> {
  const { code, out, err } = await tryKubectl(args, input);
  if (code !== 0) { throw new Error(`kubectl ${args.join(' ')}: ${err}`); }
  return out;
}

/** A namespace that is there while something is done, and nothing of it afterwards. */
export async function inNamespace<T>(name: string, todo: () => Promise<T>): Promise<T> {
  await kubectl(['create', 'namespace', name]);
  try {
    return await todo();
  } finally {
    await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--timeout=180s']);
  }
}
