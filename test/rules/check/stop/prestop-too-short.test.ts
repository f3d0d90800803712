import { hook, ingress, saidBy, shellSleep, stating, verdict, web, WITHOUT_SERVICE } from './changes';
import { prestopTooShort as rule } from '../../../../src/rules/check/stop';
import { exampleManifests } from '../../../../src/rules/examples';
import { judged } from '../judging';

const AT = 'spec.template.spec.containers[0].lifecycle.preStop';

test('names the router, how long it keeps sending, and the remedy', () => {
  expect(saidBy(rule, web(hook({ sleep: { seconds: 4 } })))).toEqual([{
    at: `${AT}.sleep.seconds`,
    message: 'The preStop hook of container web takes 4 s, but kube-proxy keeps sending for up to 10 s: these requests reach a process that no longer listens, and fail.',
    fix: `Set ${AT}.sleep.seconds to 10, and spec.template.spec.terminationGracePeriodSeconds to 51.`,
  }]);
});

test('recommends a longer sleep for a command too', () => {
  expect(saidBy(rule, web(shellSleep(1)))).toMatchObject([{ at: `${AT}.exec.command`, fix: `Make ${AT}.exec.command sleep 10 s, and set spec.template.spec.terminationGracePeriodSeconds to 54.` }]);
});

test.each([[4, 'fails'], [5, 'passes'], [10, 'passes']])('%i s through kube-proxy: %s', (seconds, expected) => {
  expect(verdict(rule, web(hook({ sleep: { seconds } })))).toBe(expected);
});

test('names the load balancer, and recommends a grace period for the longer hook', () => {
  expect(saidBy(rule, web(hook({ sleep: { seconds: 10 } })) + ingress('alb'))).toEqual([{
    at: `${AT}.sleep.seconds`,
    message: 'The preStop hook of container web takes 10 s, but an AWS Application Load Balancer keeps sending for up to 45 s: these requests are answered with 502 or 504.',
    fix: `Set ${AT}.sleep.seconds to 45, and spec.template.spec.terminationGracePeriodSeconds to 80.`,
  }]);
});

test.each([[29, 'fails'], [30, 'passes']])('%i s behind an AWS Application Load Balancer: %s', (seconds, expected) => {
  expect(verdict(rule, web(hook({ sleep: { seconds } })) + ingress('alb'))).toBe(expected);
});

test.each([[9, 'fails'], [10, 'passes']])('%i s behind ingress-nginx: %s', (seconds, expected) => {
  expect(verdict(rule, web(hook({ sleep: { seconds } })) + ingress('nginx'))).toBe(expected);
});

test('a stated delay is applied exactly', () => {
  const stated = { 'deregistration-delay': '20s' };
  expect(verdict(rule, stating(stated, hook({ sleep: { seconds: 20 } })))).toBe('passes');
  expect(verdict(rule, stating(stated, hook({ sleep: { seconds: 19 } })))).toBe('fails');
});

test.each([[4, 'error'], [5, 'warning'], [9, 'warning']])('%i s where 10 s are stated, the figure of kube-proxy with its margin: %s', (seconds, severity) => {
  const change = stating({ 'deregistration-delay': '10s' }, hook({ sleep: { seconds } }));
  expect(judged(exampleManifests(change)).findings.map(finding => [finding.rule.id, finding.severity]))
    .toEqual([[rule.id, severity]]);
});

test('the remedy keeps room for the longest request', () => {
  const measured = { 'deregistration-delay': '20s', 'longest-request': '20s' };
  expect(saidBy(rule, stating(measured, hook({ sleep: { seconds: 10 } })))[0].fix).toBe(`Set ${AT}.sleep.seconds to 20.`);
  expect(saidBy(rule, stating({ ...measured, 'longest-request': '21s' }, hook({ sleep: { seconds: 10 } })))[0].fix)
    .toBe(`Set ${AT}.sleep.seconds to 20, and spec.template.spec.terminationGracePeriodSeconds to 46.`);
});

test('the remedy does not use up the grace period', () => {
  const measured = { 'deregistration-delay': '20s' };
  expect(saidBy(rule, stating(measured, hook({ sleep: { seconds: 1 } }), { terminationGracePeriodSeconds: 23 }))[0].fix)
    .toBe(`Set ${AT}.sleep.seconds to 20, and spec.template.spec.terminationGracePeriodSeconds to 42.`);
  expect(saidBy(rule, stating(measured, hook({ sleep: { seconds: 1 } }), { terminationGracePeriodSeconds: 22 }))[0].fix)
    .toBe(`Set ${AT}.sleep.seconds to 20, and spec.template.spec.terminationGracePeriodSeconds to 55.`);
});

test.each([
  ['no hook, which another rule reports', web({ lifecycle: null })],
  ['pods that receive no requests', web(hook({ sleep: { seconds: 1 } })) + WITHOUT_SERVICE],
  ['no containers', 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n'],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

test.each(['nginx -s quit; sleep 15', 'kill -TERM 1; sleep 15', 'kill 1 && sleep 15', 'echo bye; kill -s QUIT 1\n/bin/sleep 15', 'apachectl -k graceful-stop; sleep 15'])('a stop before the sleep is not a delay: %s', script => {
  expect(saidBy(rule, web(hook({ exec: { command: ['sh', '-c', script] } })))).toEqual([{
    at: `${AT}.exec.command`,
    message: expect.stringMatching(/^The preStop hook of container web runs (?:nginx|kill|apachectl) .*\w before it sleeps, but kube-proxy keeps sending for up to 10 s: these requests/),
    fix: expect.stringMatching(/^Make \S+ sleep 10 s before (?:nginx|kill|apachectl) .*, and set \S+ to 55\.$/),
  }]);
});

test.each(['sleep 15; nginx -s quit', 'kill -TSTP 1; sleep 15', 'sleep 15; kill -TERM 1; sleep 5', 'kill -HUP 1; sleep 15'])('%s passes', script => {
  expect(verdict(rule, web(hook({ exec: { command: ['sh', '-c', script] } })))).toBe('passes');
});

test.each([[['sh', '-c', 'nginx -s quit']], [['nginx', '-s', 'quit']]])('a stop command without a sleep is not a delay: %j', command => {
  expect(saidBy(rule, web(hook({ exec: { command } })))).toEqual([{
    at: `${AT}.exec.command`,
    message: 'The preStop hook of container web runs nginx -s quit without waiting first, but kube-proxy keeps sending for up to 10 s: these requests reach a process that no longer listens, and fail.',
    fix: `Make ${AT}.exec.command sleep 10 s before nginx -s quit, and set spec.template.spec.terminationGracePeriodSeconds to 55.`,
  }]);
});

test('pods without requests may stop early', () => {
  expect(verdict(rule, web(hook({ exec: { command: ['sh', '-c', 'kill 1; sleep 9'] } })) + WITHOUT_SERVICE)).toBe('does not apply');
});

test.each([
  [['true']], [['/bin/echo', 'bye']], [['sleep']], [['sh', '-c', 'sleep 15 > /dev/null 2>&1 &']], [['sh', '-c', 'sleep 5 &']], [['timeout', '90']], [['touch', '/tmp/stopping']],
  [['cmd', '/c', 'timeout', '15']], [['sh', '-c', 'sleep', '15']], [['sh', '-c', 'exit 0']],
])('a command that does not wait is not a delay: %j', command => {
  expect(saidBy(rule, web(hook({ exec: { command } })))).toEqual([{
    at: `${AT}.exec.command`,
    message: expect.stringMatching(/^The preStop hook of container web runs .+, which does not wait: SIGTERM is sent at once, kube-proxy keeps sending for up to 10 s, and these requests fail\.$/),
    fix: `Set ${AT} to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.`,
  }]);
});

// Seen on a cluster with containerd: the hook takes 15 s, unless the outputs are redirected.
test.each(['sleep 15 &', '(sleep 15; nginx -s quit) &', 'sleep 15 & exit 0', 'sleep 15 > /tmp/log &'])(
  'a command in the background delays by the grace of the container runtime: %s', script => {
    const change = web(hook({ exec: { command: ['sh', '-c', script] } }));
    expect(judged(exampleManifests(change)).findings.map(({ severity }) => severity)).toEqual(['warning']);
    expect(saidBy(rule, change)).toEqual([{
      at: `${AT}.exec.command`,
      message: `The preStop hook of container web runs sh -c ${script}, which waits in the background: it delays SIGTERM only while the container runtime waits for its output, as containerd does by default. Without that, kube-proxy keeps sending for up to 10 s, and these requests fail.`,
      fix: `Set ${AT} to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.`,
    }]);
  },
);

const ENVOY = 'http://localhost:9901';

test.each([
  [['wget', '-qO-', '--post-data=\'\'', `${ENVOY}/healthcheck/fail`]],
  [['curl', '-X', 'POST', '127.0.0.1:9901/healthcheck/fail']],
  [['/usr/bin/curl', '-sf', '-XPOST', 'http://[::1]:9901/drain_listeners?graceful&inboundonly']],
  [['sh', '-c', `curl -s -X POST "${ENVOY}/drain_listeners?graceful" || true`]],
  [['bash', '-c', `wget -q --post-data "" -O /dev/null ${ENVOY}/healthcheck/fail > /dev/null; echo drained`]],
])('a request that Envoy answers at once is not a delay: %j', command => {
  expect(saidBy(rule, web(hook({ exec: { command } })))).toEqual([{
    at: `${AT}.exec.command`,
    message: expect.stringMatching(/^The preStop hook of container web runs .+, which does not wait: SIGTERM is sent at once, kube-proxy keeps sending for up to 10 s, and these requests fail\.$/),
    fix: `Set ${AT} to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.`,
  }]);
});

test.each(['/healthcheck/fail', '/drain_listeners?graceful', '/quitquitquit'])('nor is one of the kubelet: %s', path => {
  expect(saidBy(rule, web(hook({ httpGet: { path, port: 9901 } })))).toEqual([{
    at: `${AT}.httpGet`,
    message: `The preStop hook of container web requests ${path}, which does not wait: SIGTERM is sent at once, kube-proxy keeps sending for up to 10 s, and these requests fail.`,
    fix: `Set ${AT} to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.`,
  }]);
});

test.each(['/actuator/shutdown', '/petclinic/actuator/shutdown', '/actuator/shutdown/'])('fails when the endpoint accepts only POST: %s', path => {
  expect(saidBy(rule, web(hook({ httpGet: { path, port: 9966 } })))).toEqual([{
    at: `${AT}.httpGet`,
    message: `The preStop hook of container web requests ${path}, which accepts only POST, but the kubelet sends GET: the hook fails, SIGTERM is sent at once, kube-proxy keeps sending for up to 10 s, and these requests fail.`,
    fix: `Set ${AT} to { "sleep": { "seconds": 10 } }, and spec.template.spec.terminationGracePeriodSeconds to 55.`,
  }]);
  expect(verdict(rule, stating({ 'stop-delay': '15s' }, hook({ httpGet: { path, port: 9966 } })))).toBe('passes');
});

test('a request that stops nothing delays as long as the sleep after it', () => {
  expect(verdict(rule, web(hook({ exec: { command: ['sh', '-c', 'curl -s localhost:8080/actuator/shutdown; sleep 10'] } })))).toBe('passes');
});

test('a request that Envoy answers at once delays as long as the sleep after it', () => {
  const after = (seconds: number) => web(hook({ exec: { command: ['sh', '-c', `wget -qO- --post-data="" ${ENVOY}/healthcheck/fail; sleep ${seconds}`] } }));
  expect(verdict(rule, after(10))).toBe('passes');
  expect(saidBy(rule, after(3))[0].message).toContain('takes 3 s');
});

test.each([
  { exec: { command: ['curl', 'http://localhost:8090/shutdown'] } },
  { exec: { command: ['curl', '-X', 'POST', 'http://drainer.example.com/healthcheck/fail'] } },
  { exec: { command: ['curl', '--retry', '9', `${ENVOY}/healthcheck/fail`] } },
  { exec: { command: ['curl', `${ENVOY}/healthcheck/fail`, 'http://localhost:8080/drain'] } },
  { exec: { command: ['curl', `${ENVOY}/healthcheck/failover`] } },
  { exec: { command: ['sh', '-c', 'curl -X POST $ADMIN/healthcheck/fail'] } },
  ...['/shutdown', '/stop', '/prestop', '/wait-for-drain', '/drain?timeout=15s', '/actuator/shutdown-when-idle', '/actuator/prestop', '/my-actuator/shutdown', '/admin/quitquitquit']
    .map(path => ({ httpGet: { path, port: 8090 } })),
])('it is unknown how long others take: %j', preStop => {
  expect(saidBy(rule, web(hook(preStop)))[0].message).toMatch(/^It is unknown how long/);
});

test('a command that does not wait is also reported behind a load balancer', () => {
  const [said] = saidBy(rule, web(hook({ exec: { command: ['timeout', '90'] } })) + ingress('azure-application-gateway'));
  expect(said.message).toContain('an Azure Application Gateway keeps sending for up to 90 s');
  expect(said.fix).toContain('"seconds": 90');
});

test.each([
  [['sleep', '15']], [['/bin/sleep', '15']], [['sh', '-c', 'sleep 15']], [['timeout', '30', 'tail', '-f', '/dev/null']], [['sh', '-c', 'sleep 15 || true']],
  [['sh', '-c', 'sleep 15 & wait']], [['sh', '-c', './drain; sleep 15']],
])('a command that waits passes: %j', command => {
  expect(verdict(rule, web(hook({ exec: { command } })))).toBe('passes');
});

test.each([
  ['wget -qO- http://localhost:8080/drain', { exec: { command: ['wget', '-qO-', 'http://localhost:8080/drain'] } }],
  ['sh -c while pgrep worker; do sleep 1; done', { exec: { command: ['sh', '-c', 'while pgrep worker; do sleep 1; done'] } }],
  ['/drain', { httpGet: { path: '/drain', port: 8080 } }],
])('an unknown duration of %s is an info until its owner states it', (shown, preStop) => {
  const { findings } = judged(exampleManifests(web(hook(preStop))));
  const own = findings.filter(finding => finding.rule.id === rule.id);
  expect(own.map(({ severity, message }) => [severity, message])).toEqual([
    ['info', `It is unknown how long the preStop hook of container web takes (${shown}): if it ends within 10 s, kube-proxy still sends, and these requests fail.`],
  ]);
  expect(own[0].fix).toBe('Measure it, and set metadata.annotations[\'cdk8s-zero-downtime/stop-delay\'] to the least that it takes, such as "10s".');
  expect(verdict(rule, stating({ 'stop-delay': '10s' }, hook(preStop)))).toBe('passes');
  expect(verdict(rule, stating({ 'stop-delay': '2s' }, hook(preStop)))).toBe('fails');
});

test('is an info if DNS caches pods of a headless Service for longer than the hook takes', () => {
  const headless = (seconds: number) => `${web(hook({ sleep: { seconds } }))}\n---\nkind: Service\nspec: { clusterIP: None, ports: [{ $patch: replace }, { name: grpc, port: 8080, targetPort: http }] }\n`;
  const [found] = judged(exampleManifests(headless(10))).findings.filter(({ rule: { id } }) => id === rule.id);
  expect([found.severity, found.message]).toEqual(['info', 'The preStop hook of container web takes 10 s, but DNS may return a stopping pod of the headless Service for up to 30 s, '
    + 'and clients may cache its address for longer: new connections to it fail.']);
  expect(judged(exampleManifests(headless(30))).findings.filter(({ rule: { id } }) => id === rule.id)).toEqual([]);
});

describe('a headless Service that a client resolves itself', () => {
  const severities = (value: string, seconds = 10, clusterIP = 'None') => judged(exampleManifests(`${web(hook({ sleep: { seconds } }))}
---
kind: Service
spec: { clusterIP: ${clusterIP}, ports: [{ $patch: replace }, { name: grpc, port: 8080, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: client, namespace: shop }
spec: { selector: { matchLabels: { app: client } }, template: { metadata: { labels: { app: client } }, spec: { containers: [{ name: client, image: 'client:1', env: [{ name: TARGET, value: '${value}' }] }] } } }
`)).findings.filter(({ rule: { id }, workload }) => id === rule.id && workload?.name === 'web').map(({ severity }) => severity);

  test('is a warning', () => {
    expect(severities('dns:///web.shop.svc.cluster.local:8080')).toEqual(['warning']);
    expect(severities('dns:web:8080')).toEqual(['warning']);
    expect(severities('dns://10.0.0.10/web.shop:8080')).toEqual(['warning']);
  });

  test('is an info if the client names another Service, or another scheme', () => {
    expect(severities('dns:///web.other.svc.cluster.local:8080')).toEqual(['info']);
    expect(severities('dns:///web.example.com')).toEqual(['info']);
    expect(severities('kubernetes:///web.shop:8080')).toEqual(['info']);
    expect(severities('thanos+dns:web:8080')).toEqual(['info']);
  });

  test('passes with a longer hook, or a cluster IP', () => {
    expect(severities('dns:///web.shop:8080', 30)).toEqual([]);
    expect(severities('dns:///web.shop:8080', 10, 'null')).toEqual([]);
  });
});
