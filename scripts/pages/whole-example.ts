import { createTwoFilesPatch } from 'diff';
import { dump, loadAll } from 'js-yaml';
import { isMapping } from '../../src/manifests';
import { exampleManifests } from '../../src/rules/examples';

type Json = { [key: string]: unknown };

/** The same objects before and after a change: two whole examples, or the two sides of an update. */
export type Sides = readonly string[];

/** What every Deployment of an example shows, so that it can be applied as it is. */
const REQUIRED: Json = {
  apiVersion: true,
  kind: true,
  metadata: { name: true, namespace: true },
  spec: { replicas: true, selector: true, template: { metadata: { labels: true }, spec: { containers: [{ name: true, image: true }] } } },
};

/**
 * The least whole manifests that show what a rule is about: of the service that its examples are merged into only the objects
 * that matter, and of a long Deployment only the required fields and those that the examples name.
 *
 * @param examples the parts, as a rule has them
 * @param holds whether the rule says the same of some manifests as of those that the examples stand for
 */
export function wholeExamples(examples: readonly string[], holds: (sides: Sides) => boolean): Sides {
  const parts = examples.flatMap(example => loadAll(example) as Json[]);
  const sides = examples.map(example => loadAll(exampleManifests(example)) as Json[]);
  return [...candidates(sides, parts)].find(holds) ?? sides.map(yamlOf);
}

/** What differs between two pieces of YAML. */
export function changedLines(before: string, after: string): string {
  const patch = createTwoFilesPatch('', '', before, after, '', '', { context: 3 }).split('\n').slice(4);
  return patch.filter(line => !line.startsWith('\\')).map(line => line.startsWith('@@') ? ' …' : line)
    .filter((line, i) => i > 0 || line !== ' …').join('\n').trimEnd();
}

/** Ever more of the manifests, until the rule says of them what it says of all. */
function* candidates(sides: readonly Json[][], parts: readonly Json[]): Generator<Sides> {
  const touched = (object: Json): boolean => parts.some(part => isAbout(part, object));
  const also = (...kinds: string[]) => (object: Json): boolean => touched(object) || kinds.includes(object.kind as string);
  for (const shorten of [(object: Json) => pruned(object, parts), (object: Json) => object]) {
    for (const chosen of [touched, also('Deployment'), also('Deployment', 'Service'), () => true]) {
      const some = sides.map(objects => objects.filter(chosen).map(shorten));
      if (some.every(objects => objects.length > 0)) { yield some.map(yamlOf); }
    }
  }
}

function isAbout(part: Json, { kind, metadata }: Json): boolean {
  const name = (part.metadata as Json | undefined)?.name;
  return part.kind === kind && (name === undefined || name === (metadata as Json).name);
}

function pruned(object: Json, parts: readonly Json[]): Json {
  if (object.kind !== 'Deployment') { return object; }
  return [REQUIRED, ...parts.filter(part => isAbout(part, object))].reduce<Json>((kept, part) => together(kept, picked(object, part) as Json), {});
}

/** Of a value what another one names. */
function picked(value: unknown, names: unknown): unknown {
  if (isMapping(value) && isMapping(names)) {
    return Object.fromEntries(Object.entries(value).filter(([key]) => key in names).map(([key, inner]) => [key, picked(inner, names[key])]));
  }
  if (isNamedList(value) && Array.isArray(names)) {
    return value.map(item => picked(item, { name: true, ...names.find(each => isMapping(each) && (each.name === item.name || each.name === true)) }));
  }
  return value;
}

/** In the order of the longer one, what either has. */
function together(one: unknown, other: unknown): any {
  if (isMapping(one) && isMapping(other)) {
    return Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])]
      .map(key => [key, key in one && key in other ? together(one[key], other[key]) : one[key] ?? other[key]]));
  }
  if (isNamedList(one) && isNamedList(other)) { return one.map((item, i) => together(item, other[i])); }
  return other;
}

function isNamedList(value: unknown): value is Json[] {
  return Array.isArray(value) && value.length > 0 && value.every(item => isMapping(item) && typeof item.name === 'string');
}

function yamlOf(objects: readonly Json[]): string {
  return objects.map(object => dump(object, { noRefs: true, lineWidth: -1 })).join('---\n');
}
