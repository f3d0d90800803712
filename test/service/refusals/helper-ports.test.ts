import { A_NUMBER, expectRefusal, manifestsOf } from './refusal';

const PROXY = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0' };
const UNREACHABLE = 'every request is refused';
const TAKEN = {
  allowed: 'one that no other port of the pod has',
  because: 'The API server rejects it, or only one of the two gets the requests.',
  remedy: "change it; 'port' and 'portName' count too",
};

describe.each(['sidecars', 'initContainers'])('ports of %s', prop => {
  test.each([
    ['0', 0, '0', A_NUMBER],
    ['out of range', 99999, '99999', A_NUMBER],
    ['in quotes', '9090', '"9090"', 'write 9090 without quotes.'],
    ['missing', undefined, 'undefined', A_NUMBER],
  ])(`fails when the number of a port of ${prop} is %s`, (_, number, given, remedy) => {
    expectRefusal({ [prop]: [{ ...PROXY, ports: [{ number }] }] }, {
      prop: `${prop}[0].ports[0].number`, given, allowed: 'a whole number from 1 to 65535', because: UNREACHABLE, remedy,
    });
  });

  test(`fails when the name of a port of ${prop} is invalid`, () => {
    expectRefusal({ [prop]: [{ ...PROXY, ports: [{ number: 9090, name: 'Metrics' }] }] }, {
      prop: `${prop}[0].ports[0].name`,
      given: '"Metrics"',
      allowed: 'at most 15 lowercase letters, digits and single dashes, with at least one letter',
      because: UNREACHABLE,
      remedy: 'change it, or leave the port without a name',
    });
  });

  test(`fails when a port of ${prop} is one of the node`, () => {
    expectRefusal({ [prop]: [{ ...PROXY, ports: [{ number: 9090, hostPort: 9090 }] }] }, {
      prop: `${prop}[0].ports[0].hostPort`,
      given: '9090',
      allowed: 'no host port',
      because: 'the rollout hangs',
      remedy: 'reach the pods through the Service',
      rule: 'surge-blocked-by-host-port',
    });
  });

  test.each([['an object', {}, '{}'], ['a number', 9090, '9090']])(`fails when the ports of one of the ${prop} are %s`, (_, ports, given) => {
    expectRefusal({ [prop]: [{ ...PROXY, ports }] }, {
      prop: `${prop}[0].ports`, given, allowed: 'a list of objects. The API server', because: UNREACHABLE, remedy: 'write it in brackets: [ … ]',
    });
  });
});

describe('a port of a sidecar', () => {
  test.each([
    ['the port of the application', {}, { number: 8080 }, 'number', '8080'],
    ["the name of the application's port", {}, { number: 9090, name: 'http' }, 'name', '"http"'],
    ['an extra port', { ports: [{ number: 9090 }] }, { number: 9090 }, 'number', '9090'],
    ['the name of an extra port', { ports: [{ number: 9090, name: 'metrics' }] }, { number: 9091, name: 'metrics' }, 'name', '"metrics"'],
  ])('fails when it repeats %s', (_, props, port, option, given) => {
    expectRefusal({ ...props, sidecars: [{ ...PROXY, ports: [port] }] }, { prop: `sidecars[0].ports[0].${option}`, given, ...TAKEN });
  });

  test('fails when it repeats a port of another sidecar', () => {
    expectRefusal({ sidecars: [{ ...PROXY, portNumber: 9090 }, { ...PROXY, name: 'logs', ports: [{ number: 9090 }] }] }, {
      prop: 'sidecars[1].ports[0].number', given: '9090', ...TAKEN,
    });
  });

  test('may have the number of the application, with another protocol', () => {
    expect(manifestsOf({ sidecars: [{ ...PROXY, ports: [{ number: 8080, protocol: 'UDP' }] }] })).toContain('protocol: UDP\n');
  });
});

test('accepts any port for an init container, which has ended before the others start', () => {
  const migrate = { ...PROXY, ports: [{ number: 8080, name: 'http' }] };
  expect(manifestsOf({ initContainers: [migrate, { ...migrate, name: 'seed' }] })).toMatch(/initContainers:([^]*containerPort: 8080\n\s+name: http\n){2}/);
});
