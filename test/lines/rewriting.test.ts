import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINES } from '../../projenrc/lines';
import { packageForLine, textForLine } from '../../scripts/lines/rewriting';

const ROOT = join(__dirname, '../..');
const OWN = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test.each([
  ["import * as kplus from 'cdk8s-plus-27';", "import * as kplus from 'cdk8s-plus-33';"],
  ["import { Exposure } from 'cdk8s-zero-downtime';", "import { Exposure } from 'cdk8s-zero-downtime-33';"],
  ['npm install cdk8s-zero-downtime cdk8s cdk8s-plus-27 constructs', 'npm install cdk8s-zero-downtime-33 cdk8s cdk8s-plus-33 constructs'],
  ['npx cdk8s-zero-downtime check dist', 'npx cdk8s-zero-downtime-33 check dist'],
  ['`cdk8s-zero-downtime diff BEFORE AFTER', '`cdk8s-zero-downtime-33 diff BEFORE AFTER'],
  ['  - package: ./node_modules/cdk8s-zero-downtime\n', '  - package: ./node_modules/cdk8s-zero-downtime-33\n'],
  ['from cdk8s_zero_downtime import HealthCheck', 'from cdk8s_zero_downtime_33 import HealthCheck'],
  ['import cdk8s_plus_27 as kplus', 'import cdk8s_plus_33 as kplus'],
  ['# cdk8s-zero-downtime\n', '# cdk8s-zero-downtime-33\n'],
  ['a Handler of cdk8s-plus-27', 'a Handler of cdk8s-plus-33'],
])('names the package of the other line: %s', (own, other) => {
  expect(textForLine(own, '33')).toBe(other);
});

test.each([
  'cdk8s-zero-downtime/startup-time: 60s',
  "app.node.setContext('cdk8s-zero-downtime/kubernetes-version', '1.29');",
  "const INTENT_PREFIX = 'cdk8s-zero-downtime/';",
  "Symbol.for('cdk8s-zero-downtime.LateSteps')",
  "const driver = { name: 'cdk8s-zero-downtime', version: version() };",
  'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime/blob/main/docs/rules.md',
  'https://cdk8s.io/docs/latest/plus/cdk8s-plus-27/deployment/',
])('leaves what all lines have in common: %s', text => {
  expect(textForLine(text, '33')).toBe(text);
});

test('the package has the number of its line in each language, and asks for that line', () => {
  const { name, bin, peerDependencies, devDependencies, jsii: { targets } } = packageForLine(OWN, '33', '2.5.57');
  expect({ name, bin, targets }).toEqual({
    name: 'cdk8s-zero-downtime-33',
    bin: { 'cdk8s-zero-downtime-33': 'lib/cli/main.js' },
    targets: {
      java: { package: 'io.github.cdk8szerodowntime33', maven: { groupId: 'io.github.cdk8s-zero-downtime', artifactId: 'cdk8s-zero-downtime-33' } },
      python: { distName: 'cdk8s-zero-downtime-33', module: 'cdk8s_zero_downtime_33' },
      go: { moduleName: 'github.com/cdk8s-zero-downtime/cdk8s-zero-downtime-go', packageName: 'cdk8szerodowntime33' },
    },
  });
  expect(peerDependencies).toEqual({ 'cdk8s': OWN.peerDependencies.cdk8s, 'constructs': OWN.peerDependencies.constructs, 'cdk8s-plus-33': '^2.5.57' });
  expect(devDependencies).toMatchObject({ 'cdk8s-plus-33': '2.5.57' });
  expect(JSON.stringify(packageForLine(OWN, '34', '2.0.54'))).not.toContain('cdk8s-plus-27');
});

test('the package of the sources asks for the first line of the list', () => {
  const [line, version] = Object.entries(LINES)[0];
  expect(OWN.peerDependencies[`cdk8s-plus-${line}`]).toBe(`^${version}`);
});

describe("README's", () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

  test('table of what works names each line', () => {
    const [, row] = /^\| cdk8s-plus \|(.*)$/m.exec(readme)!;
    expect(row.match(/\d{2}/g)).toEqual(expect.arrayContaining(Object.keys(LINES)));
  });

  test('words on the lines are true in the package of each', () => {
    const [words] = /(?<=## Install\n)[^]*?(?=```sh)/.exec(readme)!;
    expect(textForLine(words, '33')).toBe(words);
  });
});
