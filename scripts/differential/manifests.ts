import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { errorsIn, newIn } from './judged';
import { mutated, mutationsOf } from './mutations';
import { kindOf } from './normalize';
import { isAskable, Json, Server } from './server';
import { RULES } from '../../src/rules';
import { exampleManifests } from '../../src/rules/examples';

/** How often the server refused changes of one kind, and how often check reported them. */
export interface Agreement {
  refused: number;
  reported: number;
  /** A change that check does not report. */
  missed?: string;
}

export interface ManifestRun {
  readonly mutations: number;
  readonly refused: ReadonlyMap<string, Agreement>;
  /** Changes that the server accepts although check predicts a refusal. */
  readonly falseAlarms: readonly string[];
}

const FOLDERS = ['test/fixtures/clean', 'test/fixtures/defects'];

/** Changes manifests at random, and compares what the server refuses with what check reports. */
export async function compareManifests(server: Server, wanted: number, seed: number): Promise<ManifestRun> {
  const sources = (await Promise.all((wanted === 0 ? [] : sourcesOf()).map(objects => accepted(server, objects)))).filter(({ indexes }) => indexes.length > 0);
  const places = sources.flatMap(({ objects, indexes }) => indexes.map(index => ({ objects, index })));
  const each = Math.ceil(wanted / places.length);
  const refused = new Map<string, Agreement>();
  const falseAlarms: string[] = [];
  let mutations = 0;
  for (const [i, { objects, index }] of places.entries()) {
    const before = errorsIn(objects);
    await Promise.all(mutationsOf(objects[index], each, seed + i).map(async mutation => {
      const changed = mutated(objects[index], mutation);
      const answer = await server.ask(changed);
      mutations++;
      const after = errorsIn(objects.map((object, other) => other === index ? changed : object));
      const what = `${changed.kind} ${mutation.path.join('.')} ${mutation.change}: ${JSON.stringify(mutation.value)?.slice(0, 60) ?? 'removed'}`;
      if (answer.refused) {
        note(refused, `${kindOf(answer.causes[0])}`, newIn(before.all, after.all).length > 0, what);
      } else {
        falseAlarms.push(...newIn(before.refusals, after.refusals).map(text => `${what}: ${text}`));
      }
    }));
  }
  return { mutations, refused, falseAlarms };
}

function note(refused: Map<string, Agreement>, kind: string, isReported: boolean, what: string): void {
  const agreement = refused.get(kind) ?? { refused: 0, reported: 0 };
  agreement.refused++;
  if (isReported) { agreement.reported++; } else { agreement.missed ??= what; }
  refused.set(kind, agreement);
}

/** The objects of a source that the server accepts unchanged. */
async function accepted(server: Server, objects: Json[]): Promise<{ readonly objects: Json[]; readonly indexes: number[] }> {
  const answers = await Promise.all(objects.map(async object => isAskable(object) && !(await server.ask(object)).refused));
  return { objects, indexes: answers.flatMap((isTaken, index) => isTaken ? [index] : []) };
}

function sourcesOf(): Json[][] {
  const files = FOLDERS.flatMap(folder => readdirSync(folder).filter(file => /^(?!.*README).*\.yaml$/.test(file) && (folder.endsWith('clean') || file.startsWith('base')))
    .map(file => readFileSync(join(folder, file), 'utf8')));
  const examples = RULES.map(({ examples: { passing } }) => exampleManifests(passing));
  // Examples share most of their objects.
  const known = new Set<string>();
  return [...files, ...examples].map(text => (loadAll(text) as Json[]).filter(object => object?.apiVersion !== undefined)).filter(objects => {
    const text = JSON.stringify(objects);
    return !known.has(text) && known.add(text);
  });
}
