import { probePortMismatch as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web } from '../stop/changes';

const CONTAINER = 'spec.template.spec.containers[0]';

test.each([
  ['startup', 'no pod ever counts as started, so none is ever ready and the update gets stuck'],
  ['readiness', 'no pod is ever ready, and the update gets stuck'],
  ['liveness', 'it is never asked, so a hung process is never restarted'],
])('%s', (name, consequence) => {
  expect(saidBy(rule, web({ [`${name}Probe`]: { httpGet: { path: '/', port: 'web' } } }))).toEqual([{
    at: `${CONTAINER}.${name}Probe.httpGet.port`,
    message: `Container web has no port named web, which its ${name} probe asks: ${consequence}.`,
    fix: `Set ${CONTAINER}.${name}Probe.httpGet.port to http, or to the number of a port.`,
  }]);
});

test('a TCP check names a port, too', () => {
  expect(saidBy(rule, web({ livenessProbe: { tcpSocket: { port: 'web' } } }))).toMatchObject([{ at: `${CONTAINER}.livenessProbe.tcpSocket.port` }]);
});

test('offers what names there are', () => {
  const asking = { readinessProbe: { httpGet: { port: 'web' } }, startupProbe: null };
  const fix = (ports: object[]) => saidBy(rule, web({ ...asking, ports }))[0].fix;
  expect(fix([{ name: 'http', containerPort: 8080 }, { name: 'admin', containerPort: 8081 }])).toBe(`Set ${CONTAINER}.readinessProbe.httpGet.port to http or admin, or to the number of a port.`);
  expect(fix([{ name: 'http', $patch: 'delete' }])).toBe(`Set ${CONTAINER}.readinessProbe.httpGet.port to the number of a port.`);
  expect(fix([{ name: 'http', $patch: 'delete' }, { name: '', containerPort: 8080 }])).toBe(`Set ${CONTAINER}.readinessProbe.httpGet.port to the number of a port.`);
});

test('a port of another container of the pod does not count', () => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: { port: 'admin' } } }, { containers: [{ name: 'other', image: 'o:1', ports: [{ name: 'admin', containerPort: 1 }] }] }))).toBe('fails');
});

test.each([
  ['a name that is there', 'http'], ['a number', 8080], ['a number as text', '9000'],
])('%s passes', (_, port) => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: { port } } }))).toBe('passes');
});

test.each(['9000x', 'x9000'])('%s is a name', port => {
  expect(verdict(rule, web({ readinessProbe: { httpGet: { port } } }))).toBe('fails');
});

describe('a number that no container of the pod declares', () => {
  const asking = (port: number) => ({ readinessProbe: { httpGet: { port } }, startupProbe: null });

  test('is a warning: nothing may listen there', () => {
    expect(saidBy(rule, web(asking(9000)))).toEqual([{
      at: `${CONTAINER}.readinessProbe.httpGet.port`,
      message: 'The readiness probe of container web asks port 9000, which no container of the pod declares: if nothing listens there, no pod is ever ready, and the update gets stuck.',
      fix: `Set ${CONTAINER}.readinessProbe.httpGet.port to 8080, or add 9000 to ${CONTAINER}.ports.`,
    }]);
    expect(verdictsOn(rule, web(asking(9000)))[0].violations[0].severity).toBe('warning');
  });

  test('is restarted for nothing if the liveness probe asks it', () => {
    expect(saidBy(rule, web({ livenessProbe: { tcpSocket: { port: 9000 } } }))[0].message)
      .toMatch(/^The liveness probe of container web asks port 9000, .*: if nothing listens there, it is killed and started again for ever\.$/);
  });

  test('is said once, whichever probes ask it', () => {
    expect(saidBy(rule, web({ ...asking(9000), livenessProbe: { tcpSocket: { port: 9000 } } }))).toEqual([{
      at: `${CONTAINER}.readinessProbe.httpGet.port`,
      message: 'The probes of container web ask port 9000, which no container of the pod declares: if nothing listens there, no pod is ever ready, and the update gets stuck.',
      fix: `Set ${CONTAINER}.readinessProbe.httpGet.port, and the port of the other probe, to 8080, or add 9000 to ${CONTAINER}.ports.`,
    }]);
    const probe = (port: number) => ({ httpGet: { port } });
    expect(saidBy(rule, web({ readinessProbe: probe(9000), startupProbe: probe(9000), livenessProbe: probe(9001) })))
      .toMatchObject([{ at: `${CONTAINER}.startupProbe.httpGet.port` }, { at: `${CONTAINER}.livenessProbe.httpGet.port` }]);
  });

  test('offers each port once', () => {
    const ports = [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53 }, { name: 'http', $patch: 'delete' }];
    expect(saidBy(rule, web({ ...asking(8181), ports }))[0].fix).toContain('.port to 53, or add 8181 to');
  });

  test.each([
    ['an argument', { args: ['--health-probe-bind-address=:9000'] }],
    ['a variable', { env: [{ name: 'MANAGEMENT_SERVER_PORT', value: '9000' }] }],
  ])('passes where %s names it', (_, says) => {
    expect(verdict(rule, web({ ...asking(9000), ...says }))).toBe('passes');
  });

  test('passes where a Service sends there', () => {
    const service = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'admin' }, spec: { selector: { app: 'web' }, ports: [{ port: 9000 }] } });
    expect(verdict(rule, `${web(asking(9000))}\n---\n${service}\n`)).toBe('passes');
  });

  test('passes where another container of the pod declares it', () => {
    expect(verdict(rule, web(asking(9000), { containers: [{ name: 'other', image: 'o:1', ports: [{ name: 'admin', containerPort: 9000 }] }] }))).toBe('passes');
  });

  test('passes where the container declares no port at all', () => {
    expect(verdict(rule, web({ ...asking(9000), ports: [{ name: 'http', $patch: 'delete' }] }))).toBe('passes');
  });
});

test('does not apply to checks of no port', () => {
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: null, exec: { command: ['true'] } } }))).toBe('does not apply');
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: null, grpc: { port: 9000 } } }))).toBe('does not apply');
});

test('another host is not asked about its ports', () => {
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: { host: 'db.shop', port: 5432 } } }))).toBe('does not apply');
  expect(verdict(rule, web({ startupProbe: null, readinessProbe: { httpGet: { host: 'localhost', port: 5432 } } }))).toBe('fails');
});
