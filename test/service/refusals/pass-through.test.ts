import { Cpu, EnvValue, Handler } from 'cdk8s-plus-27';
import { expectRefusal, manifestsOf, refusalOf } from './refusal';

const LOST = 'It would be lost, and the pods would run without it.';
const RELEASE_STOPS = 'The API server rejects it, and the release stops.';

describe.each(['command', 'args'])('%s', prop => {
  test.each<[string, any, string]>([
    ['a string, which would become a list of letters', 'node server.js', '"node server.js"'],
    ['a list with a number in it', ['--port', 8080], '["--port",8080]'],
    ['a list with a hole in it', ['node', , 'server.js'], '["node",null,"server.js"]'], // eslint-disable-line no-sparse-arrays
    ['an object', {}, '{}'],
    ['null', null, 'null'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, {
      prop,
      given,
      allowed: 'a list of strings',
      because: 'Containers do not start with it: the rollout stops at its first pod and the update never reaches users.',
      remedy: 'write the words as a list of strings; they are not run in a shell',
    });
  });
});

describe('environment variables', () => {
  const because = 'The variable would have no value, and the application would start without its setting.';

  test.each([
    ['a string', 'prod', '"prod"', "write EnvValue.fromValue('…')"],
    ['a number', 5, '5', "write EnvValue.fromValue('…'), or leave the variable out"],
    ['an object without a value', {}, '{}', "write EnvValue.fromValue('…'), or leave the variable out"],
    ['a number in an EnvValue', EnvValue.fromValue(5 as any), '5', 'give it a string, or leave the variable out'],
    ['taken from a variable that is not set', EnvValue.fromProcess('NOT_SET_ANYWHERE'), 'an EnvValue without a value', 'set the variable that it comes from'],
    ['undefined', undefined, 'undefined', 'leave the variable out'],
    ['null', null, 'null', 'leave the variable out'],
  ])('fail when one is %s', (_, value, given, remedy) => {
    expectRefusal({ envVariables: { MODE: value } }, {
      prop: "envVariables['MODE']", given, allowed: 'an EnvValue of cdk8s-plus-27 with a string or a source', because, remedy,
    });
  });

  test.each<[string, unknown, string]>([['a list', ['MODE=prod'], '["MODE=prod"]'], ['a Map', new Map(), 'a Map'], ['null', null, 'null']])(
    'fail when they are %s', (_, envVariables, given) => {
      expectRefusal({ envVariables }, {
        prop: 'envVariables', given, allowed: 'an object of EnvValue', because, remedy: "write { NAME: EnvValue.fromValue('…') }",
      });
    },
  );
});

test.each<[string, unknown, string]>([
  ['isolate', 'false', '"false"'], ['isolate', null, 'null'], ['automountServiceAccountToken', 'false', '"false"'], ['automountServiceAccountToken', 0, '0'],
])('fails when %s is %p, which is neither true nor false', (prop, value, given) => {
  expectRefusal({ [prop]: value }, {
    prop, given, allowed: 'true or false', because: 'Any string counts as true, even \'false\'.', remedy: 'write true or false without quotes',
  });
});

describe.each(['volumes', 'volumeMounts', 'envFrom', 'hostAliases'])('%s', prop => {
  test.each([['an object', {}, '{}'], ['a word', 'cache', '"cache"'], ['null', null, 'null']])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, { prop, given, allowed: `a list of objects. ${LOST}`, because: LOST, remedy: 'write it in brackets: [ … ]' });
  });

  test.each([['undefined', undefined, 'undefined'], ['null', null, 'null'], ['a word', 'cache', '"cache"']])(`fails when %s is among the ${prop}`, (_, element, given) => {
    expectRefusal({ [prop]: [element] }, { prop: `${prop}[0]`, given, allowed: 'an object', because: LOST, remedy: 'remove it, or give an object' });
  });
});

describe.each([
  ['resources', 'cpu, memory, ephemeralStorage', 'memroy', 'memory'],
  ['securityContext', 'user, group, ensureNonRoot, privileged, readOnlyRootFilesystem', 'readOnlyRootFileSystem', 'readOnlyRootFilesystem'],
  ['podSecurityContext', 'fsGroup, fsGroupChangePolicy, user, group, ensureNonRoot, sysctls', 'fsgroup', 'fsGroup'],
  ['dns', 'hostname, subdomain, hostnameAsFQDN, policy, nameservers, searches, options', 'nameserver', 'nameservers'],
])('%s', (prop, known, slip, meant) => {
  test.each([['null', null, 'null'], ['a word', 'small', '"small"'], ['a list', [], '[]']])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, { prop, given, allowed: `an object with ${known}`, because: LOST, remedy: 'leave it out' });
  });

  test(`fails when ${prop} has a field that is most likely a slip`, () => {
    expectRefusal({ [prop]: { [slip]: 5 } }, {
      prop: `${prop}.${slip}`,
      given: '5',
      allowed: `no such prop; '${prop}.${meant}' is one`,
      because: 'ignored without a message',
      remedy: `write '${prop}.${meant}'`,
    });
  });
});

test.each(['limits', 'requests'])('fails when resources has %s, as Kubernetes writes them', field => {
  expectRefusal({ resources: { [field]: { memory: '1Gi' } } }, {
    prop: `resources.${field}`,
    given: '{"memory":"1Gi"}',
    allowed: "cdk8s-plus' form: cpu and memory, each with request and limit",
    because: LOST,
    remedy: 'write { cpu: { request: Cpu.millis(100) }, memory: { limit: Size.mebibytes(512) } }',
  });
});

test.each([['an object', {}, '{}'], ['a command', ['/warm-up'], '["/warm-up"]'], ['null', null, 'null']])('fails when postStart is %s', (_, postStart, given) => {
  expectRefusal({ postStart }, {
    prop: 'postStart', given, allowed: 'a Handler of cdk8s-plus-27', because: LOST, remedy: 'use a factory of Handler',
  });
  expect(manifestsOf({ postStart: Handler.fromCommand(['/warm-up']) })).toContain('- /warm-up\n');
});

test.each([
  ['workingDir', 5, '5', "a path that begins with '/'", 'write it in quotes'],
  ['workingDir', null, 'null', "a path that begins with '/'", 'write it in quotes'],
  ['imagePullPolicy', 'always', '"always"', 'Always, IfNotPresent, Never', 'use one of them'],
  ['serviceType', 'nodePort', '"nodePort"', 'ClusterIP, NodePort, LoadBalancer', 'use one of them'],
  ['serviceType', 'ExternalName', '"ExternalName"', 'ClusterIP, NodePort, LoadBalancer', 'use one of them'],
])('fails when %s is %p', (prop, value, given, allowed, remedy) => {
  expectRefusal({ [prop]: value }, { prop, given, allowed, because: RELEASE_STOPS, remedy });
});

describe('what would be lost one level deeper', () => {
  test.each<[string, object, string]>([
    ['a Cpu for a request', { resources: { cpu: Cpu.millis(5) } }, 'resources.cpu'],
    ['a quantity in words', { resources: { memory: { limit: '1Gi' } } }, 'resources.memory'],
    ["Kubernetes' form of resources", { resources: { limits: { memory: '1Gi' } } }, 'resources.limits'],
    ['a word for a boolean', { securityContext: { ensureNonRoot: 'false' } }, 'securityContext.ensureNonRoot'],
    ['an account by its name alone', { serviceAccount: 'robot' }, 'serviceAccount'],
    ['a secret by its name alone', { imagePullSecrets: 'regcred' }, 'imagePullSecrets'],
    ['an invalid volume', { volumes: [{}] }, 'volumes[0]'],
    ['a mount without a volume', { volumeMounts: [{ path: '/tmp' }] }, 'volumeMounts[0].volume'],
    ['the command of a sidecar in one word', { sidecars: [{ name: 'a', image: 'a/b:1', command: 'node x' }] }, 'sidecars[0].command'],
    ['a variable of an init container without a value', { initContainers: [{ name: 'a', image: 'a/b:1', envVariables: { A: 'b' } }] }, 'initContainers[0].envVariables[\'A\']'],
    ['a port behind an empty one', { ports: [null, { number: 0 }] }, 'ports[1].number'],
  ])('fails on %s', (_, props, prop) => {
    expect(refusalOf({ ...props })).toContain(`'${prop}' is `);
  });
});
