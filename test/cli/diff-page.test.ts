import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { command } from './workspace';
import { pluginProperties } from '../../src/plugin/plugin-properties';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/diff.md'), 'utf8');

test('docs/diff.md has every option', () => {
  const options = [...command(['diff', '--help']).out.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(new Set(options).size).toBe(12);
  expect(options.filter(option => !PAGE.includes(`\`${option}`))).toEqual([]);
});

test('what it says of cdk8s.yaml can be read', () => {
  const [yaml] = [...PAGE.matchAll(/```yaml\n(validations:[\s\S]*?)```/g)].map(([, text]) => text);
  const { validations: [{ properties }] } = load(yaml) as { validations: { properties: unknown }[] };
  expect(pluginProperties(properties)).toMatchObject({ baseline: 'git:origin/main:manifests' });
});

test('docs/diff.md shows the recipe that the JSON has', () => {
  const [before, after] = ['before', 'after'].map(side => join(ROOT, `test/fixtures/updates/unsafe/service-selects-new-track-label/${side}.yaml`));
  const { findings: [{ recipe }] } = JSON.parse(command(['diff', before, after, '--format', 'json']).out);
  const [, shown] = /<!-- recipe:begin -->\s+```json\n(.*?)```/s.exec(PAGE)!;
  expect(recipe).toEqual(JSON.parse(shown));
});
