import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const CAMEL_CASE = /\b[a-z]+[a-z0-9]*[A-Z]\w*/g;

/**
 * Expects that a message names in Python what it names in TypeScript, and that nothing else changed. Every refusal of the
 * tests is held to it, so that none can be forgotten.
 */
export function expectPythonNames(message: string, python: string): void {
  const [before, after] = [wordsOf(message), wordsOf(python)];
  expect(after.filter(word => namesOfTheApi().has(word))).toEqual([]);
  // Words that are not names of the API, such as fields of manifests, stay.
  expect(after).toEqual(before.filter(word => !namesOfTheApi().has(word)));
  expect(valuesOf(python)).toEqual(valuesOf(message).map(value => NOTHING.get(value) ?? value));
}

const NOTHING = new Map([['undefined', 'None'], ['null', 'None'], ['true', 'True'], ['false', 'False']]);

/** Without what users wrote: values, keys, names that are unknown. */
function wordsOf(message: string): string[] {
  const ours = message.split('\n').filter(line => !line.includes("] 'spec."))
    .map(line => line
      .replace(/^ *\[.*?\] /, '')
      .replace(/^'.*?' is .*? Allowed: (no such prop|a prop of )/, '')
      .replace(/' is .*?\. Allowed: /, ' ')
      .replace(/\['.*'\]/, '')
      .replace(/const \{.*/, '')
      .replace(/\{".*?\}\./, ''));
  return ours.flatMap(line => line.match(CAMEL_CASE) ?? []);
}

function valuesOf(message: string): string[] {
  return message.split('\n').flatMap(line => / is ("(?:[^"\\]|\\.)*"|[[{].*?[\]}]|undefined|null|None|true|True|false|False|-?[\d.]+(?: s)?)\. Allowed: /.exec(line)?.[1] ?? []);
}

let names: Set<string> | undefined;

function namesOfTheApi(): Set<string> {
  return names ??= new Set([
    ...[...readFileSync(join(ROOT, 'API.md'), 'utf8').matchAll(/^#{5,6} `(\w+)`/gm)].map(([, name]) => name),
    ...['cdk8s', 'cdk8s-plus-27'].flatMap(library => namesIn(join(dirname(require.resolve(`${library}/package.json`)), '.jsii'))),
  ]);
}

function namesIn(assembly: string): string[] {
  const { types }: { types: Record<string, { methods?: Named[]; properties?: Named[] }> } = JSON.parse(readFileSync(assembly, 'utf8'));
  return Object.values(types).flatMap(({ methods = [], properties = [] }) => [...methods, ...properties].map(({ name }) => name));
}

interface Named {
  readonly name: string;
}
