import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TARGET } from './judging';
import { FOLLOWED_BY } from '../../../scripts/fixes/exceptions';
import { heldData } from '../../../src/analysis/scaling/held-data';
import { clustersOf, ManifestSet, parseManifests, showPath } from '../../../src/manifests';
import { patchFiles } from '../../../src/patching/patch-file';
import { ClusterProfile, Finding, RULES, runRules, Severity } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';

// Each fix that is printed as edits is written, as `check --fix` would write it, and judged again.

const NO_OVERRIDES = { severities: {}, excludes: () => false };
const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Fixes that no text can be patched by, and why. */
const NOT_WRITTEN: { readonly [input: string]: string } = {};

const FIXTURES = join(__dirname, '../../fixtures');
const FILES = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name));

type Input = [string, string, Partial<ClusterProfile>];

const INPUTS: Input[] = [
  ...RULES.map((rule): Input => [rule.id, exampleManifests(rule.examples.failing), rule.examples.profile ?? {}]),
  ...FILES.map((file): Input => [file.slice(FIXTURES.length + 1), readFileSync(file, 'utf8'), {}]),
];

function findingsIn(text: string, profile: ClusterProfile): Finding[] {
  return clustersOf(parseManifests('input.yaml', text).objects).clusters
    .flatMap(cluster => runRules(RULES, rule => rule.judge(cluster, profile), cluster.objects, NO_OVERRIDES).findings);
}

/** A fix of what holds data that would run a second pod beside the first, in data or in words. */
function multipliesData({ edits = [], fix, workload }: Finding, cluster: ManifestSet): boolean {
  if (!workload || !heldData(workload, cluster)) { return false; }
  const isMore = edits.some(({ path, value }) => MULTIPLYING.some(field => showPath(path) === field && value !== 0 && value !== 1 && value !== undefined && value !== 'Recreate'));
  return isMore || /\b(?:replicas|minReplicas|minReplicaCount) to (?:at least )?[2-9]|run (?:at least )?[2-9] pods|to RollingUpdate|maxSurge (?:to )?[1-9]/i.test(fix);
}

const MULTIPLYING = [
  'spec.replicas', 'spec.minReplicas', 'spec.minReplicaCount', 'spec.strategy.type', 'spec.strategy.rollingUpdate.maxSurge',
];

/** The same finding, wherever its lines are now. */
function keyOf({ rule, object: { kind, namespace, name } }: Finding): string {
  return [rule.id, kind, namespace, name].join(' ');
}

interface Outcome {
  readonly applied: number;
  readonly wrong: readonly string[];
}

function outcomeOf(input: string, text: string, profile: ClusterProfile): Outcome {
  const before = findingsIn(text, profile);
  const count = (findings: readonly Finding[], key: string): number => findings.filter(finding => keyOf(finding) === key).length;
  const fixable = before.filter(({ edits }) => edits);
  const wrong = fixable.flatMap(finding => {
    const { rule, edits = [], object: own, severity, fix } = finding;
    const said = `${keyOf(finding)}: ${fix}`;
    const patched = patchFiles(edits.map(({ object = own, path, value }) => ({ object, path, value })), () => text);
    if (!patched) { return input in NOT_WRITTEN ? [] : [`${said} cannot be written`]; }
    const after = findingsIn(patched.get('input.yaml')!, profile);
    if (count(after, keyOf(finding)) >= count(before, keyOf(finding))) { return [`${said} leaves the finding`]; }
    return after
      .filter(other => RANK[other.severity] >= RANK[severity] && count(after, keyOf(other)) > count(before, keyOf(other)))
      .filter(other => !FOLLOWED_BY[rule.id]?.[other.rule.id])
      .map(other => `${said} makes ${keyOf(other)}: ${other.message}`);
  });
  return { applied: fixable.length, wrong };
}

let applied = 0;

test.each(INPUTS)('each fix of %s removes its finding, and makes none that is as severe', (input, text, profile) => {
  const outcome = outcomeOf(input, text, { ...TARGET, ...profile });
  applied += outcome.applied;
  expect(outcome.wrong).toEqual([]);
});

test.each(INPUTS)('no fix of %s runs a second pod beside one that holds data', (_, text, profile) => {
  const judged = { ...TARGET, ...profile };
  const wrong = clustersOf(parseManifests('input.yaml', text).objects).clusters
    .flatMap(cluster => runRules(RULES, rule => rule.judge(cluster, judged), cluster.objects, NO_OVERRIDES).findings
      .filter(finding => multipliesData(finding, cluster)));
  expect(wrong.map(finding => `${keyOf(finding)}: ${finding.fix}`)).toEqual([]);
});

test('fixes were applied', () => {
  expect(applied).toBeGreaterThan(50);
});
