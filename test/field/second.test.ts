import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { newFindings } from '../../src/engine/new-findings';
import { ManifestSet } from '../../src/manifests';
import { Finding } from '../../src/rules';
import { judgeUpdate, Update, updateOf } from '../../src/rules/diff';
import { planReleases } from '../../src/rules/diff/release-plan';
import { exampleManifests } from '../../src/rules/examples';
import { judged, manifestsIn, POLICY, TARGET } from '../rules/check/judging';

// What took users down, by public reports, each rebuilt as parts of manifests that are merged into a service without findings:
// found where it is, gone after what is printed is done, and silent where a small difference makes it right.

interface Step {
  readonly why: string;
  readonly before: string;
  readonly change: string;
  /** Severity, rule, object and path of all expected findings except infos. */
  readonly expect: string[];
  /** The change that the fix describes, if it is not a recipe. */
  readonly fixed?: string;
  /** Rules that rightly report something else. */
  readonly tolerate?: string[];
  readonly near: { readonly name: string; readonly before?: string; readonly change: string }[];
}

const FOLDER = join(__dirname, '../fixtures/field');
const STEPS = readdirSync(FOLDER).filter(name => existsSync(join(FOLDER, name, 'step.yaml')))
  .map(name => [name, load(readFileSync(join(FOLDER, name, 'step.yaml'), 'utf8')) as Step] as const);

const setOf = (...parts: string[]): ManifestSet =>
  manifestsIn(exampleManifests(parts.filter(part => part.trim() !== '').join('\n---\n')));

/** What diff reports: of the step, and what check finds since. */
function found(update: Update): Finding[] {
  const { findings } = judgeUpdate(update, TARGET, POLICY);
  return [...findings, ...newFindings(update, findings, TARGET, POLICY)].filter(({ severity }) => severity !== 'info');
}

const inWords = ({ severity, rule, object, path }: Finding): string => `${severity} ${rule.id} ${object.kind}/${object.name} ${path.join('.')}`;
const recipesOf = (update: Update) => found(update).flatMap(({ recipe }) => recipe ? [recipe] : []);

describe.each(STEPS)('%s', (_, { before, change, expect: expected, fixed, tolerate = [] }) => {
  const update = updateOf(setOf(before), setOf(before, change));
  const told = (step: Update): string[] => found(step).filter(({ rule }) => !tolerate.includes(rule.id)).map(inWords);

  test('is found where it is, and nothing else is', () => {
    expect(told(update).sort()).toEqual(expected);
  });

  test('the remedy leads there without another finding', () => {
    if (fixed !== undefined) {
      expect(told(updateOf(setOf(before), setOf(before, fixed)))).toEqual([]);
      return;
    }
    expect(recipesOf(update)).not.toEqual([]);
    let running = update.before;
    for (const { manifests } of planReleases(update, recipesOf(update), recipesOf)) {
      expect(told(updateOf(running, manifests))).toEqual([]);
      running = manifests;
    }
  });
});

const NEAR = STEPS.flatMap(([name, { near, ...step }]) =>
  near.map(variant => [name, variant.name, { ...step, ...variant }] as const));

test.each(NEAR)('%s is not found where %s', (_, __, { before, change, tolerate = [] }) => {
  const update = updateOf(setOf(before), setOf(before, change));
  expect(found(update).filter(({ rule }) => !tolerate.includes(rule.id)).map(inWords)).toEqual([]);
});

describe('a budget that an operator writes', () => {
  const cluster = (spec: string) => `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: db, namespace: shop }\nspec: { storage: { size: 1Gi }, ${spec} }\n`;
  const zalando = (instances: number, more = '') => `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: { name: shop-db, namespace: shop }\nspec: { teamId: shop, numberOfInstances: ${instances}, volume: { size: 1Gi } }\n${more}`;
  const said = (yaml: string): string[] => judged(yaml).findings.map(inWords);

  test.each([
    ['CloudNativePG', cluster('instances: 1'), 'error pdb-blocks-eviction Cluster/db spec.instances'],
    ['Zalando\'s operator', zalando(1), 'error pdb-blocks-eviction postgresql/shop-db spec.numberOfInstances'],
  ])('blocks drains of a single instance: %s', (_, yaml, expected) => {
    expect(said(yaml)).toEqual([expected]);
  });

  test.each([
    ['there are two', cluster('instances: 2')],
    ['the budget is disabled', cluster('instances: 1, enablePDB: false')],
    ['there are two instances of Zalando\'s operator', zalando(2)],
    ['Zalando\'s operator is configured to create none', zalando(1, '---\napiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata: { name: config, namespace: shop }\nconfiguration: { kubernetes: { enable_pod_disruption_budget: false } }\n')],
    ['it is a cluster of something else', 'apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: { name: db, namespace: shop }\nspec: { instances: 1 }\n'],
  ])('has no finding if %s', (_, yaml) => {
    expect(said(yaml)).toEqual([]);
  });
});
