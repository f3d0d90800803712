import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';

const IMAGE = 'registry.example.com/proxy:1.0.0';
const REJECTED = 'The API server rejects it, and the release stops.';
const NO_LIMIT = 'Kubernetes treats a limit of 0 as no limit: a leak fills the node, and pods of other services are evicted, too.';
const { millis, units } = Cpu;
const { mebibytes, gibibytes, kibibytes } = Size;

/** The same resources for the application and for both kinds of helpers. */
const PLACES: [string, string, (resources: object) => AnyProps][] = [
  ['the application', 'resources', resources => ({ resources })],
  ['a sidecar', 'sidecars[0].resources', resources => ({ sidecars: [{ name: 'proxy', image: IMAGE, resources }] })],
  ['an init container', 'initContainers[0].resources', resources => ({ initContainers: [{ name: 'migrate', image: IMAGE, resources }] })],
];

describe.each(PLACES)('the resources of %s', (_, at, props) => {
  test.each<[string, object, string, string, string]>([
    ['CPU', { cpu: { request: millis(600), limit: units(0.5) } }, 'cpu', '600m', '0.5'],
    ['memory', { memory: { request: gibibytes(1), limit: mebibytes(512) } }, 'memory', '1024Mi', '512Mi'],
    ['ephemeral storage', { ephemeralStorage: { request: gibibytes(2), limit: gibibytes(1) } }, 'ephemeralStorage', '2Gi', '1Gi'],
  ])('fail when a request of %s is above its limit', (__, resources, name, request, limit) => {
    expectRefusal(props(resources), {
      prop: `${at}.${name}.request`,
      given: request,
      allowed: `at most the limit, ${limit}`,
      because: REJECTED,
      remedy: 'lower it, or raise the limit',
    });
  });

  test.each<[string, object, string, string]>([
    ['a negative request', { cpu: { request: millis(-100) } }, 'cpu.request', '-100m'],
    ['a negative limit', { cpu: { limit: units(-1) } }, 'cpu.limit', '-1'],
    ['no number', { cpu: { limit: units(NaN) } }, 'cpu.limit', 'NaN'],
    ['more than any number', { cpu: { request: millis(Infinity) } }, 'cpu.request', 'Infinitym'],
    ['a size without a number', { memory: { request: mebibytes(NaN) } }, 'memory.request', 'NaNMi'],
  ])('fail when they have %s', (__, resources, prop, given) => {
    expectRefusal(props(resources), { prop: `${at}.${prop}`, given, allowed: 'a finite amount from 0', because: REJECTED, remedy: 'or leave it out' });
  });

  test.each<[string, object, string, string]>([
    ['CPU', { cpu: { limit: millis(0) } }, 'cpu', '0m'],
    ['memory', { memory: { limit: mebibytes(0) } }, 'memory', '0Mi'],
  ])('fail when a limit of %s is 0', (__, resources, name, given) => {
    expectRefusal(props(resources), { prop: `${at}.${name}.limit`, given, allowed: 'more than 0', because: NO_LIMIT, remedy: 'or leave it out' });
  });

  test('fail when memory is not a whole number of mebibytes, which cdk8s-plus cannot write', () => {
    expectRefusal(props({ memory: { limit: kibibytes(1500) } }), {
      prop: `${at}.memory`,
      given: '{"limit":{"amount":1500,"unit":{"label":"kibibytes","inKibiBytes":1}}}',
      allowed: 'memory in whole mebibytes, ephemeralStorage in whole gibibytes',
      because: 'It would be lost',
      remedy: 'write {',
    });
  });
});

test.each<[string, object]>([
  ['as large as its limit in another unit', { cpu: { request: millis(1100), limit: units(1.1) } }],
  ['of 0', { cpu: { request: millis(0) } }],
  ['beside no limit', { memory: { request: gibibytes(8) } }],
])('accepts a request %s', (_, resources) => {
  expect(manifestsOf({ resources })).toContain('requests:');
});
