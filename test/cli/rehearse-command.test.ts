import { Cluster, readingKubectl } from './reading-kubectl';
import { inWorkspace, Outcome, write } from './workspace';
import { rehearseCommand } from '../../src/cli/rehearse-command';
import { exampleManifests } from '../../src/rules/examples';

inWorkspace();
const PATH = process.env.PATH;
afterEach(() => { process.env.PATH = PATH; });

const HERE = ['--context', 'staging', '--namespace', 'rehearsal'];
const FROM_POD = ['web.yaml', '--restart', '--from-cluster'];
const IN_A_POD = [...FROM_POD, ...HERE];
const WEB = exampleManifests('').replaceAll('namespace: shop', '');

interface Person {
  readonly says?: string;
}

interface Rehearsed extends Outcome {
  readonly calls: string[];
  readonly asked: string[];
}

async function rehearse(args: string[], cluster: Cluster = {}, { says }: Person = {}): Promise<Rehearsed> {
  const calls = readingKubectl(cluster);
  const asked: string[] = [];
  let [out, err] = ['', ''];
  const answer = (question: string): string => { asked.push(question); return says!; };
  const code = await rehearseCommand(args, {
    stdin: () => '',
    out: text => { out += text; },
    err: text => { err += text; },
    ...says !== undefined && { answer, confirm: (question: string) => answer(question) === 'y' },
  });
  return { code, out, err, asked, calls: calls() };
}

/** The plan may be written, and nothing else: the stand-in knows no verb that changes anything, and none was tried. */
const readsOnly = (calls: readonly string[]) => calls.every(call => /^(get|version|api-resources|config) ?/.test(call));

beforeEach(() => { write('web.yaml', WEB); });

describe('before anything is done', () => {
  test('the plan is shown with the command that cleans after a crash, on a line of its own', async () => {
    const { code, out, err, calls } = await rehearse(IN_A_POD);
    const [, id] = /^Rehearsal ([0-9a-f]{6}): namespace rehearsal of context staging, 1 run\n/.exec(out)!;
    expect(out).toContain(`After a crash, run:\n    cdk8s-zero-downtime rehearse --clean ${id} --context staging --namespace rehearsal\n`);
    expect(out).toMatch(/\n {2}prepare {6}.* s +create namespace rehearsal, apply the manifests, wait until it\s+is\s+available\n/);
    expect(out.replace(/\s+/g, ' ')).toMatch(/The limit for the restart is \d+ s; after that, the run counts as unfinished\./);
    expect([code, err]).toEqual([2, 'There is no terminal for a prompt, so nothing was done. Add --yes to rehearse without a prompt.\n']);
    expect(readsOnly(calls)).toBe(true);
  });

  test('a person is asked, and may decline', async () => {
    const { code, asked, calls } = await rehearse(IN_A_POD, {}, { says: 'n' });
    expect([code, asked]).toEqual([2, ['Rehearse? [y/N] ']]);
    expect(readsOnly(calls)).toBe(true);
  });

  test('a context that no option names must be typed', async () => {
    const { code, asked, err } = await rehearse([...FROM_POD, '--namespace', 'rehearsal'], { current: 'prod' }, { says: 'staging' });
    expect([code, asked]).toEqual([2, ['Type the name of the context to rehearse there (prod): ']]);
    expect(err).toBe('The name does not match, so nothing was done.\n');
  });

  test('a pipeline must name its context', async () => {
    const { code, err } = await rehearse([...FROM_POD, '--namespace', 'rehearsal', '--yes'], { current: 'prod' });
    expect([code, err]).toEqual([2, 'No option names the context, so the current one would be used: prod. Add --context=prod.\n']);
  });

  test('a name of the manifests does nothing to the terminal', async () => {
    write('web.yaml', WEB.replaceAll('name: web', 'name: "web\\e[31m"'));
    const { out } = await rehearse(IN_A_POD);
    expect(out).toContain('Under test: Deployment web\uFFFD[31m');
    expect(out).not.toContain('\u001b');
  });
});

test('a request that is not idempotent is announced, with no more than all requests that may be sent', async () => {
  const plan = async (...more: string[]) => (await rehearse([...IN_A_POD, ...more])).out.replace(/\s+/g, ' ');
  const number = (text: string, pattern: RegExp): number => Number(pattern.exec(text)![1].replace(/,/g, ''));
  write('buy.http', 'POST /orders\n\n{}\n');
  const text = await plan('--requests', 'buy.http');
  const times = number(text, /POST \/orders is not idempotent, and is sent up to ([\d,]+) times/);
  expect(Math.abs(times - number(text, /to ([\d,]+) requests/))).toBeLessThanOrEqual(1);
});

describe('refuses, and says what to do:', () => {
  const refusals: [string, string[], Cluster, string][] = [
    ['a namespace that it did not make', IN_A_POD, { namespaces: { rehearsal: {} } },
      'Namespace rehearsal was not created by a rehearsal, so its objects may be in use. '
      + 'Name one that does not exist, or add --in-place: then its objects are changed, and restored at the end.'],
    ['no namespace in place', [...IN_A_POD, '--in-place'], {},
      'There is no namespace rehearsal to rehearse in. Leave out --in-place, and it is created and deleted.'],
    ['a name that kubectl would read as an option', [...FROM_POD, '--namespace', '--all'], {},
      '--namespace is "--all". Allowed: a name of a namespace, such as "staging".'],
    ['manifests without a namespace', FROM_POD, {},
      'The manifests name no namespace. Add --namespace with a new one, or with --in-place, an existing one.'],
    ['a cluster as the only side', ['cluster:', '--restart', '--from-cluster', ...HERE], {},
      'A cluster can only be the first of two sides. Name the manifests of what runs there.'],
    ['a node that is an option', ['web.yaml', '--drain', '--all', '--from-cluster', ...HERE], {},
      '--drain is "--all". Allowed: a name of a node, which `kubectl get nodes` lists.'],
    ['a rehearsal without an id', ['--clean', '--context', 'staging', '--namespace', 'shop'], {},
      '--clean is "--context". Allowed: the six characters at the beginning of the plan of a rehearsal, such as "1f0c9a".'],
  ];
  test.each(refusals)('%s', async (_, args, cluster, sentence) => {
    const { code, err, out, calls } = await rehearse(args, cluster);
    expect({ code, err: err.split('\n')[0], out }).toEqual({ code: 2, err: sentence, out: '' });
    expect(readsOnly(calls)).toBe(true);
  });

  test('manifests of two namespaces', async () => {
    const config = (name: string, namespace: string) => `---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: ${name}, namespace: ${namespace} } }\n`;
    write('two.yaml', config('a', 'one') + config('b', 'two'));
    expect((await rehearse(['two.yaml', '--restart', '--from-cluster', '--context', 'staging'])).err).toBe(
      'The manifests name 2 namespaces (one and two), but a rehearsal uses one. Name the manifests of one of them.\n');
  });

  test('two Services, of which one gets the requests', async () => {
    const admin = '{ apiVersion: v1, kind: Service, metadata: { name: admin }, spec: { selector: { app: web }, ports: [{ port: 80 }] } }';
    write('admin.yaml', `${WEB}\n---\n${admin}\n`);
    expect((await rehearse(['admin.yaml', '--restart', '--from-cluster', ...HERE])).err).toMatch(
      /^The manifests have 2 Services \(web and admin\), but requests are sent to one\. Add --url, such as http:\/\/web\.rehearsal\.svc\/, besides --from-cluster\.\n$/);
  });

  test('what Argo CD would revert', async () => {
    write('web.yaml', WEB.replace('    app: web', '$&\n    argocd.argoproj.io/instance: shop'));
    expect((await rehearse(IN_A_POD)).err).toMatch(/Argo CD Application shop applies .*Suspend it first: `argocd app set shop --sync-policy none`\./);
  });
});

test('a clean of what is not there says so, and may be done as often as one likes', async () => {
  const { code, out } = await rehearse(['--clean', '1f0c9a', ...HERE, '--yes']);
  expect([code, out]).toEqual([0, 'Nothing had to be restored in namespace rehearsal.\n']);
});
