import fc from 'fast-check';
import {
  hasNativeSidecar, istioSetting, linkerdWait, meshOf, namespaces, secondsOf,
} from '../../../src/analysis/traffic/mesh';
import { Workload } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { runs } from '../../property-runs';
import { manifestsIn } from '../../rules/check/judging';

function mesh(change: string) {
  const manifests = manifestsIn(exampleManifests(change));
  return meshOf(manifests.workloads[0], manifests);
}

function pods({ labels = '', annotations = '' }: { labels?: string; annotations?: string }): string {
  return `kind: Deployment\nspec: { template: { metadata: { labels: { ${labels} }, annotations: { ${annotations} } } } }\n`;
}

function namespace({ labels = '', annotations = '' }: { labels?: string; annotations?: string }, name = 'shop', apiVersion = 'v1'): string {
  return `---\napiVersion: ${apiVersion}\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} }, annotations: { ${annotations} } }\n`;
}

function annotated(annotations: Record<string, string>): Workload {
  return manifestsIn(exampleManifests(JSON.stringify({ kind: 'Deployment', spec: { template: { metadata: { annotations } } } }))).workloads[0];
}

const INJECT = 'sidecar.istio.io/inject: "true"';
const DECLINE = 'sidecar.istio.io/inject: "false"';
const ISTIO = namespace({ labels: 'istio-injection: enabled' });
const HOST_NETWORK = '---\nkind: Deployment\nspec: { template: { spec: { hostNetwork: true } } }\n';
const LINKERD = namespace({ annotations: 'linkerd.io/inject: enabled' });

describe('the mesh of pods', () => {
  test.each([
    ['none, if neither they nor their Namespace enable one', '', undefined],
    ['none, if their Namespace does not enable one', namespace({}), undefined],
    ['Istio by a label', pods({ labels: INJECT }), 'istio'],
    ['Istio by an annotation', pods({ annotations: INJECT }), 'istio'],
    ['Istio by a revision', pods({ labels: 'istio.io/rev: stable' }), 'istio'],
    ['none by a revision that is empty', pods({ labels: 'istio.io/rev: ""' }), undefined],
    ['none by a revision that is an annotation', pods({ annotations: 'istio.io/rev: stable' }), undefined],
    ['none, if they decline', pods({ labels: DECLINE }), undefined],
    ['none, if their label declines the mesh that their annotation enables', pods({ labels: DECLINE, annotations: INJECT }), undefined],
    ['none, if they decline Istio and name its revision, as istiod does', pods({ labels: `${DECLINE}, istio.io/rev: default` }), undefined],
    ['none, if they use the network of the node', `${ISTIO}${HOST_NETWORK}`, undefined],
    ['none, if they enable Istio but use the network of the node', `${pods({ labels: INJECT })}${HOST_NETWORK}`, undefined],
    ['none, if they use the network of the node, which Linkerd skips', `${LINKERD}${HOST_NETWORK}`, undefined],
    ['Istio by their Namespace', ISTIO, 'istio'],
    ['Istio by a revision of their Namespace', namespace({ labels: 'istio.io/rev: stable' }), 'istio'],
    ['none, if their Namespace has it disabled', namespace({ labels: 'istio-injection: disabled' }), undefined],
    ['none, if another Namespace has it', namespace({ labels: 'istio-injection: enabled' }, 'other'), undefined],
    ['none, if their Namespace is that of another API', namespace({ labels: 'istio-injection: enabled' }, 'shop', 'example.com/v1'), undefined],
    ['none, if they decline the mesh of their Namespace', `${pods({ labels: DECLINE })}${ISTIO}`, undefined],
    ['Linkerd', pods({ annotations: 'linkerd.io/inject: enabled' }), 'linkerd'],
    ['Linkerd in its mode for ingresses', pods({ annotations: 'linkerd.io/inject: ingress' }), 'linkerd'],
    ['none, if Linkerd is disabled', pods({ annotations: 'linkerd.io/inject: disabled' }), undefined],
    ['none by a label of Linkerd, which reads annotations', pods({ labels: 'linkerd.io/inject: enabled' }), undefined],
    ['Linkerd by their Namespace', LINKERD, 'linkerd'],
    ['Linkerd in its mode for ingresses by their Namespace', namespace({ annotations: 'linkerd.io/inject: ingress' }), 'linkerd'],
    ['none, if Linkerd is disabled in their Namespace', namespace({ annotations: 'linkerd.io/inject: disabled' }), undefined],
    ['none, if they decline Linkerd, which their Namespace has', `${pods({ annotations: 'linkerd.io/inject: disabled' })}${LINKERD}`, undefined],
    ['Istio, which they enable, rather than Linkerd of their Namespace', `${pods({ labels: INJECT })}${LINKERD}`, 'istio'],
    ['Linkerd, which they enable, rather than Istio of their Namespace', `${pods({ annotations: 'linkerd.io/inject: enabled' })}${ISTIO}`, 'linkerd'],
    ['Linkerd, if they decline Istio and their Namespace has both', `${pods({ labels: DECLINE })}${namespace({ labels: 'istio-injection: enabled', annotations: 'linkerd.io/inject: enabled' })}`, 'linkerd'],
  ])('is %s', (_, change, found) => {
    expect(mesh(change)).toBe(found);
  });

  const proxy = (more = '') => `{ name: web, image: istio/proxyv2:1.27.0 }${more}`;
  const only = (containers: string) => `${pods({ labels: INJECT })}---\nkind: Deployment\nspec: { template: { spec: { containers: [${containers}] } } }\n`;

  test('is undefined for a gateway, which consists only of its proxy', () => {
    expect(mesh(only(proxy()))).toBeUndefined();
    expect(mesh(only(proxy(', { name: api, image: registry.example.com/api:1 }')))).toBe('istio');
  });

  test('is also known for pods with unknown containers', () => {
    expect(mesh('kind: Deployment\nspec: { template: { metadata: { labels: { istio.io/rev: stable } }, spec: { containers: null } } }\n')).toBe('istio');
  });
});

test('Namespaces are found by their names', () => {
  const found = namespaces(manifestsIn(exampleManifests(`${namespace({})}${namespace({}, 'other')}${namespace({}, 'third', 'example.com/v1')}`)));
  expect([...found].map(([name, { kind }]) => [name, kind])).toEqual([['shop', 'Namespace'], ['other', 'Namespace']]);
});

describe('a sidecar that starts first and stops last', () => {
  test.each([
    ['istio', {}, 32, false],
    ['istio', {}, 33, true],
    ['istio', {}, 34, true],
    ['istio', { 'sidecar.istio.io/nativeSidecar': 'true' }, 32, true],
    ['istio', { 'sidecar.istio.io/nativeSidecar': 'false' }, 33, false],
    ['istio', { 'config.alpha.linkerd.io/proxy-enable-native-sidecar': 'true' }, 32, false],
    ['linkerd', {}, 34, false],
    ['linkerd', { 'config.alpha.linkerd.io/proxy-enable-native-sidecar': 'true' }, 29, true],
    ['linkerd', { 'config.beta.linkerd.io/proxy-enable-native-sidecar': 'true' }, 29, true],
    ['linkerd', { 'config.beta.linkerd.io/proxy-enable-native-sidecar': 'false' }, 34, false],
    ['linkerd', { 'sidecar.istio.io/nativeSidecar': 'true' }, 34, false],
  ] as const)('of %s with %j on Kubernetes 1.%i: %s', (name, annotations, minor, native) => {
    expect(hasNativeSidecar(annotated(annotations), name, minor, manifestsIn(exampleManifests('')))).toBe(native);
  });

  test.each([
    ['1-24-3', false], ['1-26', false], ['asm-1-23-4', false], ['1-27-0', true], ['1-30', true], ['stable', true], ['1', true], ['canary-2', true],
  ] as const)('of the revision %s of Istio, whose name tells the version: %s', (revision, native) => {
    const labels = `istio.io/rev: ${JSON.stringify(revision)}`;
    const around = manifestsIn(exampleManifests(namespace({ labels })));
    expect(hasNativeSidecar(around.workloads[0], 'istio', 33, around)).toBe(native);
    const own = manifestsIn(exampleManifests(pods({ labels })));
    expect(hasNativeSidecar(own.workloads[0], 'istio', 33, own)).toBe(native);
    expect(hasNativeSidecar({ ...own.workloads[0], podAnnotations: { 'sidecar.istio.io/nativeSidecar': 'true' } }, 'istio', 33, own)).toBe(true);
  });
});

describe('a setting of Istio', () => {
  const setting = (config: string) => istioSetting(annotated({ 'proxy.istio.io/config': config }), 'terminationDrainDuration');

  test.each([
    ['terminationDrainDuration: 20s', '20s'],
    ['terminationDrainDuration:20s', '20s'],
    ['{"terminationDrainDuration": "20s"}', '20s'],
    ['{\'terminationDrainDuration\' : \'1.5s\'}', '1.5s'],
    ['concurrency: 2\nterminationDrainDuration: 20s\nholdApplicationUntilProxyStarts: true', '20s'],
    [`terminationDrainDuration${' '.repeat(9)}:${' '.repeat(9)}20s`, '20s'],
    [`terminationDrainDuration: ${'9'.repeat(21)}`, '9'.repeat(20)],
    [`terminationDrainDuration:${'\n'.repeat(2)}20s`, '20s'],
  ])('is read from %j', (config, value) => {
    expect(setting(config)).toBe(value);
  });

  test.each([
    ['concurrency: 2'],
    ['concurrencyOfItsWorkers: 2'],
    [''],
    ['terminationDrainDuration'],
    ['terminationDrainDuration:'],
    ['terminationDrainDuration 20s'],
    ['terminationDrainDurations: 20s'],
    [`terminationDrainDuration${' '.repeat(10)}: 20s`],
    [`terminationDrainDuration:${' '.repeat(10)}20s`],
    ['terminationDrainDuration: [20s]'],
    ['terminationDrainDuration""": 20s'],
  ])('is not read from %j', config => {
    expect(setting(config)).toBeUndefined();
  });

  test('is undefined without a configuration', () => {
    expect(istioSetting(annotated({}), 'terminationDrainDuration')).toBeUndefined();
  });

  test('is found anywhere in the configuration', () => {
    fc.assert(fc.property(fc.stringMatching(/^[\w.]{1,20}$/), fc.constantFrom('', '"', '\''), fc.constantFrom('', ' ', '\t '), (value, quote, space) => {
      expect(setting(`a: b\n${quote}terminationDrainDuration${quote}${space}:${space}${quote}${value}${quote}\n`)).toBe(value);
    }), { numRuns: runs(200) });
  });
});

test.each([
  ['0', 0], ['5', 5], ['40', 40], ['999999', 999_999],
  ['1000000', 0], ['5s', 0], ['-5', 0], ['1.5', 0], ['', 0], ['a5', 0],
])('Linkerd\'s proxy waits for %j: %i s', (text, seconds) => {
  expect(linkerdWait(annotated({ 'config.alpha.linkerd.io/proxy-wait-before-exit-seconds': text }))).toBe(seconds);
});

test('Linkerd\'s proxy does not wait without the annotation', () => {
  expect(linkerdWait(annotated({}))).toBe(0);
});

describe('a duration', () => {
  test.each([['30s', 30], ['5ms', 0.005], ['2m', 120], ['1h', 3600], ['1.5s', 1.5], ['0s', 0], ['999999.999999s', 999_999.999999]])('%s has seconds', (text, seconds) => {
    expect(secondsOf(text)).toBeCloseTo(seconds, 9);
  });

  test.each(['', '30', 's', '30d', '1h30m', '-1s', '.5s', '1.s', '1000000s', '1.0000000s', ' 30s', '30s ', '1a5s', 'a30s'])('%j is not a duration', text => {
    expect(secondsOf(text)).toBeUndefined();
  });

  test('is its number times its unit', () => {
    fc.assert(fc.property(fc.nat(999_999), fc.constantFrom(['ms', 0.001], ['s', 1], ['m', 60], ['h', 3600]), (number, [unit, seconds]) => {
      expect(secondsOf(`${number}${unit}`)).toBe(number * Number(seconds));
    }), { numRuns: runs(200) });
  });
});
