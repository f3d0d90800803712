import { probePortNotFound as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web } from '../stop/changes';

const CONTAINER = 'spec.template.spec.containers[0]';

test.each([
  ['startup', 'no pod ever counts as started or becomes ready, and the update gets stuck'],
  ['readiness', 'no pod is ever ready, and the update gets stuck'],
  ['liveness', 'the probe never runs, so a hung process is never restarted'],
])('%s', (name, consequence) => {
  expect(saidBy(rule, web({ [`${name}Probe`]: { httpGet: { path: '/', port: 'web' } } }))).toEqual([{
    at: `${CONTAINER}.${name}Probe.httpGet.port`,
    message: `Container web has no port named web, which its ${name} probe uses: ${consequence}.`,
    fix: `Set ${CONTAINER}.${name}Probe.httpGet.port to http.`,
  }]);
});

test('finds it in a TCP check', () => {
  expect(saidBy(rule, web({ livenessProbe: { tcpSocket: { port: 'web' } } }))).toMatchObject([{ at: `${CONTAINER}.livenessProbe.tcpSocket.port` }]);
});

test('proposes the existing ports', () => {
  const asking = { readinessProbe: { httpGet: { port: 'web' } }, startupProbe: null };
  const fix = (ports: object[]) => saidBy(rule, web({ ...asking, ports }))[0].fix;
  expect(fix([{ name: 'http', containerPort: 8080 }, { name: 'admin', containerPort: 8081 }])).toBe(`Set ${CONTAINER}.readinessProbe.httpGet.port to http, or to admin.`);
  expect(fix([{ name: 'http', $patch: 'delete' }])).toBe(`Set ${CONTAINER}.readinessProbe.httpGet.port to the number of the port that answers the probe.`);
  expect(fix([{ name: 'http', $patch: 'delete' }, { name: '', containerPort: 8080 }])).toBe(`Set ${CONTAINER}.readinessProbe.httpGet.port to 8080.`);
});

test.each([[1, undefined], [2, 'which port answers the probe']])('with %i ports a person must decide: %s', (count, byHand) => {
  const ports = ['http', 'admin'].slice(0, count).map((name, i) => ({ name, containerPort: 8080 + i }));
  expect(verdictsOn(rule, web({ ports, livenessProbe: { httpGet: { port: 'web' } } }))[0].violations.map(violation => violation.byHand)).toEqual([byHand]);
});

test('a port of another container of the pod does not count', () => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: { port: 'admin' } } }, { containers: [{ name: 'other', image: 'o:1', ports: [{ name: 'admin', containerPort: 1 }] }] }))).toBe('fails');
});

test.each([
  ['an existing name', 'http'], ['a number', 8080], ['a number as text', '9000'],
])('%s passes', (_, port) => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: { port } } }))).toBe('passes');
});

test.each(['9000x', 'x9000'])('%s counts as a name', port => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: { port } } }))).toBe('fails');
});

test('a number that no container declares passes: the list of ports is information only', () => {
  const asking = { httpGet: { port: 9000 } };
  expect(verdict(rule, web({ startupProbe: asking, readinessProbe: asking, livenessProbe: { tcpSocket: { port: 9001 } } }))).toBe('passes');
});

test('does not apply to checks without a port', () => {
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: null, exec: { command: ['true'] } } }))).toBe('does not apply');
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: null, grpc: { port: 9000 } } }))).toBe('does not apply');
});

test('does not apply to a probe of another host', () => {
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: { host: 'db.shop', port: 5432 } } }))).toBe('does not apply');
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: { host: 'localhost', port: 'db' } } }))).toBe('fails');
});
