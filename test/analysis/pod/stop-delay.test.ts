import { stopDelayOf } from '../../../src/analysis/pod/stop-delay';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function delay(container: string): number | undefined {
  const change = `kind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: 45, containers: [{ name: web, ${container} }] } } }\n`;
  const manifests = manifestsIn(exampleManifests(change));
  return stopDelayOf(manifests.workloads[0], manifests);
}

const hook = (preStop: string): string => `lifecycle: { preStop: { $patch: replace, ${preStop} } }`;

test.each([
  ['no hook', 'lifecycle: null', 0],
  ['a sleep', hook('sleep: { seconds: 10 }'), 10],
  ['a sleep as long as the grace period', hook('sleep: { seconds: 45 }'), 45],
  ['a sleep longer than the grace period', hook('sleep: { seconds: 46 }'), 45],
  ['a command that sleeps', hook('exec: { command: [sleep, "7"] }'), 7],
  ['a command of unknown length', hook('exec: { command: [./stop] }'), undefined],
  ['a request of unknown length', hook('httpGet: { port: 80 }'), undefined],
  ['a hook that the kubelet does not run', hook('tcpSocket: { port: 80 }'), 0],
  ['no container', '$patch: delete', 0],
])('how long SIGTERM is delayed by %s', (_, container, seconds) => {
  expect(delay(container)).toBe(seconds);
});
