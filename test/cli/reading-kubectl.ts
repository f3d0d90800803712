import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { write } from './workspace';

/** What the cluster of a test has. */
export interface Cluster {
  /** @default staging */
  readonly current?: string;
  /** Namespaces with their labels. */
  readonly namespaces?: { readonly [name: string]: { readonly [label: string]: string } };
  /** Objects that `kubectl get --filename=-` finds, whatever is asked for. */
  readonly live?: readonly object[];
}

// Fails at each verb that would change something, and says so in the calls.
const SCRIPT = `#!${process.execPath}
const fs = require('node:fs');
const { current, namespaces, live } = JSON.parse(fs.readFileSync(__dirname + '/cluster.json', 'utf8'));
const args = process.argv.slice(2).filter(arg => !/^--(context|namespace|output)=/.test(arg));
if (args.includes('--filename=-')) { fs.readFileSync(0, 'utf8'); }
const words = args.join(' ');
fs.appendFileSync(__dirname + '/calls', words + '\\n');
const list = items => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const answer = () => {
  if (words === 'config current-context') { return current; }
  if (words === 'version') { return JSON.stringify({ serverVersion: { gitVersion: 'v1.34.4' } }); }
  if (words.startsWith('api-resources')) { return 'namespaces ns v1 false Namespace'; }
  if (words.startsWith('get namespace ')) {
    const labels = namespaces[args[2]];
    return labels ? JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: args[2], labels } }) : '';
  }
  if (words.startsWith('get --filename=-')) { return list(live); }
  if (/^get (horizontalpodautoscalers|configmaps|nodes)/.test(words)) { return list([]); }
  return undefined;
};
const text = answer();
if (text === undefined || text === null) {
  console.error('error: the stand-in does not do this: ' + words);
  process.exit(1);
}
process.stdout.write(text);
`;

/** Puts a `kubectl` on the PATH that only reads; returns what it was asked. */
export function readingKubectl({ current = 'staging', namespaces = {}, live = [] }: Cluster = {}): () => string[] {
  write('bin/cluster.json', JSON.stringify({ current, namespaces, live }));
  chmodSync(write('bin/kubectl', SCRIPT), 0o755);
  const folder = join(process.cwd(), 'bin');
  process.env.PATH = `${folder}${delimiter}${process.env.PATH}`;
  const calls = join(folder, 'calls');
  return () => existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
}
