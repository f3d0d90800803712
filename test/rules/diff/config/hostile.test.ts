import { clustersOf, ManifestSet, parseManifests } from '../../../../src/manifests';
import { updateOf } from '../../../../src/rules/diff';
import { safeguardUnsupportedByCluster } from '../../../../src/rules/diff/cluster';
import * as rules from '../../../../src/rules/diff/config';
import { exampleManifests } from '../../../../src/rules/examples';
import { TARGET } from '../../check/judging';

type Json = { [key: string]: unknown };

const ALL = [...Object.values(rules), safeguardUnsupportedByCluster];
/** A copy for each place in a value, with another value there. */
function mutants(value: unknown, other: unknown): unknown[] {
  if (Array.isArray(value)) {
    return [
      other,
      ...value.flatMap((item, i) => mutants(item, other).map(mutant => value.map((each, j) => i === j ? mutant : each))),
    ];
  }
  if (typeof value !== 'object' || value === null) { return [other]; }
  return [other, ...Object.entries(value as Json)
    .flatMap(([key, inner]) => mutants(inner, other).map(mutant => ({ ...value, [key]: mutant })))];
}

function cluster(objects: readonly unknown[]): ManifestSet {
  const yaml = objects.map(object => JSON.stringify(object)).join('\n---\n');
  return clustersOf(parseManifests('test.yaml', yaml).objects).clusters[0];
}

test.each([[null], [0], [[null]], [{ constructor: 'a', ['__proto__']: 'b' }]])('no rule throws, wherever %j is in a manifest', other => {
  for (const rule of ALL) {
    const sides = [rule.examples.before, `${rule.examples.before}\n---\n${rule.examples.unsafe}`]
      .map(yaml => cluster(parseManifests('test.yaml', exampleManifests(yaml)).objects.map(({ json }) => json)));
    const jsons = sides[0].objects.map(({ json }) => json);
    for (const [i, json] of jsons.entries()) {
      for (const mutant of mutants(json, other).slice(1).filter((_, j) => j % 37 === i)) {
        const broken = cluster(jsons.map((each, j) => i === j ? mutant : each));
        expect(() => rule.judge(updateOf(broken, sides[1]), TARGET)).not.toThrow();
        expect(rule.judge(updateOf(broken, broken), TARGET).flatMap(({ violations }) => violations)).toEqual([]);
      }
    }
  }
});
