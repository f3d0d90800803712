import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { answerOf, kubectlIn } from '../../src/rehearse/kubectl';

const before = { ...process.env };
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kubectl-')); });
afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true });
});

/** A program called kubectl. */
function kubectl(script: string) {
  writeFileSync(join(folder, 'kubectl'), `#!${process.execPath}\n${script}`);
  chmodSync(join(folder, 'kubectl'), 0o755);
  process.env.PATH = `${folder}${delimiter}${process.env.PATH}`;
  return kubectlIn('staging', 'shop');
}

test('each call names its context and namespace, and has its input', async () => {
  const it = kubectl('process.stdout.write(JSON.stringify(process.argv.slice(2)) + require("fs").readFileSync(0))');
  expect(await answerOf(it, ['apply', '-f', '-'], { input: 'x; rm' })).toBe('["--context=staging","--namespace=shop","apply","-f","-"]x; rm');
});

test('a call that does not end is ended', async () => {
  const answer = await kubectl('setInterval(() => 0, 1000)').call([], { timeout: 200 });
  expect(answer.failure).toBe('timeout');
});

test('without kubectl it says so', async () => {
  process.env.PATH = folder;
  await expect(answerOf(kubectlIn('staging', 'shop'), ['get', 'pods'])).rejects.toThrow('kubectl is not installed, or not on the PATH. Install it.');
});

test.each([
  ['Error from server (Forbidden): pods is forbidden: User "jo" cannot list resource "pods" in API group "" in the namespace "shop"',
    '"jo" is not allowed to list pods. Give it a Role with this verb; `kubectl auth can-i list pods --namespace=shop` shows whether it has it.'],
  ['error: context "staging" does not exist', 'kubectl does not have a context with this name. `kubectl config get-contexts` lists its contexts.'],
  ['The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?',
    'There is no connection to 10.0.0.1:6443. Is it running, and can it be reached from this network?'],
  ['', 'kubectl failed without a message. Run `kubectl get namespaces` to see why.'],
])('a failure is a sentence that says what to do: %s', async (line, sentence) => {
  await expect(answerOf(kubectl(`console.error(${JSON.stringify(line)}); process.exitCode = 1`), ['get', 'pods'])).rejects.toThrow(sentence);
});

test('a stream hands on each line as it comes, until it is stopped', async () => {
  const lines: string[] = [];
  const seen = new Promise<void>(resolve => {
    const stream = kubectl('process.stdout.write("a\\nb"); setTimeout(() => console.log("c"), 50); setInterval(() => 0, 1000)')
      .stream(['get'], line => {
        lines.push(line);
        if (lines.length === 2) { void stream.stop().then(() => resolve()); }
      });
  });
  await seen;
  expect(lines).toEqual(['a', 'bc']);
});
