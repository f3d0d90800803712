// Writes each fix that edits make into manifests, judges again, and asks a real API server for what it takes.
//
//   npm run fixes                  all examples of the rules and all fixtures; writes docs/fixes.md
//   npm run fixes -- NAME=PATH …   manifests of others besides, each PATH a file or a folder
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, and asks by dry runs in a namespace of its
// own, which it removes.
import { readFileSync, writeFileSync } from 'node:fs';
import { fixEach, Tried } from './fix-each';
import { page, Row } from './page';
import { fixManifests } from '../../src/engine/fix-manifests';
import { identityOf, ManifestObject, parseManifests, readManifests } from '../../src/manifests';
import { RULES } from '../../src/rules';
import { exampleManifests } from '../../src/rules/examples';
import { isAskable, Json, Server } from '../differential/server';

async function main(named: readonly string[]): Promise<void> {
  const server = await Server.start();
  try {
    const examples = RULES.map(rule => ({ texts: new Map([['example.yaml', exampleManifests(rule.examples.failing)]]), profile: rule.examples.profile }));
    const rows: Row[] = [await rowOf('the failing examples of the rules', examples, server)];
    for (const [name, path] of [['test/fixtures', 'test/fixtures'], ...named.map(each => each.split('='))]) {
      const { objects } = readManifests([path]);
      const files = [...new Set(objects.map(({ file }) => file))];
      const inputs = name === 'test/fixtures' ? files.map(file => ({ texts: textsOf([file]) })) : [{ texts: textsOf(files) }];
      rows.push({ ...await rowOf(name, inputs, server), ...name === 'test/fixtures' ? {} : { atOnce: await fixedAtOnce(objects, server) } });
    }
    const text = page(await server.version(), rows);
    if (named.length > 0) { writeFileSync('docs/fixes.md', text); }
    console.log(text);
    process.exitCode = rows.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
  } finally {
    await server.stop();
  }
}

function textsOf(files: readonly string[]): Map<string, string> {
  return new Map(files.map(file => [file, readFileSync(file, 'utf8')]));
}

interface Input {
  readonly texts: ReadonlyMap<string, string>;
  readonly profile?: object;
}

async function rowOf(name: string, inputs: readonly Input[], server: Server): Promise<Row> {
  const tried: Tried[] = [];
  for (const { texts, profile } of inputs) { tried.push(...await fixEach(texts, profile, (object: Json) => refusal(server, object))); }
  return {
    name,
    fixes: tried.length,
    safe: tried.filter(({ isSafe }) => isSafe).length,
    written: tried.filter(({ isWritten }) => isWritten).length,
    asked: tried.reduce((sum, { asked }) => sum + asked, 0),
    wrong: tried.flatMap(({ wrong }) => wrong),
  };
}

/** What `check --fix --yes` makes of all files together. */
async function fixedAtOnce(objects: readonly ManifestObject[], server: Server): Promise<Row['atOnce']> {
  const { files } = fixManifests({ objects, problems: [] }, {}, file => readFileSync(file, 'utf8'));
  const fixed = files.flatMap(({ file, after }) => parseManifests(file, after).objects);
  const before = new Map(objects.map(object => [identityOf(object), object]));
  let refused = 0;
  for (const object of fixed) {
    const was = before.get(identityOf(object));
    const isTaken = was === undefined || await refusal(server, was.json) === undefined;
    if (isTaken && await refusal(server, object.json) !== undefined) { refused++; }
  }
  return { files: files.length, objects: fixed.length, refused };
}

async function refusal(server: Server, object: Json): Promise<string | undefined> {
  if (!isAskable(object)) { return undefined; }
  const { refused, causes } = await server.ask(object);
  return refused ? causes.map(({ field, message }) => `${field} ${message}`).join('; ') : undefined;
}

void main(process.argv.slice(2));
