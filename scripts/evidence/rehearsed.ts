import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cell } from './cells';
import { Images } from './disturbances';
import { NotDone, Repetition } from './measurements';
import { repetitionOf } from './repetition';

/** Where it is rehearsed, as the owner of the cluster says. */
export interface Place extends Images {
  readonly context: string;
  /** With Node.js, to send from. */
  readonly sender: string;
  /** The address of a router, and the Gateway that programs it, as NAMESPACE/NAME. */
  readonly router: string;
  readonly gateway: string;
}

/** Requests in a second. */
export const RATE = 30;

export interface Result {
  readonly result: Repetition | NotDone;
  readonly kubernetes?: string;
}

/** Rehearses a cell once, in a namespace and with a host of its own. */
export async function rehearseOnce(cell: Cell, place: Place, namespace: string): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  try {
    const host = `${namespace}.example.com`;
    const sides = cell.manifestsOf(place).map((manifests, i) => {
      const file = join(folder, `v${i + 1}.json`);
      const items = cell.path === 'router' ? [...manifests, routeFor(host, place.gateway)] : manifests;
      writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      return file;
    });
    const out = join(folder, 'rehearsal.json');
    const sender = cell.path === 'router' ? ['--url', place.router, '--host', host] : [`--from-cluster=${place.sender}`];
    const { code, errors } = await runNode([
      'lib/cli/main.js', 'rehearse', ...sides, ...cell.options, ...sender, '--slow-path', cell.slowPath, '--rate', String(RATE),
      '--version-header', 'X-Version', '--context', place.context, '--namespace', namespace, '--yes', '--out', out,
    ]);
    const report = readIfWritten(out);
    if (report === undefined) {
      const complaint = errors.trim().split('\n').slice(-3).join(' ');
      return { result: { error: `exit code ${code}: ${complaint}` } };
    }
    return { result: repetitionOf(report, cell.manifestsOf(place)[1]), kubernetes: report.kubernetes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function routeFor(host: string, gateway: string): object {
  const [namespace, name] = gateway.split('/');
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web' },
    spec: { parentRefs: [{ name, namespace }], hostnames: [host], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
  };
}

function readIfWritten(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function runNode(args: string[]): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', chunk => { errors += chunk; });
    child.on('error', reject);
    child.on('close', code => resolve({ code, errors }));
  });
}
