import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { checkManifests } from '../../src/engine/check';
import { diffManifests } from '../../src/engine/diff';
import { ReportedFinding } from '../../src/engine/report';
import { readManifests } from '../../src/manifests';

/**
 * StatefulSets, DaemonSets, Argo Rollouts, Knative Services, bare pods, workers and routes. The defects were written by
 * people who did not write the rules, one at a time in an otherwise healthy application; the healthy ones follow what operators
 * and popular charts render.
 */
const KINDS = join(__dirname, '../fixtures/kinds');

interface Expected {
  /** The rule that finds it; missing if no rule does, and then `unseen` says why. */
  readonly rule?: string;
  readonly object: string;
  readonly path?: string;
  readonly severity?: string;
  readonly defect: string;
  readonly unseen?: string;
}

function folders(which: string): string[] {
  return readdirSync(join(KINDS, which)).sort();
}

function findingsIn(folder: string): readonly ReportedFinding[] {
  if (existsSync(join(folder, 'manifest.yaml'))) {
    return checkManifests(readManifests([join(folder, 'manifest.yaml')]), { show: 'all' }).findings;
  }
  const [before, after] = ['before', 'after'].map(side => readManifests([join(folder, `${side}.yaml`)]));
  return diffManifests({ before, after, fileNames: new Map() as never }, { show: 'all' }).findings;
}

function expectedIn(name: string): Expected {
  return load(readFileSync(join(KINDS, 'defects', name, 'expected.yaml'), 'utf8')) as Expected;
}

const NAMES = folders('defects');
const SEEN = NAMES.filter(name => expectedIn(name).unseen === undefined);
const UNSEEN = NAMES.filter(name => expectedIn(name).unseen !== undefined);

test.each(SEEN)('finds the defect of %s, with its place and severity', name => {
  const { rule, object, path, severity } = expectedIn(name);
  const found = findingsIn(join(KINDS, 'defects', name))
    .map(finding => ({
      rule: finding.rule.id, object: `${finding.object.kind}/${finding.object.name}`, path: finding.path, severity: finding.severity as string,
    }));
  expect(found).toContainEqual({ rule, object, path, severity });
});

test.each(UNSEEN)('does not find the defect of %s, and its file says why', name => {
  const { object } = expectedIn(name);
  const found = findingsIn(join(KINDS, 'defects', name)).filter(finding => finding.severity !== 'info');
  expect(found.map(finding => `${finding.object.kind}/${finding.object.name}`)).not.toContain(object);
});

test.each(folders('good'))('reports no error for %s', name => {
  const found = findingsIn(join(KINDS, 'good', name)).filter(({ severity }) => severity === 'error');
  expect(found.map(({ rule, object, message }) => `${rule.id} ${object.kind}/${object.name}: ${message}`)).toEqual([]);
});
