import { Duration } from 'cdk8s';
import { expectRefusal, manifestsOf } from './refusal';
import { HealthCheck, PreStop } from '../../../src';

const STOP = { takes: Duration.seconds(10) };

const NOBODY = 'No container answers there: pods do not become ready, healthy ones are restarted, or the stop delay is lost.';
const USE_ONE = "use one of them, or add it to 'ports'";
const PROXY = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0' };

describe('ports that probes and hooks ask', () => {
  test.each([
    ['the health check', 'healthCheck.port', { healthCheck: HealthCheck.http('/healthcheck', { port: 9090 }) }],
    ['a gRPC health check', 'healthCheck.port', { healthCheck: HealthCheck.grpc({ port: 9090 }) }],
    ['the liveness check', 'livenessCheck.port', { livenessCheck: HealthCheck.tcp({ port: 9090 }) }],
    ['the stop hook', 'preStop.port', { preStop: PreStop.httpGet('/stop', { ...STOP, port: 9090 }) }],
  ])('fails when %s asks a port that no container has', (_, prop, props) => {
    expectRefusal({ ...props, ports: [{ number: 9000, name: 'metrics' }] }, {
      prop,
      given: '9090',
      allowed: 'a TCP port that a container has: 8080, 9000',
      because: NOBODY,
      remedy: USE_ONE,
    });
  });

  test.each([['a name', 'http', '"http"', USE_ONE], ['a number in quotes', '8080', '"8080"', 'write 8080 without quotes'], ['null', null, 'null', USE_ONE]])(
    'fails when the health check asks for its port by %s', (_, port, given, remedy) => {
      expectRefusal({ healthCheck: HealthCheck.tcp({ port } as any) }, {
        prop: 'healthCheck.port', given, allowed: 'a TCP port that a container has: 8080. ', because: NOBODY, remedy,
      });
    },
  );

  test.each([
    ['an init container, which has ended by then', { initContainers: [{ ...PROXY, ports: [{ number: 9090 }] }] }],
    ['UDP', { ports: [{ number: 9090, protocol: 'UDP' }] }],
  ])('fails when the health check asks a port of %s', (_, props) => {
    expectRefusal({ ...props, healthCheck: HealthCheck.tcp({ port: 9090 }) }, {
      prop: 'healthCheck.port', given: '9090', allowed: 'a TCP port that a container has: 8080. ', because: NOBODY, remedy: USE_ONE,
    });
  });

  test.each([
    ['the application', { port: 9090 }],
    ['an extra port', { ports: [{ number: 9090 }] }],
    ['a sidecar', { sidecars: [{ ...PROXY, portNumber: 9090 }] }],
    ['a sidecar, by its deprecated prop', { sidecars: [{ ...PROXY, port: 9090 }] }],
    ['a sidecar, by its list', { sidecars: [{ ...PROXY, ports: [{ number: 9090 }] }] }],
  ])('takes a port that belongs to %s', (_, props) => {
    expect(manifestsOf({ ...props, healthCheck: HealthCheck.tcp({ port: 9090 }) })).toMatch(/tcpSocket:\s+port: 9090/);
  });
});
