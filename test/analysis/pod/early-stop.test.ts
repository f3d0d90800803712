import { earlyStopOf } from '../../../src/analysis/pod/early-stop';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

test.each([
  ['nginx -s quit; sleep 15', 'nginx -s quit'],
  ['kill -TERM 1 && sleep 10', 'kill -TERM 1'],
  ['nginx -s quit', undefined],
  ['sleep 15; nginx -s quit', undefined],
  ['sleep 15', undefined],
  ['sleep 1; nginx -s quit; sleep 15', undefined],
  ['', undefined],
])('what stops the server before it sleeps in %j: %s', (script, expected) => {
  const preStop = `{ sleep: null, exec: { command: [sh, -c, ${JSON.stringify(script)}] } }`;
  const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: ${preStop} } }] } } }\n`;
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBe(expected);
});

test.each([
  ['a command without a shell', '{ sleep: null, exec: { command: [nginx, -s, quit] } }'],
  ['a request', '{ sleep: null, httpGet: { path: /stop, port: 8080 } }'],
  ['a sleep', '{ sleep: { seconds: 10 } }'],
])('%s stops no server early', (_, preStop) => {
  const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: ${preStop} } }] } } }\n`;
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBeUndefined();
});

test('a container without a hook stops no server early', () => {
  const change = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n';
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBeUndefined();
});
