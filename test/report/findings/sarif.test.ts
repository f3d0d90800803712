import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Ajv from 'ajv';
import { findingsAsSarif } from '../../../src/report/findings/sarif';
import { ACKNOWLEDGEMENT_RULES, RULES } from '../../../src/rules';
import { UPDATE_RULES } from '../../../src/rules/diff';
import { Settings } from '../../../src/settings';
import { reportOn, RULE, service } from '../../engine/checking';
import { reportOnChange, TIGHTENED } from '../../engine/diffing';

// It is of draft 4, whose words for the name of a schema ajv does not know; it uses no other of its words.
const { $schema, id, ...SCHEMA } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'fixtures', 'sarif', 'sarif-2.1.0-rtm.5.json'), 'utf8'));

/** As much of SARIF as the tests look at. */
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly version: string; readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly object[];
    readonly results: readonly Result[];
  }[];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}

const reason = (text: string) => ({ annotations: { [`cdk8s-zero-downtime/acknowledge.${RULE}`]: text } });

function sarifOn(files: { readonly [file: string]: string }, settings: Settings = {}): Log {
  return JSON.parse(findingsAsSarif(reportOn(files, settings), RULES));
}

function resultsOf({ runs: [{ results }] }: Log): Result[] {
  return results.filter(({ ruleId }) => ruleId === RULE);
}

test.each<[string, Log]>([
  ['of everything', sarifOn({ 'dist/a b#c.yaml': service('web') + service('api', reason('it waits by itself')), '/values.yaml': 'a: 1\n', 'broken.yaml': 'a: [\n' })],
  ['of nothing', sarifOn({})],
])('fits the schema of SARIF 2.1.0, a report %s', (_, log) => {
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, logger: false });
  ajv.validate(SCHEMA, log);
  expect(ajv.errors).toBeNull();
});

test('has all rules, with help', () => {
  const { runs: [{ tool: { driver } }] } = sarifOn({});
  expect(driver.rules.map(rule => rule.id)).toEqual([...RULES, ...ACKNOWLEDGEMENT_RULES].map(rule => rule.id));
  expect(driver.rules.find(rule => rule.id === RULE)).toMatchObject({
    helpUri: expect.stringMatching(/docs\/rules\.md#prestop-missing$/),
    help: { text: expect.stringContaining('Fix: '), markdown: expect.stringContaining('**Fix:**') },
    defaultConfiguration: { level: 'error' },
  });
  expect(driver.version).toBe(JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')).version);
});

test('has the place of a finding as a line and as an object', () => {
  const log = sarifOn({ 'dist/web.yaml': service('web') });
  expect(resultsOf(log)).toEqual([expect.objectContaining({
    level: 'error',
    locations: [{
      physicalLocation: { artifactLocation: { uri: 'dist/web.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 25 } },
      logicalLocations: [{ name: 'web', fullyQualifiedName: 'Deployment/shop/web', kind: 'resource' }],
    }],
  })]);
  const [{ ruleIndex }] = resultsOf(log);
  expect(log.runs[0].tool.driver.rules[ruleIndex].id).toBe(RULE);
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('a finding of severity %s has the level %s', (severity, level) => {
  expect(resultsOf(sarifOn({ 'web.yaml': service('web') }, { severities: { [RULE]: severity }, show: 'all' })).map(result => result.level)).toContain(level);
});

test.each([
  ['dist/web.yaml', 'dist/web.yaml'],
  ['./dist/web.yaml', 'dist/web.yaml'],
  [join(process.cwd(), 'dist', 'web.yaml'), 'dist/web.yaml'],
  ['dist/a b#c%.yaml', 'dist/a%20b%23c%25.yaml'],
  ['<stdin>', 'stdin'],
  ['/elsewhere/web.yaml', 'file:///elsewhere/web.yaml'],
  [relative('', '/elsewhere/web.yaml'), 'file:///elsewhere/web.yaml'],
])('the address of %s is %s', (file, uri) => {
  const [{ locations }] = resultsOf(sarifOn({ [file]: service('web') }));
  expect(locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test('an acknowledged finding is suppressed, with the reason', () => {
  expect(resultsOf(sarifOn({ 'web.yaml': service('web', reason('it waits by itself')) })))
    .toEqual([expect.objectContaining({ suppressions: [{ kind: 'external', justification: 'it waits by itself' }] })]);
});

test('a file that cannot be read is a notification with its location, and the run was not successful', () => {
  const { runs: [{ invocations }] } = sarifOn({ 'web.yaml': service('web'), 'broken.yaml': 'a: [\n' });
  expect(invocations).toEqual([{
    executionSuccessful: false,
    toolExecutionNotifications: [{
      level: 'error',
      message: { text: expect.stringContaining('cannot be read') },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'broken.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } } }],
    }],
  }]);
});

describe('a finding is known again', () => {
  const hash = (yaml: string) => resultsOf(sarifOn({ 'web.yaml': yaml })).map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
  const [before] = hash(service('web'));

  test('when lines move', () => expect(hash(`# a comment\n\n${service('api')}${service('web')}`)).toContain(before));
  test('when its container is no longer the first', () => expect(hash(service('web').replace('"containers": [', '"containers": [{"name": "proxy", "image": "p:1"},'))).toContain(before));
  test('but not taken for that of another object', () => expect(hash(service('api'))).not.toContain(before));
});

test('of a comparison it has the rules of updates, and points into the file of the change', () => {
  const { runs: [run] } = JSON.parse(findingsAsSarif(reportOnChange(TIGHTENED), UPDATE_RULES));
  expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id))
    .toEqual(expect.arrayContaining(UPDATE_RULES.map(rule => rule.id)));
  expect(run.results[0]).toMatchObject({ ruleId: 'service-selector-tightened', level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'new/web.yaml' } } }] });
});

describe('fixes', () => {
  const FILE = service('web');
  const withText = (textOf?: (file: string) => string | undefined): Result & { readonly fixes?: any[] } =>
    resultsOf(JSON.parse(findingsAsSarif(reportOn({ 'dist/web.yaml': FILE }), RULES, textOf)))[0];

  test('are lines that are replaced, in a file that is there', () => {
    const result = withText(() => FILE);
    const [{ description, artifactChanges: [{ artifactLocation, replacements }] }] = result.fixes!;
    const [{ deletedRegion, insertedContent }] = replacements;
    expect(description.text).toContain('preStop');
    expect(artifactLocation.uri).toContain('dist/web.yaml');
    const lines = FILE.split(/(?<=\n)/);
    lines.splice(deletedRegion.startLine - 1, deletedRegion.endLine - deletedRegion.startLine, insertedContent.text);
    expect(lines.join('')).toContain('preStop:');
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, logger: false });
    ajv.validate(SCHEMA, JSON.parse(findingsAsSarif(reportOn({ 'dist/web.yaml': FILE }), RULES, () => FILE)));
    expect(ajv.errors).toBeNull();
  });

  test('are left out where the manifests are not in a file', () => {
    expect(withText(() => undefined).fixes).toBeUndefined();
    expect(withText().fixes).toBeUndefined();
  });
});

describe('more than code scanning takes', () => {
  const FILE = service('web');
  const report = reportOn({ 'dist/web.yaml': FILE });
  const notesOf = ({ runs: [{ invocations: [invocation] }] }: Log): string[] =>
    (invocation as { toolExecutionNotifications: { message: { text: string } }[] }).toolExecutionNotifications
      .map(({ message }) => message.text);
  const withFindings = (findings: typeof report.findings): Log =>
    JSON.parse(findingsAsSarif({ ...report, findings }, RULES, () => FILE));

  test('leaves out findings of the lowest severities, and states how many', () => {
    const [some] = report.findings.filter(({ fixes }) => fixes === undefined);
    const of = (severity: typeof some.severity, count: number): typeof report.findings =>
      Array(count).fill({ ...some, severity });
    const log = withFindings([...of('warning', 20_000), ...of('error', 5_010)]);
    const levels = log.runs[0].results.map(({ level }) => level);
    expect([levels.length, levels.filter(level => level === 'error').length, levels[0]]).toEqual([25_000, 5_010, 'error']);
    expect(notesOf(log)).toEqual(['10 findings of the lowest severities are not among the results, since code scanning of GitHub accepts at most 25000. Use --format json to see all.']);
    expect(notesOf(withFindings(of('error', 25_000)))).toEqual([]);
  });

  test('states the fixes behind the first thousand in words', () => {
    const [some] = report.findings.filter(({ fixes }) => fixes !== undefined);
    const log = withFindings(Array.from({ length: 1002 }, () => ({ ...some })));
    expect(log.runs[0].results.filter(result => 'fixes' in result)).toHaveLength(1000);
    expect(notesOf(log)).toEqual(['Only the first 1000 fixes are stated as changes of files: 2 more are stated in words. Use --format json to see the edits of all.']);
  });
});
