import { shutdownDelayOf } from '../../../src/analysis/pod/shutdown-delay';
import { stopDelayOf } from '../../../src/analysis/pod/stop-delay';
import { gracePeriodTooShort, prestopMissing } from '../../../src/rules/check/stop';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, messagesOn } from '../../rules/check/judging';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shutdown }\ndata: { QUARKUS_SHUTDOWN_DELAY: 15S }\n---\n';
const container = (fields: string) => `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;
const delay = (fields: string) => {
  const manifests = manifestsIn(exampleManifests(`${CONFIG}${container(fields)}`));
  const [workload] = manifests.workloads;
  return [shutdownDelayOf(workload, workload.containers[0], manifests), stopDelayOf(workload, manifests)];
};

test.each([
  ['--shutdown-delay-duration=15s', "args: ['--shutdown-delay-duration=15s']", 15],
  ['-shutdown-delay 90s', "args: ['-shutdown-delay', 90s]", 90],
  ['VictoriaMetrics', "args: ['-http.shutdownDelay=1m']", 60],
  ['Traefik', "args: ['--entryPoints.web.transport.lifeCycle.requestAcceptGraceTimeout=20']", 20],
  ['GitLab', "env: [{ name: SHUTDOWN_BLACKOUT_SECONDS, value: '10' }]", 10],
  ['Quarkus', 'env: [{ name: QUARKUS_SHUTDOWN_DELAY, value: 5s }]', 5],
  ['Quarkus, from a ConfigMap', 'envFrom: [{ configMapRef: { name: shutdown } }]', 15],
  ['Knative', "image: 'registry.example.com/knative-releases/knative.dev/serving/cmd/webhook:1.2'", 45],
  ['no option', "args: ['--shutdown-timeout=15s']", 0],
  ['an option that is not a duration', "args: ['--shutdown-delay=later']", 0],
])('how long the server of %s accepts requests after SIGTERM', (_, fields, seconds) => {
  expect(delay(fields)[0]).toBe(seconds);
});

test('comes after the preStop hook, and ends with the grace period', () => {
  expect(delay("args: ['--shutdown-delay=15s']")).toEqual([15, 25]);
  expect(delay("args: ['--shutdown-delay=15s'], lifecycle: null")).toEqual([15, 15]);
  expect(delay("args: ['--shutdown-delay=10m']")).toEqual([600, 45]);
});

test('such a server needs no preStop hook if it waits long enough', () => {
  expect(messagesOn(prestopMissing, container("args: ['--shutdown-delay=15s'], lifecycle: null"))).toEqual([]);
  expect(messagesOn(prestopMissing, container("args: ['--shutdown-delay=1s'], lifecycle: null"))).toEqual([
    'Container web has no preStop hook: SIGTERM is sent at once, the server accepts requests for 1 s after it, but kube-proxy keeps sending for up to 10 s, and these requests fail.',
  ]);
});

test('its delay runs inside the grace period', () => {
  expect(messagesOn(gracePeriodTooShort, container("args: ['--shutdown-delay=45s'], lifecycle: null"))).toEqual([
    'The stop delay of container web takes 45 s of a grace period of 45 s: SIGKILL follows SIGTERM after 2 s, and requests that take longer are cut.',
  ]);
});
