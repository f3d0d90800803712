import { Duration } from 'cdk8s';
import { expectRefusal, manifestsOf, refusalOf } from './refusal';
import { HealthCheck, PreStop } from '../../../src';

const NO_PORTS: [what: string, value: unknown, shown: string][] = [
  ['0', 0, '0'],
  ['negative', -1, '-1'],
  ['65536', 65536, '65536'],
  ['a fraction', 80.5, '80.5'],
  ['NaN', NaN, 'NaN'],
  ['Infinity', Infinity, 'Infinity'],
  ['null', null, 'null'],
  ['a name', 'http', '"http"'],
];

describe.each(['port', 'servicePort'])('%s', prop => {
  test.each(NO_PORTS)(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, {
      prop,
      given,
      allowed: 'a whole number from 1 to 65535',
      because: 'every request is refused',
      remedy: `give such a number, or leave '${prop}' out`,
    });
  });

  test(`fails when ${prop} is a number in quotes`, () => {
    expectRefusal({ [prop]: '8080' }, {
      prop,
      given: '"8080"',
      allowed: 'a whole number from 1 to 65535',
      because: 'every request is refused',
      remedy: 'write 8080 without quotes',
    });
  });

  test(`takes 1 and 65535 for ${prop}`, () => {
    expect(manifestsOf({ [prop]: 1 })).toMatch(/(containerPort|port): 1\n/);
    expect(manifestsOf({ [prop]: 65535 })).toMatch(/(containerPort|port): 65535\n/);
  });
});

describe('extra ports', () => {
  test.each([...NO_PORTS, ['a number in quotes', '9090', '"9090"'] as const])('fails when the number of an extra port is %s', (_, number, given) => {
    expectRefusal({ ports: [{ number: 9000, name: 'first' }, { number }] }, {
      prop: 'ports[1].number',
      given,
      allowed: 'a whole number from 1 to 65535',
      because: 'every request is refused',
      remedy: typeof number === 'string' && number !== 'http' ? 'write 9090 without quotes' : 'give such a number',
    });
  });

  test('fails when an extra port has no number', () => {
    expect(refusalOf({ ports: [{ name: 'metrics' }] })).toContain("'ports[0].number' is ");
  });

  test.each([
    ['an object', {}, '{}'],
    ['one number', 9090, '9090'],
    ['null', null, 'null'],
  ])('fails when ports is %s', (_, ports, given) => {
    expectRefusal({ ports }, {
      prop: 'ports', given, allowed: 'a list of ports', because: 'every request is refused', remedy: 'write [{ number: 9090 }]',
    });
  });

  test.each([
    ['the port of the application', [{ number: 8080 }], 'ports[0].number', '8080'],
    ['another extra port', [{ number: 9090 }, { number: 9090 }], 'ports[1].number', '9090'],
    ['the name of the application\'s port', [{ number: 9090, name: 'http' }], 'ports[0].name', '"http"'],
    ['the name of another extra port', [{ number: 9090, name: 'metrics' }, { number: 9091, name: 'metrics' }], 'ports[1].name', '"metrics"'],
  ])('fails when an extra port repeats %s', (_, ports, prop, given) => {
    expectRefusal({ ports }, {
      prop,
      given,
      allowed: 'one that no other port of the container has',
      because: 'requests to the other are refused',
      remedy: "change it; 'port' and 'portName' are taken by the application itself",
    });
  });

  test('takes one number twice for two protocols', () => {
    expect(manifestsOf({ ports: [{ number: 8080, name: 'quic', protocol: 'UDP' }] })).toContain('protocol: UDP');
  });

  test('fails when an extra port takes a port of the node', () => {
    expectRefusal({ ports: [{ number: 9090, hostPort: 9090 }] }, {
      prop: 'ports[0].hostPort',
      given: '9090',
      allowed: 'no host port',
      because: 'the rollout hangs',
      remedy: 'reach the pods through the Service',
      rule: 'surge-blocked-by-hostport-or-hostnetwork',
    });
  });

  test('takes a port of the node that is acknowledged', () => {
    const acknowledge = { 'surge-blocked-by-hostport-or-hostnetwork': 'one pod a node, and always a spare node' };
    expect(manifestsOf({ ports: [{ number: 9090, hostPort: 9090 }], acknowledge })).toContain('hostPort: 9090');
  });
});

const STOP = { takes: Duration.seconds(10) };

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
      allowed: 'a port that a container has: 8080, 9000',
      because: 'no pod gets ready, healthy ones are restarted, or the stop delay is lost',
      remedy: "use one of them, or add it to 'ports'",
    });
  });

  test.each([['a name', 'http', '"http"'], ['a number in quotes', '8080', '"8080"'], ['null', null, 'null']])(
    'fails when the health check asks for its port by %s', (_, port, given) => {
      expect(refusalOf({ healthCheck: HealthCheck.tcp({ port } as any) })).toContain(`'healthCheck.port' is ${given}. Allowed: a port that a container has: 8080.`);
    },
  );

  test.each([
    ['the application', { port: 9090 }],
    ['an extra port', { ports: [{ number: 9090 }] }],
    ['a sidecar', { sidecars: [{ name: 'proxy', image: 'registry.example.com/proxy:1.0.0', portNumber: 9090 }] }],
    ['a listed port of a sidecar', { sidecars: [{ name: 'proxy', image: 'registry.example.com/proxy:1.0.0', ports: [{ number: 9090 }] }] }],
  ])('takes a port that belongs to %s', (_, props) => {
    expect(manifestsOf({ ...props, healthCheck: HealthCheck.tcp({ port: 9090 }) })).toMatch(/tcpSocket:\s+port: 9090/);
  });
});
