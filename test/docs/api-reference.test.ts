import { readFileSync } from 'node:fs';
import { GROUPS, withBeginning } from '../../scripts/pages/api-reference';

const row = (struct: string, name: string, description: string) =>
  `| <code><a href="#cdk8s-zero-downtime.${struct}.property.${name}">${name}</a></code> | <code>string</code> | ${description} |`;
const section = (name: string, rows: string[], rest: string) =>
  `### ${name} <a name="${name}" id="cdk8s-zero-downtime.${name}"></a>\n\nWhat it is.\n\n#### Properties <a></a>\n\n| **Name** | **Type** | **Description** |\n| --- | --- | --- |\n${rows.join('\n')}\n\n---\n\n${rest}\n\n`;

const NAMES = Object.values(GROUPS).flat().sort();
const EXPOSURE = '##### `awsAlb` <a></a>\n\nFor an ALB.\n\nStop delay: 45 s by default, refused below 30 s.\n\n---';
const page = (names = NAMES, exposure = EXPOSURE, description = 'For an ALB.') => [
  '# API Reference\n\n## Constructs <a></a>\n\n### Other <a></a>\n\n',
  '## Structs <a></a>\n\n',
  section('ZeroDowntimeServiceProps', names.map(name => row('ZeroDowntimeServiceProps', name, 'A prop, or several: one.')), '##### `image` <a></a>\n\nThe image.'),
  section('ZeroDowntimeWorkerProps', [row('ZeroDowntimeWorkerProps', 'image', 'The image.')], '##### `image` <a></a>'),
  '## Classes <a></a>\n\n',
  `### Exposure <a name="Exposure" id="cdk8s-zero-downtime.Exposure"></a>\n\n| **Name** | **Description** |\n| --- | --- |\n| <code><a href="#cdk8s-zero-downtime.Exposure.awsAlb">awsAlb</a></code> | ${description} |\n\n---\n\n${exposure}\n\n`,
  '## Enums <a></a>\n',
].join('');

test('the props of a service come first, in groups, and once', () => {
  const headings = withBeginning(page()).match(/^##+ [^<\n]*/gm)!.map(heading => heading.trim());
  expect(headings.slice(0, 4)).toEqual(['## Start here', '### Which exposure', '## ZeroDowntimeServiceProps', '#### Properties']);
  expect(headings.slice(4, 4 + Object.keys(GROUPS).length)).toEqual(Object.keys(GROUPS).map(group => `##### ${group}`));
  expect(headings.filter(heading => heading.endsWith('ZeroDowntimeServiceProps'))).toHaveLength(1);
  expect(headings).toContain('### ZeroDowntimeWorkerProps');
});

test('all that was there is still there', () => {
  const lines = new Set(withBeginning(page()).split('\n'));
  expect(page().split('\n').filter(line => !lines.has(line) && !line.startsWith('### ZeroDowntimeServiceProps'))).toEqual([]);
});

test('each exposure says for whom it is, and its stop delay', () => {
  expect(withBeginning(page())).toContain('| [`awsAlb`](#cdk8s-zero-downtime.Exposure.awsAlb) | an ALB | 45 s by default, refused below 30 s |');
});

test('a second time changes nothing', () => {
  expect(withBeginning(withBeginning(page()))).toBe(withBeginning(page()));
});

test('fails when a prop is in no group', () => {
  expect(() => withBeginning(page([...NAMES, 'colour']))).toThrow('GROUPS lacks the prop colour');
});

test('fails when a group has what is not a prop', () => {
  expect(() => withBeginning(page(NAMES.filter(name => name !== 'image')))).toThrow('has image, which is not a prop');
});

test('fails when an exposure does not state what it is for, or its stop delay', () => {
  expect(() => withBeginning(page(NAMES, EXPOSURE, 'An ALB.'))).toThrow('awsAlb does not state what it is for');
  expect(() => withBeginning(page(NAMES, EXPOSURE.replace('Stop delay', 'Figures')))).toThrow('awsAlb does not state what it is for');
});

test('API.md is what the script writes', () => {
  const api = readFileSync('API.md', 'utf8');
  expect(api).toContain('## Start here');
  expect(Object.keys(GROUPS).filter(group => !api.includes(`##### ${group}\n`))).toEqual([]);
});
