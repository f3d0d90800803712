import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { withoutEndpoints } from './endpoints';
import { updateBetween } from './updating';
import { ClusterProfile } from '../../../src/rules';
import { Update, UPDATE_RULES } from '../../../src/rules/diff';
import { recipesOfErrors } from '../../../src/rules/diff/apply-recipe';
import { asYaml } from '../../../src/rules/diff/release-objects';
import { planReleases } from '../../../src/rules/diff/release-plan';
import { exampleManifests } from '../../../src/rules/examples';
import { judged, TARGET } from '../check/judging';

// Following the recipes of all errors together, release by release, leads to the change. No step is an error, and
// check finds no more than in the change itself. In between no Service is without pods, neither when a release begins nor when its rollout is complete.

const FOLDER = join(__dirname, '../../fixtures/updates/unsafe');
const textOf = (name: string, file: string) => readFileSync(join(FOLDER, name, file), 'utf8');
const targetOf = (name: string): ClusterProfile => {
  const { today, minimumNotice } = load(textOf(name, 'expected.yaml'), { schema: CORE_SCHEMA }) as Partial<ClusterProfile>;
  return { ...TARGET, today, minimumNotice };
};
const PAIRS = readdirSync(FOLDER).map(name => [name, textOf(name, 'before.yaml'), textOf(name, 'after.yaml'), targetOf(name)] as const);

const errorsIn = (yaml: string): string[] => judged(yaml).findings .filter(({ severity }) => severity === 'error')
  .map(({ rule, object }) => `${rule.id} ${object.kind} ${object.name}`);

function follow(before: string, after: string, target: ClusterProfile = TARGET): number {
  const errorsOf = (update: Update) => recipesOfErrors(update, target);
  const known = [before, after].flatMap(errorsIn);
  const change = updateBetween(before, after);
  const releases = planReleases(change, errorsOf(change), errorsOf).map(({ manifests }) => asYaml(manifests.objects));
  let running = before;
  for (const [i, release] of releases.entries()) {
    const update = updateBetween(running, release);
    expect(errorsOf(update)).toEqual([]);
    expect(errorsIn(release).filter(error => !known.includes(error))).toEqual([]);
    // The last release is the requested change, for example without pods.
    if (i < releases.length - 1) { expect(withoutEndpoints(update)).toEqual([]); }
    running = release;
  }
  return releases.length;
}

test.each(PAIRS)('the recipes for %s lead to the change', (_, before, after, target) => {
  expect(follow(before, after, target)).toBeGreaterThan(0);
});

// Two mistakes in one change, each from the example of a rule.
const SIMPLE = UPDATE_RULES.filter(({ severity, examples }) => severity === 'error' && examples.before.trim() === '' && !examples.unsafe.includes('$patch: delete'));
const TWO = SIMPLE.flatMap((one, i) => SIMPLE.slice(i + 1)
  .map(other => [one.id, other.id, one.examples.unsafe, other.examples.unsafe] as const));

test('there are changes with two mistakes', () => {
  expect(TWO.length).toBeGreaterThan(20);
});

test.each(TWO)('the recipes for %s together with %s lead to the change', (_, __, one, other) => {
  follow(exampleManifests(''), exampleManifests(`${one}\n---\n${other}`));
});
