import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foreignWorkloads } from './foreign-workloads';
import { BLOCKED, CLEAN, command, inWorkspace, Outcome, RULE, write } from './workspace';
import { checkManifests } from '../../src/engine/check';
import { clustersOf, readManifests } from '../../src/manifests';
import { findingsAsText } from '../../src/report/findings/text';

inWorkspace();

const check = (...args: string[]): Outcome => command(['check', '--kubernetes-version', '1.34', ...args]);
const BASELINE = '.zero-downtime-baseline.json';

interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly fingerprint: string;
}

function findingsOf(...args: string[]): Finding[] {
  return JSON.parse(check(...args, '--format', 'json').out).findings;
}

function entriesOf(file: string = BASELINE): { readonly rule: string; readonly fingerprint: string; readonly count?: number }[] {
  return JSON.parse(readFileSync(file, 'utf8')).findings;
}

function everyFile(folder: string): string[] {
  return readdirSync(folder).map(name => join(folder, name))
    .flatMap(path => statSync(path).isDirectory() ? everyFile(path) : [path]);
}

describe('a repository of hundreds of workloads', () => {
  test('is an overview of at most 120 lines without losing findings, and lists all of them with --full', () => {
    foreignWorkloads('manifests');
    const read = readManifests(['manifests']);
    expect(clustersOf(read.objects).clusters.flatMap(({ workloads }) => workloads).length).toBeGreaterThanOrEqual(200);
    const report = checkManifests(read, { show: 'all' });
    expect(findingsAsText(report).split('\n').length).toBeGreaterThan(1000);
    for (const width of [...Array.from({ length: 20 }, (_, i) => 60 + i), 80, 140]) {
      const lines = findingsAsText(report, { width, isFull: false }).trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(120);
      expect(lines.filter(line => line.length > width)).toEqual([]);
      for (const title of ['By rule', 'By namespace']) { expect(countedUnder(title, lines)).toBe(report.findings.length); }
    }
  });

  test('passes with its baseline after files are moved; one bad service fails with exactly its findings', () => {
    foreignWorkloads('manifests');
    const written = check('manifests', '--write-baseline');
    expect(written.code).toBe(0);
    expect(written.err).toMatch(/^Written: \.zero-downtime-baseline\.json, \d{3} findings\n$/);

    renameSync('manifests', 'deploy');
    everyFile('deploy').filter(file => /\.ya?ml$/.test(file)).forEach(file => writeFileSync(file, `# a comment\n\n${readFileSync(file, 'utf8')}`));
    const { code, out } = check('deploy', '--baseline', BASELINE);
    expect(out).not.toContain('gone');
    expect(code).toBe(0);

    const bad = write('deploy/bad.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: newcomer'));
    const alone = findingsOf(bad);
    expect(alone.map(({ rule }) => rule)).toEqual([RULE]);
    const failed = check('deploy', '--baseline', BASELINE, '--format', 'json');
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.out).findings).toEqual(alone);
  });
});

test('a long text is an overview, but in a file or with --full', () => {
  write('many.yaml', Array.from({ length: 30 }, (_, i) => BLOCKED.replaceAll('namespace: shop', `namespace: team-${i}`)).join('---\n'));
  expect(check('many.yaml').out).toMatch(/^By rule, the worst first\n {3}errors {2}objects\n {7}30 {7}30 {2}pdb-blocks-eviction\n/);
  const all = check('many.yaml', '--full').out;
  expect(all.split('\n').length).toBeGreaterThan(150);
  check('many.yaml', '--out', 'report.txt');
  expect(readFileSync('report.txt', 'utf8')).toBe(all);
  const { out } = check('many.yaml', '--format', 'markdown');
  expect(out).toContain('| namespace, the worst first | errors | warnings | infos | objects |');
  expect(out).toContain('| 30 | 0 | 0 | 30 |');
});

test('many files that cannot be read do not hide a few findings', () => {
  write('web.yaml', BLOCKED);
  for (let i = 0; i < 60; i++) { write(`broken-${i}.yaml`, 'kind: Service\n  name: web\n'); }
  const { out } = check('.', '--skip-unreadable');
  expect(out).toContain(`  error    ${RULE}, line `);
  expect(out).toContain('  and 54 more problems: --full\n');
  expect(out.split('\n').length).toBeLessThan(120);
  expect(check('.', '--skip-unreadable', '--full').out).not.toContain('more problems');
});

test('many clusters do not hide a few findings', () => {
  write('web.yaml', BLOCKED);
  for (let i = 0; i < 130; i++) { write(`cluster-${i}/settings.yaml`, `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { cluster: "${i}" }\n`); }
  const { out } = check('.');
  expect(out).toContain(`  error    ${RULE}, line `);
  expect(out).toMatch(/^130 clusters, since [^]*\n {2}and 124 more: --full\n/);
});

/** The findings that a table of the overview counts. */
function countedUnder(title: string, lines: readonly string[]): number {
  const start = lines.findIndex(line => line.startsWith(title));
  const rows = lines.slice(start + 1, lines.indexOf('', start));
  const heading = rows[0];
  const severities = ['errors', 'warnings', 'infos'].filter(name => heading.includes(name));
  const rest = Number(/^ {2}and (\d+) finding/.exec(rows[rows.length - 1])?.[1] ?? 0);
  const cells = rows.slice(1).filter(row => !row.startsWith('  and'))
    .flatMap(row => severities.map(name => Number(row.slice(0, heading.indexOf(name) + name.length).slice(-8).trim())));
  return cells.reduce((sum, count) => sum + count, rest);
}

describe('a baseline', () => {
  test('has the fingerprints of SARIF', () => {
    write('web.yaml', BLOCKED);
    check('web.yaml', '--write-baseline');
    const [{ partialFingerprints }] = JSON.parse(check('web.yaml', '--format', 'sarif').out).runs[0].results;
    expect(partialFingerprints.primaryLocationLineHash).toBe(`${entriesOf()[0].fingerprint}:1`);
  });

  test('is sorted, with a line for each finding, whatever the order of the paths is', () => {
    write('a.yaml', BLOCKED);
    write('b.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: east'));
    check('a.yaml', 'b.yaml', '--write-baseline');
    const text = readFileSync(BASELINE, 'utf8');
    expect(text.split('\n').filter(line => line.startsWith('    {'))).toHaveLength(2);
    check('b.yaml', 'a.yaml', '--write-baseline');
    expect(readFileSync(BASELINE, 'utf8')).toBe(text);
  });

  test('counts findings of one rule in one place: if a second file is added, only its finding is new', () => {
    write('dev.yaml', BLOCKED);
    check('dev.yaml', '--write-baseline');
    write('prod.yaml', BLOCKED.replace('replicas: 3', 'replicas: 5'));
    expect(findingsOf('dev.yaml', 'prod.yaml', '--baseline', BASELINE).map(({ file }) => file)).toEqual(['prod.yaml']);
  });

  test('reports resolved findings, and only shrinks from then on', () => {
    write('a.yaml', BLOCKED);
    write('b.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: east'));
    check('a.yaml', 'b.yaml', '--write-baseline');
    write('a.yaml', CLEAN);
    expect(check('a.yaml', 'b.yaml', '--baseline', BASELINE).out).toContain('1 of the baseline is gone: remove it with');
    write('c.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: west'));
    const { code, err } = check('a.yaml', 'b.yaml', 'c.yaml', '--baseline', BASELINE, '--write-baseline');
    expect({ code, err }).toEqual({ code: 1, err: `Written: ${BASELINE}, 1 finding, 1 fewer than before\n` });
    expect(entriesOf()).toHaveLength(1);
    write('a.yaml', BLOCKED);
    expect(findingsOf('a.yaml', 'b.yaml', '--baseline', BASELINE).map(({ file }) => file)).toEqual(['a.yaml']);
  });

  test('keeps the findings of files that were not read', () => {
    write('a.yaml', BLOCKED);
    write('b.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: east'));
    check('a.yaml', 'b.yaml', '--write-baseline');
    expect(check('a.yaml', '--baseline', BASELINE, '--write-baseline').out).not.toContain('gone');
    expect(entriesOf()).toHaveLength(2);
    rmSync('b.yaml');
    check('a.yaml', '--baseline', BASELINE, '--write-baseline');
    expect(entriesOf()).toHaveLength(1);
  });

  test('is not written while something cannot be read', () => {
    write('web.yaml', `${BLOCKED}---\nkind: [\n`);
    const { code, err } = check('web.yaml', '--write-baseline');
    expect(code).toBe(2);
    expect(err).toContain(`${BASELINE} was not written, since not all of the input could be read`);
    expect(everyFile('.')).toEqual(['web.yaml']);
  });

  test('leaves known findings in SARIF as unchanged, so that code scanning does not close them', () => {
    write('web.yaml', BLOCKED);
    check('web.yaml', '--write-baseline');
    write('east.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: east'));
    const { results } = JSON.parse(check('web.yaml', 'east.yaml', '--baseline', BASELINE, '--format', 'sarif').out).runs[0];
    expect(results.map((result: { baselineState: string }) => result.baselineState)).toEqual(['new', 'unchanged']);
  });

  test.each([
    ['it does not exist', undefined, /^none\.json: error: There is no baseline at this path/],
    ['it is not YAML', '{\n  "version": 1,\n<<<<<<< HEAD\n', /^none\.json:\d: error: This file /],
    ['it is empty', '', /^none\.json:1: error: version is empty\. Allowed: 1\./],
    ['its version is another', '{"version": 2, "findings": []}', /^none\.json:1: error: version is 2\. Allowed: 1\./],
    ['it has no list', '{"version": 1}', /^none\.json:1: error: findings is empty\. Allowed: a list/],
    ['a fingerprint is invalid', '{\n"version": 1,\n"findings": [\n{"fingerprint": "x"}]}', /^none\.json:4: error: findings\[0\]\.fingerprint is "x"/],
    ['a fingerprint is missing', '{\n"version": 1,\n"findings": [\n{"rule": "x"}]}', /^none\.json:4: error: findings\[0\] has no fingerprint/],
    ['a count is invalid', '{"version": 1, "findings": [{"fingerprint": "0123456789abcdef", "count": 0}]}', /findings\[0\]\.count is 0/],
    ['a key is unknown', '{"version": 1, "findings": [{"fingerprint": "0123456789abcdef", "ruel": "x"}]}', /findings\[0\]\.ruel is not a setting: did you mean rule\?/],
  ])('fails with 2 when %s', (_, text, message) => {
    if (text !== undefined) { write('none.json', text); }
    write('web.yaml', BLOCKED);
    const { code, err } = check('web.yaml', '--baseline', 'none.json', '--format', 'json');
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('input that cannot be read', () => {
  beforeEach(() => {
    write('manifests/web.yaml', BLOCKED);
    mkdirSync('manifests/chart/templates', { recursive: true });
    write('manifests/chart/Chart.yaml', 'name: chart\n');
    write('manifests/chart/templates/web.yaml', 'kind: {{ .Values.kind }}\n');
  });

  test('is named, the rest is judged, and the exit code is 2', () => {
    const { code, out } = check('manifests');
    expect(code).toBe(2);
    expect(out).toContain('manifests/chart/Chart.yaml\n');
    expect(out).toContain(RULE);
  });

  test.each([
    ['by an option', ['--exclude', 'chart'], ''],
    ['by a path with a star', ['--exclude', 'manifests/ch*'], ''],
    ['by the settings', [], 'exclude: [{ path: manifests/chart }]\n'],
  ])('does not matter when its path is excluded %s', (_, options, settings) => {
    if (settings) { write('.zero-downtime.yaml', settings); }
    const { code, out } = check('manifests', ...options);
    expect(out).not.toContain('chart');
    expect(code).toBe(1);
  });

  test('is named, and does not fail, with --skip-unreadable', () => {
    const { code, out } = check('manifests', '--skip-unreadable', '--write-baseline');
    expect(out).toContain('manifests/chart/Chart.yaml\n');
    expect(out).toContain('not all of the input could be read');
    expect(code).toBe(0);
  });

  test('fails despite --skip-unreadable if there is nothing else', () => {
    expect(check('manifests/chart', '--skip-unreadable').code).toBe(2);
  });

  test('fails when all is excluded', () => {
    const { code, out } = check('manifests', '--exclude', 'manifests');
    expect(code).toBe(2);
    expect(out).toContain('All files with objects are excluded, so nothing was judged.');
  });

  test('says so when an exclusion excludes nothing', () => {
    expect(check('manifests/web.yaml', '--exclude', 'legacy').out).toContain('This excludes none of the objects that were read.');
  });
});

test('reports without failing with --fail-on none', () => {
  write('web.yaml', BLOCKED);
  const { code, out } = check('web.yaml', '--fail-on', 'none');
  expect(code).toBe(0);
  expect(out).toContain(RULE);
  expect(check('nowhere.yaml', '--fail-on', 'none').code).toBe(2);
});

describe('severities', () => {
  const severitiesWith = (settings: string): string[] => {
    write('web.yaml', BLOCKED);
    write('.zero-downtime.yaml', settings);
    return JSON.parse(check('web.yaml', '--all', '--format', 'json').out).findings.map(({ severity }: { severity: string }) => severity);
  };

  test('are set for all rules that a pattern matches, the id before the longer before the shorter pattern', () => {
    expect(severitiesWith('severities: { "*": info }\n')).toEqual(['info']);
    expect(severitiesWith('severities: { pdb-*: warning, "*": info }\n')).toEqual(['warning']);
    expect(severitiesWith(`severities: { ${RULE}: error, pdb-*: warning }\n`)).toEqual(['error']);
    expect(severitiesWith('severities: { "*": off }\n')).toEqual([]);
  });

  test('are set for a namespace before those of all', () => {
    expect(severitiesWith('severities: { pdb-*: info }\nnamespaces: [{ namespace: sh*, severities: { pdb-*: warning } }]\n')).toEqual(['warning']);
    expect(severitiesWith('namespaces: [{ namespace: east, severities: { pdb-*: warning } }]\n')).toEqual(['error']);
    expect(severitiesWith('namespaces: [{ namespace: shop, severities: { "*": off } }]\n')).toEqual([]);
  });

  test.each([
    ['a pattern matches no rule', 'severities: { pbd-*: off }\n', 'severities[\'pbd-*\'] matches no rule of `check`.'],
    ['an entry has no severities', 'namespaces: [{ namespace: shop }]\n', 'namespaces[0] lacks namespace or severities.'],
    ['an entry has no namespace', 'namespaces: [{ severities: { pdb-*: info } }]\n', 'namespaces[0] lacks namespace or severities.'],
    ['they are not a list', 'namespaces: shop\n', 'namespaces is "shop". Allowed: a list'],
  ])('fails with 2 when %s', (_, settings, message) => {
    write('web.yaml', BLOCKED);
    write('.zero-downtime.yaml', settings);
    const { code, err } = check('web.yaml', '--format', 'json');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
