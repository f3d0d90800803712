import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run';

const SEED = join(__dirname, '..', 'fixtures', 'seed');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'timeline-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

/** What a command prints, and how it exits. */
function command(args: string[], stdin: string = ''): { code: number; out: string; err: string } {
  let [out, err] = ['', ''];
  const code = run(args, {
    stdin: () => stdin,
    out: text => { out += text; },
    err: text => { err += text; },
  }) as number;
  return { code, out, err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec: {replicas: 2, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: a, image: a:1}]}}}
`;

const service = (name: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 80}]}
`;

test('draws the seed: its drain is blocked, and times that manifests do not state are assumed', () => {
  const { code, out, err } = command(['timeline', SEED]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('Node drain: blocked. The budget allows no eviction.');
  expect(out).not.toContain('! users');
  expect(out).toContain('assumed         longest start: 30 s, the shortest time for which the liveness probe waits');
  expect(out).toContain('assumed         longest request: 30 s, since no annotation states it');
});

test('warns of a pod without a stop delay and without a readiness probe', () => {
  const { out } = command(['timeline', file('web.yaml', `${deployment('web')}---\n${service('web')}`)]);
  expect(out).toContain('For 10 s after SIGTERM, routers still send to each stopping pod');
  expect(out).toContain('there is no readiness probe');
});

test('states that pods without a Service count as pods without users', () => {
  const { out } = command(['timeline', file('web.yaml', deployment('web'))]);
  expect(out).not.toContain('! users');
  expect(out).toContain('assumed         requests: none, since no Service of these manifests selects the pods');
});

test('names the settings as the source of their values', () => {
  const settings = file('settings.yaml', 'deregistrationDelay: 25s\nlongestRequest: 40s\nstartupTime: 90s\n');
  const web = file('web.yaml', `${deployment('web')}---\n${service('web')}`);
  const [{ assumptions }] = JSON.parse(command(['timeline', web, '--config', settings, '--format', 'json']).out).timelines;
  expect(assumptions.slice(1)).toEqual([
    'longest start: 90 s, as the settings state',
    'routers send after removal: 25 s, as the settings state',
    'longest request: 40 s, as the settings state',
  ]);
});

test('reads standard input', () => {
  expect(command(['timeline', '-'], deployment('web')).out).toMatch(/^web\n/);
});

test('draws the same workload of two clusters apart', () => {
  file('dev.k8s.yaml', deployment('web'));
  file('prod.k8s.yaml', deployment('web').replace('replicas: 2', 'replicas: 4'));
  const { timelines } = JSON.parse(command(['timeline', folder, '--format', 'json']).out);
  expect(timelines.map(({ name }: { name: string }) => name)).toEqual([`web (${folder}/dev.k8s.yaml)`, `web (${folder}/prod.k8s.yaml)`]);
});

test.each([['rollout.svg', '<svg '], ['rollout.html', '<!DOCTYPE html>'], ['rollout.json', '{'], ['rollout.txt', 'my-svc\n']])(
  'writes %s in the format of its ending', (name, beginning) => {
    const out = join(folder, name);
    expect(command(['timeline', SEED, '--out', out])).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(out, 'utf8').startsWith(beginning)).toBe(true);
  });

test('a file that cannot be read is named with its line, the others are still drawn, and the exit code is 2', () => {
  const broken = file('broken.yaml', 'apiVersion: v1\nkind: [\n');
  const { code, out, err } = command(['timeline', broken, file('web.yaml', deployment('web'))]);
  expect(code).toBe(2);
  expect(err).toMatch(new RegExp(`^${broken}:\\d+: error: `));
  expect(out).toMatch(/^web\n/);
});

describe('draws nothing if its settings cannot be read, as check judges nothing', () => {
  test.each([
    ['are wrong', () => file('settings.yaml', 'startupTime: soon\n'), /settings\.yaml:1: error: startupTime is "soon"/],
    ['are not there', () => join(folder, 'nowhere.yaml'), /nowhere\.yaml: error: /],
  ])('where the settings %s', (_, settings, message) => {
    const out = join(folder, 'timeline.svg');
    const { code, out: written, err } = command(['timeline', file('web.yaml', deployment('web')), '--config', settings(), '--out', out]);
    expect({ code, written, isThere: existsSync(out) }).toEqual({ code: 2, written: '', isThere: false });
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

test('for unreadable manifests, only the problem is reported', () => {
  const { err } = command(['timeline', '/nowhere/at/all']);
  expect(err.trim().split('\n')).toEqual([expect.stringContaining('/nowhere/at/all')]);
});

test.each([
  ['no path is given', ['timeline'], 'No files are named. Name files, folders, or - for standard input, such as: timeline dist'],
  ['a path leads nowhere', ['timeline', '/nowhere/at/all'], '/nowhere/at/all'],
  ['nothing is found', ['timeline', '-'], 'The input has no workload, so there is nothing to draw. Name the manifests of a Deployment, or of another workload.'],
  ['no name matches', ['timeline', SEED, '--name', 'wbe'], '--name and --namespace match no workload. Allowed: my-svc.'],
  ['the format is unknown', ['timeline', SEED, '--format', 'pdf'], '--format is "pdf". Allowed: text, json, svg or html.'],
  ['an option is unknown', ['timeline', SEED, '--speed'], '--speed'],
  ['the output cannot be written', ['timeline', SEED, '--out', '/nowhere/at/all.svg'], '/nowhere/at/all.svg cannot be written'],
  ['the command is unknown', ['timelime'], "There is no command 'timelime'"],
])('fails with 2 when %s', (_, args, message) => {
  const { code, err } = command(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test.each([[[]], [['help']], [['--help']]])('explains itself (%j)', args => {
  expect(command(args)).toEqual({ code: 0, out: expect.stringContaining('\n  timeline  Draws '), err: '' });
});
