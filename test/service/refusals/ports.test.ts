import { A_NUMBER, A_NUMBER_OR_NONE, expectRefusal, manifestsOf } from './refusal';

const NO_PORTS: [what: string, value: unknown, shown: string][] = [
  ['0', 0, '0'],
  ['negative', -1, '-1'],
  ['65536', 65536, '65536'],
  ['a fraction', 80.5, '80.5'],
  ['NaN', NaN, 'NaN'],
  ['Infinity', Infinity, 'Infinity'],
  ['null', null, 'null'],
  ['a name', 'http', '"http"'],
  ['too high, and in quotes', '99999', '"99999"'],
];

describe.each(['port', 'servicePort'])('%s', prop => {
  test.each(NO_PORTS)(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, {
      prop,
      given,
      allowed: 'a whole number from 1 to 65535',
      because: 'every request is refused',
      remedy: A_NUMBER_OR_NONE,
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

  test(`accepts 1 and 65535 for ${prop}`, () => {
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
      remedy: number === '9090' ? 'write 9090 without quotes.' : A_NUMBER,
    });
  });

  test('fails when an extra port has no number', () => {
    expectRefusal({ ports: [{ name: 'metrics' }] }, {
      prop: 'ports[0].number', given: 'undefined', allowed: 'a whole number from 1 to 65535', because: 'every request is refused', remedy: A_NUMBER,
    });
  });

  test.each([
    ['an object', {}, '{}'],
    ['one number', 9090, '9090'],
    ['null', null, 'null'],
  ])('fails when ports is %s', (_, ports, given) => {
    expectRefusal({ ports }, {
      prop: 'ports', given, allowed: 'a list of objects. The API server', because: 'every request is refused', remedy: 'write it in brackets: [ … ]',
    });
  });

  test.each([['undefined', undefined], ['null', null]])('fails when %s is among the extra ports', (given, nothing) => {
    expectRefusal({ ports: [nothing] }, {
      prop: 'ports[0]', given, allowed: 'an object', because: 'every request is refused', remedy: 'remove it, or give an object',
    });
  });

  test.each([['in small letters', 'tcp', '"tcp"'], ['HTTP', 'HTTP', '"HTTP"'], ['null', null, 'null']])(
    'fails when the protocol of an extra port is %s', (_, protocol, given) => {
      expectRefusal({ ports: [{ number: 9090, protocol }] }, {
        prop: 'ports[0].protocol', given, allowed: 'TCP, UDP, SCTP', because: 'every request is refused', remedy: 'use Protocol of cdk8s-plus-27',
      });
    },
  );

  test('fails when an extra port has a slip in one of its options', () => {
    expectRefusal({ ports: [{ number: 9090, nmae: 'metrics' }] }, {
      prop: 'ports[0].nmae',
      given: '"metrics"',
      allowed: "no such prop; 'ports[0].name' is one",
      because: 'ignored without a message',
      remedy: "write 'ports[0].name'",
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
      allowed: 'one that no other port of the pod has',
      because: 'The API server rejects it, or only one of the two gets the requests.',
      remedy: "change it; 'port' and 'portName' count too",
    });
  });

  test('accepts one number twice for two protocols', () => {
    expect(manifestsOf({ ports: [{ number: 8080, name: 'quic', protocol: 'UDP' }] })).toContain('protocol: UDP');
  });

  test('fails when an extra port takes a port of the node', () => {
    expectRefusal({ ports: [{ number: 9090, hostPort: 9090 }] }, {
      prop: 'ports[0].hostPort',
      given: '9090',
      allowed: 'no host port',
      because: 'the rollout hangs',
      remedy: 'reach the pods through the Service',
      rule: 'surge-blocked-by-host-port',
    });
  });

  test('accepts a port of the node that is acknowledged', () => {
    const acknowledge = { 'surge-blocked-by-host-port': 'one pod a node, and always a spare node' };
    expect(manifestsOf({ ports: [{ number: 9090, hostPort: 9090 }], acknowledge })).toContain('hostPort: 9090');
  });
});
