import { App, Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { AnyProps, expectParts, expectRefusal, manifestsOf, messageOf, newService } from './refusal';
import { PreStop } from '../../../src';

const CONTEXT = 'cdk8s-zero-downtime/kubernetes-version';
const LOST = 'Fields that the cluster does not know are dropped without a message, and with them the delay or the budget that protects requests.';
const ALLOWED = "a version from 1.27 in quotes, such as '1.33'";

const NO_VERSIONS: [what: string, value: any, shown: string, remedy: string][] = [
  ['a number, which YAML and JavaScript read as 1.3', 1.30, '1.3', 'quote it: without quotes, 1.30 is read as 1.3'],
  ['a minor version only', 30, '30', 'quote it'],
  ['too old', '1.26', '"1.26"', 'give the version of the oldest control plane or kubelet that will run this'],
  ['a number in quotes that lost its zero', '1.3', '"1.3"', 'give the version of the oldest'],
  ['another major version', '2.0', '"2.0"', 'give the version of the oldest'],
  ['a major version only', '1', '"1"', 'give the version of the oldest'],
  ['a word', 'latest', '"latest"', 'give the version of the oldest'],
  ['a range', '>=1.30', '">=1.30"', 'give the version of the oldest'],
  ['empty', '', '""', 'give the version of the oldest'],
  ['with a space', '1.30 ', '"1.30 "', 'give the version of the oldest'],
];

test.each(NO_VERSIONS)('fails when kubernetesVersion is %s', (_, kubernetesVersion, given, remedy) => {
  expectRefusal({ kubernetesVersion }, { prop: 'kubernetesVersion', given, allowed: ALLOWED, because: LOST, remedy });
});

test('fails when kubernetesVersion is null', () => {
  expectRefusal({ kubernetesVersion: null }, { prop: 'kubernetesVersion', given: 'null', allowed: ALLOWED, because: LOST, remedy: 'give the version' });
});

test.each(NO_VERSIONS)('fails when the version in the context of the app is %s', (_, version, given, remedy) => {
  expectParts(refusalWithContext(version), { prop: `context ${CONTEXT}`, given, allowed: ALLOWED, because: LOST, remedy });
});

test.each(['1.30', 'v1.30', '1.30.4', 'v1.33.0', '1.30.4-eks-1', 'v1.30.4+k3s1'])('takes the version %s', kubernetesVersion => {
  expect(manifestsOf({ kubernetesVersion })).toMatch(/sleep:\s+seconds: 10\n/);
});

test.each(['1.30', '1.31', '1.32', '1.37'])('renders the same for %s as where no version is stated', kubernetesVersion => {
  expect(manifestsOf({ kubernetesVersion })).toBe(manifestsOf({}));
});

const NO_SLEEP = {
  prop: 'preStop',
  given: 'PreStop.sleep',
  allowed: "only with kubernetesVersion '1.30' or newer; this service is for 1.29",
  because: 'SIGTERM is sent at once, and requests that are still routed to the pod fail',
  remedy: 'use PreStop.shell() if the image has a shell, else PreStop.httpGet or PreStop.command',
};

test('fails when the cluster is too old for the sleep hook', () => {
  expectRefusal({ kubernetesVersion: '1.29' }, NO_SLEEP);
  expectRefusal({ kubernetesVersion: 'v1.29.15-gke.1', preStop: PreStop.sleep() }, NO_SLEEP);
});

test('fails when the cluster that the app names is too old for the sleep hook', () => {
  expectParts(refusalWithContext('1.29'), NO_SLEEP);
});

test('takes the prop of a service before the context of the app', () => {
  expect(messageOf(() => manifestsWithContext('1.31', { kubernetesVersion: '1.29' }))).toContain('this service is for 1.29');
  expect(manifestsWithContext('1.27', { kubernetesVersion: '1.30' })).toMatch(/sleep:\s+seconds: 10\n/);
});

test('takes hooks that old clusters know', () => {
  expect(manifestsOf({ kubernetesVersion: '1.27', preStop: PreStop.shell() })).toContain('sleep 10');
});

const SIDECARS = ['logs', 'proxy'].map(name => ({ name, image: `registry.example.com/${name}:1.0.0` }));

test('fails when the cluster is too old for sidecars', () => {
  expectRefusal({ kubernetesVersion: '1.28', sidecars: SIDECARS, preStop: PreStop.shell() }, {
    prop: 'sidecars',
    given: '"logs, proxy"',
    allowed: "only with kubernetesVersion '1.29' or newer; this service is for 1.28",
    because: 'which never happens: pods do not start',
    remedy: "add it with 'deployment.addContainer', and keep it alive as long as the application",
  });
  expect(manifestsOf({ kubernetesVersion: '1.29', sidecars: SIDECARS, preStop: PreStop.shell() })).toContain('restartPolicy: Always\n');
});

function manifestsWithContext(version: unknown, props: AnyProps = {}): string {
  const app = new App();
  app.node.setContext(CONTEXT, version);
  newService(new Chart(app, 'prod'), 'my-svc', props);
  return app.synthYaml();
}

function refusalWithContext(version: unknown): string {
  return messageOf(() => manifestsWithContext(version));
}

test.each(['1ST', 'A B', 'a:b'])('fails when a variable has the name %s, which only clusters from 1.32 take', name => {
  const envVariables = { [name]: EnvValue.fromValue('x') };
  expectRefusal({ envVariables, kubernetesVersion: '1.31' }, {
    prop: `envVariables['${name}']`,
    given: `"${name}"`,
    allowed: "only with kubernetesVersion '1.32' or newer; this service is for 1.31",
    because: 'The API server rejects it, and the release stops.',
    remedy: 'name it with letters, digits, dashes, dots and underscores, and no digit first',
  });
  expect(manifestsOf({ envVariables })).toContain('kind: Deployment');
});
