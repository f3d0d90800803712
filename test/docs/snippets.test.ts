import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { compiledCommand } from '../cli/compiled-command';
import { BLOCKED, CLEAN } from '../cli/workspace';

const ROOT = join(__dirname, '../..');

interface Step { readonly run?: string; readonly if?: string; readonly env?: Readonly<Record<string, string>> }
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly [name: string]: { readonly steps: readonly Step[] } };
}

/** The YAML between two marks of a page. */
function snippet<T>(page: string, name: string): T {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  return load(new RegExp(`<!-- ${name}:begin -->\\s+\`\`\`yaml\\n(.*?)\`\`\``, 's').exec(text)![1]) as T;
}

let folder: string;
beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), 'snippets-'))); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** The command as npx finds it in a repository that has installed the package. */
function install(): void {
  chmodSync(write('node_modules/.bin/cdk8s-zero-downtime', `#!/bin/sh\nexec node '${compiledCommand()}' "$@"\n`), 0o755);
  write('.gitignore', 'node_modules\n*.md\n*.sarif\nrunner\nbin\n');
}

interface Ended { readonly code: number; readonly output: string }

/** As runners do it, with their variables. */
function bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise(resolve => execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder, env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, ...env },
  }, (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr })));
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@example.com', '-c', 'commit.gpgsign=false', '-C', folder, ...args], { stdio: 'pipe' });
}

/** A branch whose manifests are another step than those of main, which is on the server. */
function branchWith(before: string, after: string): void {
  install();
  write('manifests/web.yaml', before);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'main');
  execFileSync('git', ['clone', '-q', '--bare', folder, join(folder, 'node_modules/origin.git')]);
  git('remote', 'add', 'origin', join(folder, 'node_modules/origin.git'));
  git('fetch', '-q', 'origin');
  git('checkout', '-qb', 'change');
  write('manifests/web.yaml', after);
}

describe('the workflow of docs/check.md', () => {
  test('may upload to code scanning', () => {
    expect(snippet<Workflow>('check.md', 'github').permissions).toEqual({ 'contents': 'read', 'security-events': 'write' });
  });

  test('writes SARIF, and fails by what the baseline has not', async () => {
    install();
    write('manifests/web.yaml', BLOCKED);
    await bash('npx --yes cdk8s-zero-downtime check manifests --write-baseline');
    const [script] = snippet<Workflow>('check.md', 'github').jobs.check.steps.flatMap(({ run }) => run ?? []);
    expect((await bash(script)).code).toBe(0);
    write('manifests/new.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: east'));
    expect((await bash(script)).code).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, 'zero-downtime.sarif'), 'utf8')).runs[0].results).toHaveLength(2);
  });
});

describe('the workflow of docs/diff.md', () => {
  const workflow = snippet<Workflow>('diff.md', 'github');
  const [compare, comment] = workflow.jobs.diff.steps.filter(({ run }) => run !== undefined);

  test('may write comments, and does so with the token and the number of the pull request', () => {
    expect(workflow.permissions).toEqual({ 'contents': 'read', 'pull-requests': 'write' });
    expect(comment.env).toEqual({ GH_TOKEN: '${{ github.token }}', PR: '${{ github.event.pull_request.number }}' });
    expect(comment.if).toBe('${{ !cancelled() }}');
  });

  test('compares with the branch that it is for, and comments', async () => {
    branchWith(CLEAN, BLOCKED);
    // gh itself speaks to GitHub only: this takes what it would send.
    chmodSync(write('bin/gh', '#!/bin/sh\n[ -n "$GH_TOKEN" ] && [ "$1 $2 $3" = "pr comment 7" ] && [ "$4" = --body-file ] && cat "$5" > sent.md\n'), 0o755);
    expect((await bash(compare.run!, { GITHUB_BASE_REF: 'main' })).code).toBe(1);
    expect((await bash(comment.run!, { GH_TOKEN: 'secret', PR: '7' })).code).toBe(0);
    expect(readFileSync(join(folder, 'sent.md'), 'utf8')).toContain('### Will users notice this release?');
  });
});

describe('the job for GitLab of docs/diff.md', () => {
  const job = snippet<{ 'zero-downtime': { script: string[]; after_script: string[] } }>('diff.md', 'gitlab')['zero-downtime'];
  let server: Server;
  let received: { url?: string; token?: unknown; body: string };
  beforeEach(async () => {
    server = createServer((request, response) => {
      received = { url: request.url, token: request.headers['private-token'], body: '' };
      request.on('data', chunk => { received.body += String(chunk); }).on('end', () => response.writeHead(201).end());
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise(resolve => server.close(resolve)));

  test('compares with the target branch, and writes a note to the merge request', async () => {
    branchWith(CLEAN, BLOCKED);
    git('update-ref', '-d', 'refs/remotes/origin/main');
    const env = {
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
      CI_PROJECT_ID: '42',
      CI_MERGE_REQUEST_IID: '7',
      ZERO_DOWNTIME_TOKEN: 'secret',
      no_proxy: '127.0.0.1',
      NO_PROXY: '127.0.0.1',
    };
    expect((await bash(job.script.join('\n'), env)).code).toBe(1);
    expect(await bash(job.after_script.join('\n'), env)).toEqual({ code: 0, output: '' });
    expect(received).toMatchObject({ url: '/api/v4/projects/42/merge_requests/7/notes', token: 'secret' });
    expect(decodeURIComponent(received.body.replaceAll('+', ' '))).toContain('body=### Will users notice this release?');
  });
});

describe('the action', () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
    readonly runs: { readonly steps: readonly Required<Step>[] };
  }
  const { inputs, runs: { steps: [step] } } = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

  function act(given: Readonly<Record<string, string>>): Promise<Ended> {
    mkdirSync(join(folder, 'runner'), { recursive: true });
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => {
      const [, input] = /^\$\{\{ inputs\.(\S+) \}\}$/.exec(value)!;
      return [name, given[input] ?? inputs[input].default!];
    }));
    const [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP] = ['runner/output', 'runner/summary', 'runner'].map(name => join(folder, name));
    return bash(step.run, { ...env, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP });
  }

  test('writes a summary, SARIF and outputs, and fails by findings: with what docs/check.md gives it', async () => {
    install();
    write('manifests/web.yaml', BLOCKED);
    await bash('npx --yes cdk8s-zero-downtime check manifests --write-baseline');
    const [{ with: given }] = snippet<{ with: Record<string, string> }[]>('check.md', 'action');
    expect((await act(given)).code).toBe(0);
    write('manifests/new.yaml', BLOCKED.replaceAll('namespace: shop', 'namespace: east'));
    expect((await act(given)).code).toBe(1);
    expect(readFileSync(join(folder, 'runner/summary'), 'utf8')).toContain('1 new error');
    expect(readFileSync(join(folder, 'runner/output'), 'utf8')).toMatch(/^exit-code=0\nreport=.*\nexit-code=1\nreport=.*zero-downtime\.md\n$/);
    expect(existsSync(join(folder, 'zero-downtime.sarif'))).toBe(true);
  });

  test('takes what an input says for words, not for commands', async () => {
    install();
    await act({ arguments: 'manifests; touch $(touch hurt) `touch hurt`' });
    expect(existsSync(join(folder, 'hurt'))).toBe(false);
  });
});

describe('the hook of pre-commit', () => {
  const [hook] = load(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string; files: string; pass_filenames: boolean }[];
  const { repos: [{ hooks: [asked] }] } = snippet<{ repos: { hooks: { id: string; args: string[] }[] }[] }>('check.md', 'pre-commit');

  test('is the one that docs/check.md names, and runs as that says; scripts/pre-commit-check.sh has pre-commit itself do it', async () => {
    expect(asked.id).toBe(hook.id);
    expect(hook.pass_filenames).toBe(false);
    install();
    write('manifests/web.yaml', BLOCKED);
    expect((await bash([hook.entry, 'manifests'].join(' '))).code).toBe(1);
    await bash('npx --yes cdk8s-zero-downtime check manifests --write-baseline');
    expect((await bash([hook.entry, ...asked.args].join(' '))).code).toBe(0);
  });
});
