import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newerThan, restartsWorkloads } from './changelog';
import { restarted } from '../../src/rules/diff';
import { APPS, manifestsOf } from '../fixtures/releases/apps';
import { judgedUpdate, updateBetween } from '../rules/diff/updating';

const VERSIONS = readdirSync(__dirname, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);
const CHANGELOG = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');

const stored = (version: string, app: string) => readFileSync(join(__dirname, version, `${app}.yaml`), 'utf8');
const RUNNING = VERSIONS.flatMap(version => readdirSync(join(__dirname, version)).map(file => [version, file.replace(/\.yaml$/, '')] as const));

test('there is a release, and it has all apps', () => {
  expect(VERSIONS).not.toEqual([]);
  expect(new Set(RUNNING.map(([, app]) => app))).toEqual(new Set(Object.keys(APPS)));
});

describe.each(RUNNING)('who runs %s of %s', (version, app) => {
  const update = updateBetween(stored(version, app), manifestsOf(app));

  test('loses nothing by updating the library', () => {
    const { findings } = judgedUpdate(update);
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  });

  test('keeps all names and selectors', () => {
    expect({ added: update.objects.added.length, removed: update.objects.removed.length }).toEqual({ added: 0, removed: 0 });
    for (const { before, after } of update.workloads.kept) { expect(after.selector).toEqual(before.selector); }
    for (const { before, after } of update.services.kept) { expect(after.selector).toEqual(before.selector); }
  });

  test('restarts no workload that CHANGELOG does not speak of', () => {
    if (restarted(update).length > 0) { expect(restartsWorkloads(newerThan(CHANGELOG, version))).toBe(true); }
  });
});

describe('the promise is kept by the test itself, which', () => {
  const [version] = VERSIONS;
  const change = (from: string, to: string) => updateBetween(stored(version, 'defaults'), manifestsOf('defaults').replaceAll(from, to));

  test('fails when a selector moves', () => {
    expect(judgedUpdate(change('service-name: web', 'app: web')).findings.map(({ rule }) => rule.id)).toContain('selector-changed');
  });

  test('fails when a name moves', () => {
    expect(change('name: web-pdb', 'name: web-budget').objects.removed.map(({ kind }) => kind)).toEqual(['PodDisruptionBudget']);
  });

  test('sees pods that restart', () => {
    expect(restarted(change('periodSeconds: 5', 'periodSeconds: 6'))).toHaveLength(1);
  });
});
