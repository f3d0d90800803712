import { execFileSync } from 'node:child_process';
import { command, inWorkspace, Outcome, write } from './workspace';
import { contract } from '../rules/diff/contract/contract-manifests';
import { app, document } from '../rules/diff/routing/route-manifests';

inWorkspace();

// GraphQL is compared by a package that the tests have; what compares OpenAPI is tried in test/comparers.
const schema = (fields: string, annotations = '') => document(`apiVersion: v1
kind: ConfigMap
metadata:
  name: orders-contract
  namespace: shop
  annotations:
    cdk8s-zero-downtime/contract: graphql
    cdk8s-zero-downtime/contract-of: Service/orders${annotations}
data:
  schema.graphql: |
    type Query {
${fields.split(', ').map(field => `      ${field}`).join('\n')}
    }`);
const BEFORE = app('orders') + schema('orders: [String], order(id: ID): String');
const NARROWED = app('orders') + schema('orders: [String]');

function diff(...args: string[]): Outcome {
  // Of oasdiff and buf there is nothing here.
  const { PATH } = process.env;
  process.env.PATH = '';
  try {
    return command(['diff', '--kubernetes-version', '1.34', ...args]);
  } finally {
    process.env.PATH = PATH;
  }
}

test('fails with 1 when a release breaks a client of what runs, and names the tool that compared', () => {
  write('before/app.yaml', BEFORE);
  write('after/app.yaml', NARROWED);
  const { code, out, err } = diff('before', 'after');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out.replace(/\s+/g, ' ')).toMatch(/error contract-narrowed-in-version, line \d+ The contract of orders: .*order.* A client that works today has its whole query refused, since it asks for something that is removed\./);
  expect(out).toMatch(/\nContracts: 1 compared by .*graphql.*\.\n/);
});

test('each format has the finding and the tool that compared', () => {
  write('before/app.yaml', BEFORE);
  write('after/app.yaml', NARROWED);
  const json = JSON.parse(diff('--format', 'json', 'before', 'after').out);
  expect(json.contracts).toEqual({ compared: 1, notCompared: 0, unchanged: 0, added: 0, by: [expect.stringContaining('graphql')] });
  expect(json.findings.map(({ rule }: { rule: string }) => rule)).toContain('contract-narrowed-in-version');
  expect(diff('--format', 'markdown', 'before', 'after').out).toMatch(/Contracts: 1 compared by .*\[contract-narrowed-in-version\]/s);
  const { runs: [run] } = JSON.parse(diff('--format', 'sarif', 'before', 'after').out);
  expect(run.properties.contracts).toContain('1 compared by');
  expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('contract-narrowed-in-version');
});

test('passes when the contract grows, and does not mention contracts where none is recorded', () => {
  write('before/app.yaml', BEFORE);
  write('after/app.yaml', app('orders') + schema('orders: [String], order(id: ID): String, more: Int'));
  expect(diff('before', 'after').code).toBe(0);
  write('before/app.yaml', app('orders'));
  write('after/app.yaml', app('orders', 4));
  expect(diff('before', 'after').out).not.toContain('Contracts');
});

test('compares a revision of git with files', () => {
  write('manifests/app.yaml', BEFORE);
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { stdio: 'ignore' });
  git('init');
  git('add', 'manifests');
  git('commit', '-m', 'first');
  write('manifests/app.yaml', NARROWED);
  const { code, out } = command(['diff', '--kubernetes-version', '1.34', 'git:HEAD:manifests', 'manifests']);
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('contract-narrowed-in-version') });
});

test('fails when a contract changed and nothing compares it, with the ways to install it', () => {
  write('before/app.yaml', app('orders') + contract(['GET /a'], { of: 'Service/orders' }));
  write('after/app.yaml', app('orders') + contract(['GET /a', 'GET /b'], { of: 'Service/orders' }));
  const { code, out } = diff('before', 'after');
  expect(code).toBe(1);
  expect(out.replace(/\s+/g, ' ')).toMatch(/error contract-not-compared.*cdk8s-zero-downtime-openapi.*oasdiff/);
  expect(out).toContain('Contracts: 1 changed and not compared.');
});

test('a finding is acknowledged in the ConfigMap with a reason, and its severity is set', () => {
  write('before/app.yaml', BEFORE);
  write('after/app.yaml', app('orders') + schema('orders: [String]', '\n    cdk8s-zero-downtime/acknowledge.contract-narrowed-in-version: nothing asks for order'));
  const { code, out } = diff('before', 'after');
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Reason: nothing asks for order') });
  write('after/app.yaml', NARROWED);
  write('.zero-downtime.yaml', 'severities: { contract-narrowed-in-version: warning }\n');
  expect(diff('before', 'after').code).toBe(0);
});

test('is invalid input when a recorded contract is malformed', () => {
  write('before/app.yaml', BEFORE);
  write('after/app.yaml', app('orders') + contract(['GET /a'], { of: 'Service/orders' }).replace('"openapi": "3.0.3",', '"openapi": "3.0.3"'));
  const { code, out } = diff('before', 'after');
  expect(code).toBe(2);
  expect(out.replace(/\s+/g, ' ')).toContain('so the contract cannot be compared. Record it again.');
});
