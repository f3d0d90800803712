import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { CLEAN, command, inWorkspace, Outcome, write } from './workspace';
import { exampleManifests } from '../../src/rules/examples';
import { NEW_IMAGE, RULE, TIGHTENED } from '../engine/diffing';

inWorkspace();

const RELEASED = exampleManifests(NEW_IMAGE);
const UNSAFE = exampleManifests(TIGHTENED);

function diff(...args: string[]): Outcome {
  return command(['diff', '--kubernetes-version', '1.34', ...args]);
}

function sides(before: string, after: string): [string, string] {
  return [write('before/web.yaml', before), write('after/web.yaml', after)];
}

test('passes a release that users do not notice, and lists what restarts', () => {
  const { code, out, err } = diff(...sides(CLEAN, RELEASED));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^What restarts\n {2}Deployment shop\/web, .*\n\n/);
  expect(out).toMatch(/\n1 object changes; 3 objects in all\.\n1 Deployment restarts, .*; capacity never under 100 % in rollouts; no\s+change\s+was\s+found\s+that\s+users\s+would\s+notice\.\n$/s);
});

test('draws timelines with --timeline, in the text only', () => {
  expect(diff('--timeline', ...sides(CLEAN, RELEASED)).out).toMatch(/^What restarts\n\nshop\/web\n/);
  expect(diff('--timeline', '--format', 'json', 'before', 'after')).toMatchObject({ code: 2, err: expect.stringContaining('--timeline is for text only.') });
});

test('fails with 1 on an error, and states where it is and which releases to make instead', () => {
  const { code, out } = diff(...sides(CLEAN, UNSAFE));
  expect(code).toBe(1);
  expect(out).toMatch(/^Service shop\/web after\/web\.yaml:\d+\n {2}error {4}service-selector-tightened, line \d+\n/);
  expect(out.replace(/\s+/g, ' ')).toContain('Release 1: this change, but with spec.selector of Service web set to { "app": "web" }.');
});

test('leaves out files with --exclude, on both sides, in addition to the settings', () => {
  sides(CLEAN, CLEAN);
  write('before/chart/web.yaml', CLEAN.replaceAll('shop', 'other'));
  write('after/chart/web.yaml', UNSAFE.replaceAll('shop', 'other'));
  expect(diff('before', 'after').code).toBe(1);
  expect(diff('before', 'after', '--exclude', 'chart')).toMatchObject({ code: 0, out: expect.stringContaining('Nothing changes; 3 objects in all.') });
  expect(diff('before', 'after', '--exclude', 'chart', '--exclude', 'legacy').out).toContain('--exclude legacy\n');
  write('.zero-downtime.yaml', 'exclude: [{ path: after/chart }, { path: before/chart }]\n');
  expect(diff('before', 'after', '--exclude', 'nothing').code).toBe(0);
});

test('compares folders, but not a folder with itself', () => {
  sides(CLEAN, CLEAN);
  expect(diff('before', 'after')).toEqual({
    code: 0, out: 'Nothing changes; 3 objects in all.\nNo workload restarts; no change was found that users would notice.\n', err: '',
  });
});

test('takes one side from standard input', () => {
  const [before] = sides(CLEAN, '');
  expect(command(['diff', before, '-'], { stdin: UNSAFE }).code).toBe(1);
  expect(command(['diff', '-', before], { stdin: CLEAN }).code).toBe(0);
});

test('what depends on the whole set of manifests is left to check', () => {
  const blocked = exampleManifests('kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n');
  expect(diff(...sides(blocked, blocked)).code).toBe(0);
});

describe('a commit', () => {
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { stdio: 'pipe' });
  beforeEach(() => {
    git('init', '--quiet', '--initial-branch=main');
    write('dist/web.yaml', CLEAN);
    git('add', '.');
    git('commit', '--quiet', '--message=one');
    write('dist/web.yaml', UNSAFE);
  });

  test('is compared with what is in the folder now', () => {
    const { code, out } = diff('git:HEAD:dist', 'dist');
    expect(code).toBe(1);
    expect(out).toContain(RULE);
  });

  test('is named where something was removed', () => {
    write('dist/web.yaml', exampleManifests('kind: Service\n$patch: delete\n'));
    expect(JSON.parse(diff('git:HEAD:dist', 'dist', '--format', 'json').out).findings.map(({ file }: { file: string }) => file))
      .toEqual(expect.arrayContaining(['git:HEAD:dist/web.yaml']));
  });

  test('fails with 2 when there is no such revision', () => {
    const { code, out } = diff('git:nope:dist', 'dist');
    expect(code).toBe(2);
    expect(out).toMatch(/Problems with the input\n {2}error/);
  });
});

describe('formats', () => {
  test.each(['json', 'sarif', 'markdown'])('--format %s', format => {
    const { code, out } = diff(...sides(CLEAN, UNSAFE), '--format', format);
    expect(code).toBe(1);
    expect(out).toContain(RULE);
    if (format !== 'markdown') { expect(() => JSON.parse(out)).not.toThrow(); }
  });

  test.each([['update.json', '{'], ['update.sarif', '{'], ['update.md', '#'], ['update.txt', 'Service']])('--out %s chooses it, and the sentence is shown', (out, start) => {
    const outcome = diff(...sides(CLEAN, UNSAFE), '--out', out);
    expect(outcome).toEqual({ code: 1, out: '', err: expect.stringMatching(/^1 Deployment restarts, .*stuck\.\n$/s) });
    expect(readFileSync(out, 'utf8').startsWith(start)).toBe(true);
  });
});

describe('where a route has dates', () => {
  const api = (rules: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api, namespace: shop, annotations: { cdk8s-zero-downtime/version.v1: deprecated=2026-12-01 sunset=2027-06-30 } }
spec: { ingressClassName: traefik, rules: [{ host: api.example.com, http: { paths: [${rules}] } }] }
`;
  const path = (version: string) => `{ path: /${version}, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }`;
  const both = () => sides(`${CLEAN}---\n${api(`${path('v1')}, ${path('v2')}`)}`, `${CLEAN}---\n${api(path('v2'))}`);

  test('the day is that of the clock, and the report has it', () => {
    const { code, out } = diff(...both());
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain('The announced sunset is 2027-06-30, 214 days from today.');
    expect(out).toContain('\nToday is 2026-11-28.\n');
  });

  test('the day is the one of --at', () => {
    const { code, out } = diff(...both(), '--at', '2027-06-30');
    expect(code).toBe(0);
    expect(out).toContain('Today is 2027-06-30.\n');
  });

  test.each([['json', '"today": "2026-11-28"'], ['sarif', '"today": "2026-11-28"'], ['markdown', 'Today is 2026-11-28.']])('%s has the day', (format, text) => {
    expect(diff(...both(), '--format', format).out).toContain(text);
  });

  test('elsewhere no day is named', () => {
    expect(diff(...sides(CLEAN, UNSAFE)).out).not.toContain('Today is');
  });
});

describe('fails with 2, and a sentence,', () => {
  test.each([
    [[], 'Name what runs and what will run: diff BEFORE AFTER, such as: diff git:origin/main:manifests manifests'],
    [['a'], 'Name what runs and what will run: diff BEFORE AFTER, such as: diff git:origin/main:manifests manifests'],
    [['a', 'b', 'c'], 'There are 3 sides: a, b, c. Name what runs and what will run: diff BEFORE AFTER, such as: diff git:origin/main:manifests manifests'],
    [['-', '-'], 'Only one side can be read from standard input.'],
    [['a', 'cluster:'], 'A cluster can only be the first side: what will run must be in files.'],
    [['a', 'b', '--prune-selector', 'app=web'], '--prune-selector is for comparing with cluster: only.'],
    [['a', 'b', '--at', '2026-02-30'], '--at is "2026-02-30". Allowed: a day such as 2026-11-28.'],
    [['a', 'b', '--formt', 'json'], '--formt is not an option of diff: did you mean --format?'],
    [['a', 'b', '--format', 'yaml'], '--format is "yaml".'],
  ])('on %j', (args, message) => {
    const { code, out, err } = diff(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test('when a side does not exist', () => {
    const { code, out } = diff(write('a.yaml', CLEAN), 'nowhere');
    expect(code).toBe(2);
    expect(out).toContain('nowhere');
  });

  test('when a folder has no manifests, whichever side it is', () => {
    mkdirSync('empty');
    const file = write('a.yaml', CLEAN);
    for (const args of [['empty', file], [file, 'empty']]) {
      const { code, out } = diff(...args);
      expect(code).toBe(2);
      expect(out.replace(/\s+/g, ' ')).toContain('empty');
    }
  });

  test('when a file is only half written', () => {
    const { code, out } = diff(write('a.yaml', CLEAN), write('b.yaml', CLEAN.slice(0, -40) + '\n  {'));
    expect(code).toBe(2);
    expect(out).toMatch(/b\.yaml:\d+\n {11}This document cannot be read/);
  });

  test('when files for several clusters are compared with one, which is not asked', () => {
    write('dist/dev.yaml', CLEAN);
    write('dist/prod.yaml', CLEAN.replaceAll('1.4.2', '1.4.1'));
    const { code, out } = diff('cluster:', 'dist');
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain('Name only the files that are applied to that cluster.');
  });

  test('when the settings are wrong', () => {
    write('.zero-downtime.yaml', 'platform: nowhere\n');
    expect(diff(...sides(CLEAN, CLEAN)).code).toBe(2);
  });
});

test('the usage says how', () => {
  expect(command(['diff', '--help']).out).toContain('cdk8s-zero-downtime diff BEFORE AFTER');
});
