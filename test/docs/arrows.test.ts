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

const WRONG: [string, string[], string[]][] = [
  ['lifecycle/span.ts', ['../manifests'], ['src/lifecycle may import nothing']],
  ['analysis/workloads.ts', ['../manifests', '../rules', 'cdk8s'], ['src/analysis may import only text, lifecycle, manifests', 'src/analysis must not depend on cdk8s']],
  ['rules/check/catalogue.ts', ['../rule', '../diff'], ['A check of manifests does not load the rules of updates']],
];

let found: { readonly [file: string]: readonly string[] };
beforeAll(() => { found = lint(Object.fromEntries(WRONG.map(([file, imported]) => [`src/${file}`, imported.map(path => `import '${path}';\n`).join('')]))); });

test.each(WRONG)('lint fails where an arrow of src/%s is not in the table', (file, _, messages) => {
  expect(found[`src/${file}`]).toEqual(messages.map(message => expect.stringContaining(message)));
});

const LINT = `
const { loadESLint } = require('eslint');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
(async () => {
  const eslint = new (await loadESLint({ useFlatConfig: false }))();
  const found = {};
  for (const [filePath, text] of Object.entries(texts)) {
    const [{ messages }] = await eslint.lintText(text, { filePath });
    found[filePath] = messages.filter(({ ruleId }) => ruleId === 'import/no-restricted-paths').map(({ message }) => message);
  }
  process.stdout.write(JSON.stringify(found));
})();
`;

/** What the rule about arrows says to texts in place of files. One process, since loading costs the most. */
function lint(texts: { readonly [file: string]: string }): { readonly [file: string]: readonly string[] } {
  const { stdout } = spawnSync(process.execPath, ['-e', LINT], {
    cwd: ROOT, input: JSON.stringify(texts), encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  return JSON.parse(stdout);
}
