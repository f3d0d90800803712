import { earlyStopOf } from '../../../src/analysis/pod/early-stop';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

test.each([
  ['nginx -s quit; sleep 15', 'nginx -s quit'],
  ['kill -TERM 1 && sleep 10', 'kill -TERM 1'],
  ['nginx -s quit', 'nginx -s quit'],
  ['echo bye; /usr/sbin/nginx -c /etc/nginx.conf -s quit; sleep 15', '/usr/sbin/nginx -c /etc/nginx.conf -s quit'],
  ['kill -QUIT 1; while kill -0 1; do sleep 1; done', 'kill -QUIT 1'],
  ['kill -QUIT $(cat /run/nginx.pid); sleep 15', 'kill -QUIT $(cat /run/nginx.pid)'],
  ['pkill -TERM java && sleep 20', 'pkill -TERM java'],
  ['curl -X POST localhost:8080/actuator/shutdown; sleep 20', 'curl -X POST localhost:8080/actuator/shutdown'],
  ['curl -sf -XPOST http://127.0.0.1:9091/quitquitquit; sleep 20', 'curl -sf -XPOST http://127.0.0.1:9091/quitquitquit'],
  ['wget -qO- --post-data "" http://127.0.0.1:15000/quitquitquit; sleep 20', 'wget -qO- --post-data  http://127.0.0.1:15000/quitquitquit'],
  ['curl localhost:8080/actuator/shutdown; sleep 20', undefined],
  ['wget -qO- http://127.0.0.1:15000/quitquitquit; sleep 20', undefined],
  ['pkill cloud_sql_proxy; sleep 20', 'pkill cloud_sql_proxy'],
  ['(nginx -s quit; sleep 15)', 'nginx -s quit'],
  ['{ echo bye; nginx -s quit; } && sleep 15', 'nginx -s quit'],
  ['(sleep 15; nginx -s quit)', undefined],
  ['kill -HUP 1; sleep 15', undefined],
  ['nginx -s reload; sleep 15', undefined],
  ['pkill -TERM tail; sleep 15', undefined],
  ['curl localhost:8080/drain; nginx -s quit', undefined],
  ['nginx -s "quit', undefined],
  ['sleep 15; nginx -s quit', undefined],
  ['sleep 15', undefined],
  ['sleep 1; nginx -s quit; sleep 15', undefined],
  ['', undefined],
])('the statement that stops the server before the sleep in %j: %s', (script, expected) => {
  const preStop = `{ sleep: null, exec: { command: [sh, -c, ${JSON.stringify(script)}] } }`;
  const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: ${preStop} } }] } } }\n`;
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBe(expected);
});

test.each([
  ['killall -INT pgbouncer && sleep 120', 'pool', 'docker.io/edoburu/pgbouncer:v1.23.1-p2', 'killall -INT pgbouncer'],
  ['pkill -TERM orders-api; sleep 15', 'orders-api', 'registry.example.com/orders:1', 'pkill -TERM orders-api'],
  ['kill -TERM $(pidof orders); sleep 15', 'api', 'registry.example.com/orders@sha256:0123', 'kill -TERM $(pidof orders)'],
  ['killall -INT agent && sleep 120', 'pool', 'docker.io/edoburu/pgbouncer:v1.23.1-p2', undefined],
  ['killall -HUP pgbouncer && sleep 120', 'pool', 'docker.io/edoburu/pgbouncer:v1.23.1-p2', undefined],
  ['sleep 15; killall -INT pgbouncer', 'pool', 'docker.io/edoburu/pgbouncer:v1.23.1-p2', undefined],
])('the container or its image is named after its server: %j in %s', (script, name, image, expected) => {
  const preStop = `{ sleep: null, exec: { command: [sh, -c, ${JSON.stringify(script)}] } }`;
  const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: ${name}, image: '${image}', lifecycle: { preStop: ${preStop} } }, { name: web, $patch: delete }] } } }\n`;
  const { containers } = manifestsIn(exampleManifests(change)).workloads[0];
  expect(earlyStopOf(containers.find(each => each.name === name)!)).toBe(expected);
});

test('a command without a shell stops the server as well', () => {
  const change = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: { sleep: null, exec: { command: [nginx, -s, quit] } } } }] } } }\n';
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBe('nginx -s quit');
});

test.each([
  ['a request', '{ sleep: null, httpGet: { path: /stop, port: 8080 } }'],
  ['a sleep', '{ sleep: { seconds: 10 } }'],
])('%s does not stop the server early', (_, preStop) => {
  const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: { preStop: ${preStop} } }] } } }\n`;
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBeUndefined();
});

test('a container without a hook does not stop the server early', () => {
  const change = 'kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n';
  expect(earlyStopOf(manifestsIn(exampleManifests(change)).workloads[0].serving!)).toBeUndefined();
});
