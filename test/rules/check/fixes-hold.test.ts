import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TARGET } from './judging';
import { allFindings, fixEach, keyOf } from '../../../scripts/fixes/fix-each';
import { heldData } from '../../../src/analysis/scaling/held-data';
import { clustersOf, ManifestSet, parseManifests, showPath } from '../../../src/manifests';
import { ClusterProfile, Finding, RULES } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';

// Each fix that consists of edits is written, as `check --fix` would do, and judged again.

const FIXTURES = join(__dirname, '../../fixtures');
const FILES = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath, name));

type Input = [string, string, Partial<ClusterProfile>];

const INPUTS: Input[] = [
  ...RULES.map((rule): Input => [rule.id, exampleManifests(rule.examples.failing), rule.examples.profile ?? {}]),
  ...FILES.map((file): Input => [file.slice(FIXTURES.length + 1), readFileSync(file, 'utf8'), {}]),
];

/** A fix for pods that hold data that would run a second pod beside the first, in its edits or in its text. */
function multipliesData({ edits = [], fix, workload }: Finding, cluster: ManifestSet): boolean {
  if (!workload || !heldData(workload, cluster)) { return false; }
  const isMore = edits.some(({ path, value }) => MULTIPLYING.some(field => showPath(path) === field && value !== 0 && value !== 1 && value !== undefined && value !== 'Recreate'));
  return isMore || /\b(?:replicas|minReplicas|minReplicaCount) to (?:at least )?[2-9]|run (?:at least )?[2-9] pods|(?<!updateStrategy\.type )to RollingUpdate|maxSurge (?:to )?[1-9]/i.test(fix);
}

const MULTIPLYING = [
  'spec.replicas', 'spec.minReplicas', 'spec.minReplicaCount', 'spec.strategy.type', 'spec.strategy.rollingUpdate.maxSurge',
];

let applied = 0;

test.each(INPUTS)('each fix of %s removes its finding, and adds none of the same severity', async (_, text, profile) => {
  const tried = await fixEach(new Map([['input.yaml', text]]), { ...TARGET, ...profile }, async () => undefined);
  applied += tried.length;
  expect(tried.flatMap(({ wrong }) => wrong)).toEqual([]);
});

test.each(INPUTS)('no fix of %s runs a second pod beside one that holds data', (_, text, profile) => {
  const wrong = clustersOf(parseManifests('input.yaml', text).objects).clusters
    .flatMap(cluster => allFindings(cluster, { ...TARGET, ...profile }).filter(finding => multipliesData(finding, cluster)));
  expect(wrong.map(finding => `${keyOf(finding)}: ${finding.fix}`)).toEqual([]);
});

test('fixes were applied', () => {
  expect(applied).toBeGreaterThan(1500);
});
