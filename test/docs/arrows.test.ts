import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARROWS } from '../../projenrc/arrows';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');

test('ARCHITECTURE.md shows the arrows that lint holds', () => {
  const rows = Object.entries(ARROWS).map(([room, allowed]) =>
    `| \`${room}\` | ${allowed.length === 0 ? 'nothing' : allowed.map(other => `\`${other}\``).join(', ')} |`);
  expect(/<!-- arrows:begin -->\n(.*?)\n<!-- arrows:end -->/s.exec(PAGE)![1].split('\n').slice(2)).toEqual(rows);
});

test('each arrow points to a folder below: there is no circle', () => {
  const rooms = Object.keys(ARROWS);
  const upward = rooms.filter((room, i) => ARROWS[room].some(other => rooms.indexOf(other) >= i));
  expect(upward).toEqual([]);
});

test.each([
  ['lifecycle/span.ts', ['../manifests'], ['src/lifecycle may import nothing']],
  ['analysis/workloads.ts', ['../manifests', '../rules', 'cdk8s'], ['src/analysis may import only text, lifecycle, manifests', 'src/analysis knows no cdk8s']],
  ['rules/check/catalogue.ts', ['../rule', '../diff'], ['A check of manifests does not load the rules of updates']],
])('lint fails where an arrow of src/%s is not in the table', (file, imported, messages) => {
  const found = lint(`src/${file}`, imported.map(path => `import '${path}';\n`).join(''));
  expect(found).toEqual(messages.map(message => expect.stringContaining(message)));
});

/** What the rule about arrows says to a text in place of a file. */
function lint(file: string, text: string): string[] {
  const { stdout } = spawnSync('npx', ['eslint', '--stdin', '--stdin-filename', file, '--format', 'json'], {
    cwd: ROOT, input: text, encoding: 'utf8', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
  });
  const [{ messages }] = JSON.parse(stdout) as { messages: { ruleId: string; message: string }[] }[];
  return messages.filter(({ ruleId }) => ruleId === 'import/no-restricted-paths').map(({ message }) => message);
}
