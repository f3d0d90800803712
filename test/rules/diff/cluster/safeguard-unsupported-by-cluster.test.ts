import { safeguardUnsupportedByCluster as rule } from '../../../../src/rules/diff/cluster';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const hook = (lifecycle: string, list = 'containers', name = 'web') => `kind: Deployment\nspec: { template: { spec: { ${list}: [{ name: ${name}, image: 'registry.example.com/web:1.4.2', `
  + `lifecycle: { ${lifecycle} } }] } } }\n`;
const EXEC = hook('preStop: { $patch: replace, exec: { command: [/bin/sh, -c, sleep 10] } }');
const SLEEP = hook('preStop: { $patch: replace, sleep: { seconds: 10 } }');
const QUIT = hook('preStop: { $patch: replace, exec: { command: [nginx, -s, quit] } }');
const SIGNAL = hook('preStop: null, stopSignal: SIGQUIT');

test('fails when a working hook is replaced by a sleep that the cluster does not support', () => {
  const [violation] = violationsOn(rule, SLEEP, EXEC);
  expect(violation.path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'preStop', 'sleep']);
  expect(violation.message).toBe('The preStop hook of container web changes from exec to sleep, which Kubernetes 1.29 does not support: it drops the hook, so that SIGTERM is sent at once, '
    + 'or it refuses the pods.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep spec.template.spec.containers[0].lifecycle.preStop.exec until every node runs Kubernetes 1.30. '
    + 'Release this change, but with spec.template.spec.containers[0].lifecycle.preStop of Deployment web set to { "exec": { "command": ["/bin/sh", "-c", "sleep 10"] } }.');
});

test('fails when the hook was an HTTP request', () => {
  expect(messagesOn(rule, SLEEP, hook('preStop: { $patch: replace, httpGet: { path: /stop, port: 8080 } }'))).toHaveLength(1);
});

test.each([
  ['there was none', SLEEP, hook('preStop: null')],
  ['there was a sleep', hook('preStop: { sleep: { seconds: 15 } }'), SLEEP],
  ['it was none', SLEEP, hook('preStop: { $patch: replace, tcpSocket: { port: 80 } }')],
  ['it becomes another', hook('preStop: { $patch: replace, httpGet: { path: /stop, port: 8080 } }'), EXEC],
  ['it is removed', hook('preStop: null'), EXEC],
  ['the container is another', 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, $patch: delete }, { name: new, image: "a:1", lifecycle: { preStop: { sleep: { seconds: 1 } } } }] } } }\n', EXEC],
])('passes when %s', (_, now, old) => {
  expect(messagesOn(rule, now, old)).toEqual([]);
  expect(appliesTo(rule, now, old)).toBe(true);
});

test('passes when the cluster supports it', () => {
  expect(messagesOn(rule, SLEEP, EXEC, { kubernetesMinor: 30 })).toEqual([]);
});

test('fails when a hook is replaced by a stop signal that the cluster does not support', () => {
  const [violation] = violationsOn(rule, SIGNAL, QUIT, { kubernetesMinor: 34 });
  expect(violation.path).toEqual(['spec', 'template', 'spec', 'containers', 0, 'lifecycle', 'stopSignal']);
  expect(violation.message).toBe('The preStop hook of container web is replaced by lifecycle.stopSignal SIGQUIT, which Kubernetes 1.34 drops unless its feature gate is on: '
    + 'the container is stopped with the signal of its image.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep spec.template.spec.containers[0].lifecycle.preStop.exec until every node has the feature gate ContainerStopSignals. '
    + 'Release this change, but with spec.template.spec.containers[0].lifecycle.preStop of Deployment web set to { "exec": { "command": ["nginx", "-s", "quit"] } }.');
});

test.each([
  ['the hook stays', hook('stopSignal: SIGQUIT'), QUIT],
  ['the hook was a sleep', SIGNAL, EXEC],
  ['there was none', SIGNAL, hook('preStop: null')],
  ['the signal was there', hook('preStop: null, stopSignal: SIGQUIT'), hook('preStop: { $patch: replace, exec: { command: [nginx, -s, quit] } }, stopSignal: SIGQUIT')],
])('passes with a stop signal when %s', (_, now, old) => {
  expect(messagesOn(rule, now, old)).toEqual([]);
});

describe('sidecars', () => {
  const proxy = (fields: string) => `{ name: proxy, image: 'registry.example.com/proxy:1.4.2' ${fields} }`;
  const BESIDE = `kind: Deployment\nspec: { template: { spec: { containers: [${proxy('')}] } } }\n`;
  const NATIVE = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: proxy, $patch: delete }], initContainers: [${proxy(', restartPolicy: Always')}] } } }\n`;

  test('fail when the cluster does not support them', () => {
    const [violation] = violationsOn(rule, NATIVE, BESIDE, { kubernetesMinor: 28 });
    expect(violation.path).toEqual(['spec', 'template', 'spec', 'initContainers', 0, 'restartPolicy']);
    expect(violation.message).toBe('Container proxy becomes a sidecar, which Kubernetes 1.28 does not support: it runs it as an init container that never ends, '
      + 'so no new pod starts and the update gets stuck.');
    expect(violation.fix).toBe('Leave proxy in spec.template.spec.containers until every node runs Kubernetes 1.29.');
    expect(violation.recipe).toBeUndefined();
  });

  test('pass when the cluster supports them, or when they were sidecars before', () => {
    expect(messagesOn(rule, NATIVE, BESIDE, { kubernetesMinor: 29 })).toEqual([]);
    expect(messagesOn(rule, 'kind: Deployment\nspec: { replicas: 4 }\n', `${BESIDE}---\n${NATIVE}`, { kubernetesMinor: 28 })).toEqual([]);
  });

  test('pass when they are plain init containers', () => {
    expect(messagesOn(rule, NATIVE.replace(', restartPolicy: Always', ''), BESIDE, { kubernetesMinor: 28 })).toEqual([]);
  });
});
