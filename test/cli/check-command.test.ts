import { readFileSync } from 'node:fs';
import { ACKNOWLEDGED, BLOCKED, check, CLEAN, command, inWorkspace, RULE, write } from './workspace';

inWorkspace();

test('passes a service without findings', () => {
  expect(check(write('web.yaml', CLEAN))).toEqual({ code: 0, out: 'No findings in 3 objects\n', err: '' });
});

test('fails with 1 on an error, and states where it is and what to write', () => {
  const { code, out, err } = check(write('dist/web.yaml', BLOCKED));
  const line = BLOCKED.split('\n').lastIndexOf('  maxUnavailable: 0') + 1;
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain('PodDisruptionBudget shop/web dist/web.yaml:');
  expect(out).toMatch(new RegExp(`^  error    ${RULE}, line ${line}$`, 'm'));
  expect(out).toMatch(/^ {11}Fix: .*maxUnavailable/m);
});

test('lists an acknowledged finding with its reason', () => {
  const { code, out } = check(write('web.yaml', ACKNOWLEDGED));
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^Acknowledged\n  ${RULE}: PodDisruptionBudget shop/web web.yaml:\\d+\n {11}Reason: jobs of 12 hours$`, 'm'));
  expect(out).toMatch(/^No findings in 3 objects; 1 acknowledged$/m);
});

describe('a finding of severity info', () => {
  const settings = `severities: { ${RULE}: info }\n`;

  test('is counted but not listed, and does not cause a failure', () => {
    write('.zero-downtime.yaml', settings);
    expect(check(write('web.yaml', BLOCKED))).toEqual({
      code: 0,
      out: 'Infos are listed with --all, or with show: all in .zero-downtime.yaml.\nNo errors and no warnings in 3 objects; 1 info not shown\n',
      err: '',
    });
  });

  test.each([
    ['--all', settings, ['--all']],
    ['show: all in the settings', `${settings}show: all\n`, []],
  ])('is listed with %s', (_, file, args) => {
    write('.zero-downtime.yaml', file);
    const { code, out } = check(write('web.yaml', BLOCKED), ...args);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^  info     ${RULE}, line`, 'm'));
    expect(out).toMatch(/^1 info in 1 of 3 objects$/m);
  });

  test.each([
    ['json', /"notShown": 1,/],
    ['sarif', /"results": \[\]/],
    ['markdown', /No errors and no warnings in 3 objects; 1 info not shown/],
  ])('is not listed in %s', (format, said) => {
    write('.zero-downtime.yaml', settings);
    const { out } = check(write('web.yaml', BLOCKED), '--format', format);
    expect(out).toMatch(said);
    expect(out).not.toContain('may ever be evicted');
  });
});

test('reads folders and standard input', () => {
  write('dist/a.yaml', CLEAN);
  expect(check('dist').code).toBe(0);
  expect(command(['check', '-'], { stdin: BLOCKED }).out).toContain('PodDisruptionBudget shop/web <stdin>:');
});

describe('a warning', () => {
  const WARNING = `severities: { ${RULE}: warning }\n`;

  test('passes', () => {
    write('.zero-downtime.yaml', WARNING);
    const { code, out } = check(write('web.yaml', BLOCKED));
    expect(code).toBe(0);
    expect(out).toContain(`  warning  ${RULE}, line`);
  });

  test('fails when --fail-on says so, or the settings', () => {
    write('.zero-downtime.yaml', WARNING);
    expect(check('--fail-on', 'warning', write('web.yaml', BLOCKED)).code).toBe(1);
    write('.zero-downtime.yaml', `${WARNING}failOn: warning\n`);
    expect(check('web.yaml').code).toBe(1);
  });

  test('an option overrides the settings', () => {
    write('.zero-downtime.yaml', `${WARNING}failOn: warning\n`);
    expect(check('--fail-on=error', write('web.yaml', BLOCKED)).code).toBe(0);
  });
});

describe('fails with 2, and still judges the rest,', () => {
  test('when a document cannot be read', () => {
    const { code, out } = check(write('web.yaml', `${BLOCKED}---\na: [\n`));
    expect(code).toBe(2);
    expect(out).toContain(RULE);
    expect(out).toMatch(/^Problems with the input\n {2}error {4}web.yaml:\d+\n {11}This document cannot be read/m);
    expect(out).toContain('not all of the input could be read');
  });

  test('when a file does not exist', () => {
    const { code, out } = check(write('web.yaml', BLOCKED), 'nowhere.yaml');
    expect(code).toBe(2);
    expect(out).toContain(RULE);
    expect(out).toContain('nowhere.yaml\n           This path does not exist.');
  });
});

describe('says in each format that nothing was judged, when nothing could be read:', () => {
  const report = (format: string, ...more: string[]) => check('nowhere.yaml', '--format', format, ...more);

  test.each([['text'], ['text', '--skip-unreadable'], ['markdown']])('%s %s', (format, ...more) => {
    const { code, out } = report(format, ...more);
    expect(code).toBe(2);
    expect(out).toContain('Nothing was judged, because of the problems with the input');
    expect(out).not.toContain('No findings');
  });

  test('JSON', () => {
    expect(JSON.parse(report('json').out)).toMatchObject({ summary: { objects: 0, complete: false } });
    expect(JSON.parse(check(write('web.yaml', BLOCKED), '--format', 'json').out)).toMatchObject({ summary: { complete: true } });
  });

  test('SARIF', () => {
    const [{ invocations: [{ executionSuccessful, toolExecutionNotifications }] }] = JSON.parse(report('sarif').out).runs;
    expect(executionSuccessful).toBe(false);
    expect(toolExecutionNotifications).toContainEqual({ level: 'error', message: { text: 'Nothing was judged, because of the problems with the input.' } });
    expect(toolExecutionNotifications[0].locations[0].physicalLocation.region).toBeUndefined();
  });
});

test.each([
  ['there is no object', ['check', 'values.yaml'], 'The input contains no Kubernetes object'],
  ['standard input is empty', ['check', '-'], 'The input contains no Kubernetes object'],
  ['the settings are wrong', ['check', '--config', 'wrong.yaml', 'values.yaml'], 'wrong.yaml:1'],
  ['the settings do not exist', ['check', '--config', 'nowhere.yaml', 'values.yaml'], 'nowhere.yaml\n'],
])('fails with 2 when %s', (_, args, message) => {
  write('values.yaml', 'replicas: 2\n');
  write('wrong.yaml', 'platfrom: eks\n');
  const { code, out } = command(args);
  expect(code).toBe(2);
  expect(out).toContain(message);
});

test.each([
  ['no file is named', [], 'No files are named. Name files, folders, or - for standard input, such as: check dist'],
  ['an option is unknown', ['--platfrom', 'eks', '.'], '--platfrom is not an option of check: did you mean --platform? Allowed: --out, --format, '],
  ['an option is like none', ['--speed', '.'], '--speed is not an option of check. Allowed: --out, --format, '],
  ['an option has no value', ['.', '--out'], '--out needs a value.'],
  ['the format is unknown', ['--format', 'xml', '.'], '--format is "xml". Allowed: text, json, sarif or markdown.'],
  ['the platform is unknown', ['--platform', 'EKS', '.'], '--platform is "EKS". Allowed: eks, aks or gke. Did you mean eks?'],
  ['the version is invalid', ['--kubernetes-version', 'newest', '.'], '--kubernetes-version is "newest". Allowed: a version from 1.21, such as "1.31".'],
  ['the version is too old', ['--kubernetes-version', '1.3', '.'], '--kubernetes-version is "1.3". Allowed: a version from 1.21, such as "1.31".'],
  ['the limit is unknown', ['--fail-on', 'info', '.'], '--fail-on is "info". Allowed: error, warning or none.'],
])('fails with 2 when %s, and prints no report', (_, args, message) => {
  const { code, out, err } = command(['check', ...args]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('names all that is wrong with a command line at once', () => {
  expect(command(['check', '--platform', 'x', '--format', 'y']).err.trimEnd().split('\n')).toHaveLength(3);
});

describe('--out', () => {
  test('writes a file, and the summary to standard error', () => {
    const { code, out, err } = check(write('web.yaml', BLOCKED), '--out', 'report.txt');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^1 error.* in \d of 3 objects\n$/);
    expect(readFileSync('report.txt', 'utf8')).toContain(RULE);
  });

  test.each([
    ['report.json', '"version": 1'],
    ['report.sarif', '"version": "2.1.0"'],
    ['report.sarif.json', '"version": "2.1.0"'],
    ['report.md', '### Would users notice an update, a node drain or a failure?'],
  ])('chooses the format by the ending of %s', (out, content) => {
    check(write('web.yaml', CLEAN), '--out', out);
    expect(readFileSync(out, 'utf8')).toContain(content);
  });

  test('fails with 2 when the file cannot be written', () => {
    const { code, err } = check(write('web.yaml', CLEAN), '--out', 'nowhere/report.txt');
    expect(code).toBe(2);
    expect(err).toBe('nowhere/report.txt cannot be written: its folder does not exist. Create it, or name another file\n');
  });
});

test('problems are on standard error, too, when the report is for a tool', () => {
  const { code, out, err } = check('nowhere.yaml', '--format', 'json');
  expect(code).toBe(2);
  expect(JSON.parse(out).problems).toHaveLength(1);
  expect(err).toMatch(/^nowhere.yaml: error: This path does not exist/);
});

test('has colours only on a terminal', () => {
  const args = ['check', write('web.yaml', BLOCKED)];
  expect(command(args, { colours: true }).out).toContain('\u001b[31merror');
  expect(command(args).out).not.toContain('\u001b');
  command([...args, '--out', 'report.txt'], { colours: true });
  expect(readFileSync('report.txt', 'utf8')).not.toContain('\u001b');
});

test('states the assumed version', () => {
  expect(command(['check', write('web.yaml', CLEAN)]).out).toContain('Assuming Kubernetes 1.33: set --kubernetes-version');
  expect(check('web.yaml').out).not.toContain('Assuming');
});

test.each([[['check', '--help']], [['check', '-h']]])('explains itself (%j)', args => {
  expect(command(args)).toEqual({ code: 0, out: expect.stringContaining('check PATH…'), err: '' });
});

test.each([['check'], ['diff'], ['timeline'], ['rehearse']])('%s --help explains that command alone', name => {
  const { out } = command([name, '--help']);
  expect([...out.matchAll(/^cdk8s-zero-downtime (\w+)/gm)].map(([, found]) => found)).toContain(name);
  expect(out).not.toMatch(/as (?:for )?check/);
  expect(out).toMatch(/\n {2}--kubernetes-version VERSION\n? {2,}\w.*\n(?:.*\n)*\nExamples\n(?:.*\n)*\nExits with 0/);
});
