import { runAsNonRootConflict } from '../../../../../src/rules/check/cluster';
import { userZero as rule } from '../../../../../src/rules/check/cluster/run-as-non-root-conflict/user-zero';
import { messagesOn, verdictsOn } from '../../judging';

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'runAsUser'];
const POD = ['spec', 'template', 'spec', 'securityContext', 'runAsUser'];

const pod = (context: string, container: string) =>
  `kind: Deployment\nspec: { template: { spec: { securityContext: ${context.replace('{', '{ $patch: replace,')}, containers: [{ name: web, securityContext: ${container} }] } } }\n`;

test('finds a container that runs as root while its pod must not', () => {
  expect(verdictsOn(rule, runAsNonRootConflict.examples.failing)).toMatchObject([{
    object: { kind: 'Deployment' },
    violations: [{
      path: CONTAINER,
      message: 'Container web has runAsUser 0, but runAsNonRoot is true: the kubelet does not start it, and the update gets stuck.',
      fix: 'Set spec.template.spec.containers[0].securityContext.runAsUser to the user of the application, or spec.template.spec.securityContext.runAsNonRoot to false.',
    }],
  }]);
});

test.each([
  ['the user of the pod', '{ runAsUser: 0 }', '{ runAsNonRoot: true }', POD],
  ['both fields of the pod', '{ runAsUser: 0, runAsNonRoot: true }', '{ privileged: false }', POD],
  ['both fields of the container', '{ runAsUser: 1000 }', '{ runAsUser: 0, runAsNonRoot: true }', CONTAINER],
])('finds %s', (_, context, container, path) => {
  expect(verdictsOn(rule, pod(context, container))[0].violations).toMatchObject([{ path }]);
});

test.each([
  ['a container with a user of its own', '{ runAsUser: 0, runAsNonRoot: true }', '{ runAsUser: 1000 }'],
  ['a container that may run as root', '{ runAsUser: 0, runAsNonRoot: true }', '{ runAsNonRoot: false }'],
  ['an image that sets its user', '{ runAsNonRoot: true }', '{ privileged: false }'],
  ['root without runAsNonRoot', '{ runAsUser: 0 }', '{ privileged: false }'],
])('does not report %s', (_, context, container) => {
  expect(messagesOn(rule, pod(context, container))).toEqual([]);
});

test('does not report Windows pods, for which runAsUser is ignored', () => {
  const windows = 'kind: Deployment\nspec: { template: { spec: { os: { name: windows }, securityContext: { runAsUser: 0, runAsNonRoot: true } } } }\n';
  expect(messagesOn(rule, windows)).toEqual([]);
});

test.each([
  ['Pod', 'v1', 'spec: { securityContext: { runAsUser: 0, runAsNonRoot: true }, containers: [{ name: web, image: web:1 }] }'],
  ['StatefulSet', 'apps/v1', 'spec: { template: { spec: { securityContext: { runAsUser: 0, runAsNonRoot: true }, containers: [{ name: web, image: web:1 }] } } }'],
  ['CronJob', 'batch/v1', 'spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: web, securityContext: { runAsUser: 0, runAsNonRoot: true } }] } } } } }'],
])('finds it in a %s', (kind, apiVersion, spec) => {
  expect(messagesOn(rule, `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: other }\n${spec}\n`))
    .toEqual(['Container web has runAsUser 0, but runAsNonRoot is true: the kubelet does not start it, and the update gets stuck.']);
});
