import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { command, inWorkspace, write } from './workspace';
import { ZeroDowntimeValidation } from '../../src';
import { readSettings } from '../../src/settings';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'check.md'), 'utf8');

inWorkspace();

/** The code block between two marks of the page. */
function block(name: string): string {
  return new RegExp(`<!-- ${name}:begin -->\\s+\`\`\`yaml\\n(.*?)\`\`\``, 's').exec(PAGE)![1];
}

test('the settings of docs/check.md are ones', () => {
  const { settings, problems } = readSettings(write('settings.yaml', block('settings')));
  expect(problems).toEqual([]);
  expect(settings).toMatchObject({ kubernetesMinor: 31, exposure: 'ingressNginx', startupTime: 90, failOn: 'warning', exclude: [{}, { path: 'charts/*' }, {}], namespaces: [{ namespace: 'sandbox-*' }] });
});

test('the cdk8s.yaml of docs/check.md names the plugin, with properties that it takes', () => {
  const { validations: [validation] } = load(block('plugin')) as { validations: { class: string; properties: { [name: string]: unknown } }[] };
  expect(validation.class).toBe(ZeroDowntimeValidation.name);
  expect(new ZeroDowntimeValidation(validation.properties)).toBeDefined();
});

test('the command prints what docs/check.md shows', () => {
  process.chdir(ROOT);
  const { out } = command(['check', 'test/fixtures/seed', '--full']);
  const [, shown] = /```text\n(.*?)```/s.exec(PAGE)!;
  const lines = new Set(out.split('\n'));
  expect(shown.trimEnd().split('\n').filter(line => !lines.has(line))).toEqual([]);
});

test('docs/check.md has every option', () => {
  const options = [...command(['check', '--help']).out.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(options).toHaveLength(14);
  expect(options.filter(option => !PAGE.includes(`| \`${option}`))).toEqual([]);
});
