import { meshProxy as rule } from '../../../../../src/rules/check/stop/sidecar-stops-first/mesh-proxy';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

function pods(annotations: string, labels = ''): string {
  return `kind: Deployment\nspec: { template: { metadata: { annotations: { ${annotations} }, labels: { app: web${labels} } } } }\n`;
}

function namespace(metadata: string, name = 'shop'): string {
  return `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, ${metadata} }\n`;
}

const CLASSIC = 'sidecar.istio.io/nativeSidecar: "false"';
const ISTIO = `sidecar.istio.io/inject: "true", ${CLASSIC}`;
const LINKERD = 'linkerd.io/inject: enabled';

function istioConfig(config: string): string {
  return pods(`${ISTIO}, proxy.istio.io/config: ${JSON.stringify(config)}`);
}

test('says when Istio\'s proxy stops', () => {
  expect(verdictsOn(rule, pods(ISTIO))[0].violations).toMatchObject([{
    path: ['spec', 'template', 'metadata', 'annotations', 'proxy.istio.io/config'],
    message: 'Istio\'s proxy stops 5 s after the stop of a pod has begun, but the application keeps working for 40 s: its answers and its own calls after that fail.',
    fix: "Set spec.template.metadata.annotations['proxy.istio.io/config'] to \"terminationDrainDuration: 40s\", "
      + "or set spec.template.metadata.annotations['sidecar.istio.io/nativeSidecar'] to \"true\".",
  }]);
});

test('says when Linkerd\'s proxy stops', () => {
  expect(verdictsOn(rule, pods(LINKERD), { kubernetesMinor: 28 })[0].violations).toMatchObject([{
    path: ['spec', 'template', 'metadata', 'annotations', 'config.alpha.linkerd.io/proxy-wait-before-exit-seconds'],
    message: 'Linkerd\'s proxy stops 0 s after the stop of a pod has begun, but the application keeps working for 10 s: its answers and its own calls after that fail.',
    fix: "Set spec.template.metadata.annotations['config.alpha.linkerd.io/proxy-wait-before-exit-seconds'] to \"10\".",
  }]);
});

test('recommends native sidecars only if the cluster supports them', () => {
  const fix = (kubernetesMinor: number) => verdictsOn(rule, pods(LINKERD), { kubernetesMinor })[0].violations[0].fix;
  expect(fix(28)).not.toContain('native');
  expect(fix(29)).toContain(", or set spec.template.metadata.annotations['config.alpha.linkerd.io/proxy-enable-native-sidecar'] to \"true\".");
});

test('Istio\'s proxy must drain for the stop delay and the longest request', () => {
  expect(messagesOn(rule, istioConfig('terminationDrainDuration: 40s\n'), { longestRequest: 30 })).toEqual([]);
  expect(messagesOn(rule, istioConfig('terminationDrainDuration: 39s\n'), { longestRequest: 30 })[0]).toContain('stops 39 s after the stop of a pod has begun, but the application keeps working for 40 s');
});

test('without a longest request it is the rest of the grace period, or a likely length', () => {
  const grace = (seconds: number) => `${istioConfig('')}---\nkind: Deployment\nspec: { template: { spec: { terminationGracePeriodSeconds: ${seconds} } } }\n`;
  expect(messagesOn(rule, grace(100))[0]).toContain('keeps working for 40 s');
  expect(messagesOn(rule, grace(45))[0]).toContain('keeps working for 40 s');
  expect(messagesOn(rule, grace(44))[0]).toContain('keeps working for 39 s');
  expect(messagesOn(rule, grace(15))[0]).toContain('keeps working for 10 s');
  expect(messagesOn(rule, grace(12))[0]).toContain('keeps working for 10 s');
});

test.each(['1m', '60s', '1h', '"60s"', "'60s'", '40000ms', '40.5s'])('reads a duration of %s', duration => {
  expect(messagesOn(rule, istioConfig(`terminationDrainDuration: ${duration}\nconcurrency: 2\n`))).toEqual([]);
  expect(messagesOn(rule, istioConfig(`{"terminationDrainDuration":${duration.replaceAll('\'', '"').replace(/^(?!")(.*)$/, '"$1"')}}`))).toEqual([]);
});

test.each(['39s', '39999ms', 'long', '40', 'x40s', '40sx'])('treats %s as too short or as invalid', duration => {
  expect(messagesOn(rule, istioConfig(`terminationDrainDuration: ${duration}\n`))).toHaveLength(1);
});

test('passes a proxy that waits for the last connection', () => {
  expect(messagesOn(rule, istioConfig('proxyMetadata:\n  EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"\n'), { longestRequest: 300 })).toEqual([]);
  expect(messagesOn(rule, istioConfig('proxyMetadata:\n  EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "false"\n'))).toHaveLength(1);
});

test('Linkerd\'s proxy must wait only for the stop delay, since it lets requests finish by itself', () => {
  const waiting = (wait: string) => pods(`${LINKERD}, config.alpha.linkerd.io/proxy-wait-before-exit-seconds: "${wait}"`);
  expect(messagesOn(rule, waiting('10'), { longestRequest: 30 })).toEqual([]);
  expect(messagesOn(rule, waiting('9'), { longestRequest: 30 })[0]).toContain('stops 9 s after');
  expect(messagesOn(rule, waiting('10s'))[0]).toContain('stops 0 s after');
});

describe('passes native sidecars', () => {
  test('of Istio, by the annotation', () => {
    expect(messagesOn(rule, pods('sidecar.istio.io/inject: "true", sidecar.istio.io/nativeSidecar: "true"'), { kubernetesMinor: 30 })).toEqual([]);
  });

  test('of Istio, by default from Kubernetes 1.33', () => {
    expect(messagesOn(rule, pods('sidecar.istio.io/inject: "true"'), { kubernetesMinor: 33 })).toEqual([]);
    expect(messagesOn(rule, pods('sidecar.istio.io/inject: "true"'), { kubernetesMinor: 32 })).toHaveLength(1);
  });

  test.each(['alpha', 'beta'])('of Linkerd, by the %s annotation', stage => {
    expect(messagesOn(rule, pods(`${LINKERD}, config.${stage}.linkerd.io/proxy-enable-native-sidecar: "true"`))).toEqual([]);
    expect(messagesOn(rule, pods(`${LINKERD}, config.${stage}.linkerd.io/proxy-enable-native-sidecar: "false"`))).toHaveLength(1);
  });
});

describe('recognizes pods to which a mesh adds its proxy', () => {
  test.each([
    ['by a label of the pods', pods(CLASSIC, ', sidecar.istio.io/inject: "true"')],
    ['by a revision of the pods', pods(CLASSIC, ', istio.io/rev: stable')],
    ['by a label of the namespace', `${pods(CLASSIC)}${namespace('labels: { istio-injection: enabled }')}`],
    ['by a revision of the namespace', `${pods(CLASSIC)}${namespace('labels: { istio.io/rev: stable }')}`],
    ['by an annotation of the pods', pods('linkerd.io/inject: ingress')],
    ['by an annotation of the namespace', `${pods('')}${namespace('annotations: { linkerd.io/inject: enabled }')}`],
  ])('%s', (_, manifests) => {
    expect(messagesOn(rule, manifests)).toHaveLength(1);
  });

  test.each([
    ['no mesh', pods(CLASSIC)],
    ['pods that refuse Istio', `${pods(`sidecar.istio.io/inject: "false", ${CLASSIC}`)}${namespace('labels: { istio-injection: enabled }')}`],
    ['pods that refuse Istio by a label', `${pods(CLASSIC, ', sidecar.istio.io/inject: "false"')}${namespace('labels: { istio.io/rev: stable }')}`],
    ['pods that refuse Linkerd', `${pods('linkerd.io/inject: disabled')}${namespace('annotations: { linkerd.io/inject: enabled }')}`],
    ['another namespace', `${pods(CLASSIC)}${namespace('labels: { istio-injection: enabled }', 'other')}`],
    ['a namespace without Istio', `${pods(CLASSIC)}${namespace('labels: { istio-injection: disabled }')}`],
    ['a namespace without Linkerd', `${pods('')}${namespace('annotations: { linkerd.io/inject: disabled }')}`],
    ['another kind called Namespace', `${pods(CLASSIC)}${namespace('labels: { istio-injection: enabled }').replace('apiVersion: v1', 'apiVersion: example.com/v1')}`],
  ])('not by %s', (_, manifests) => {
    expect(appliesTo(rule, manifests)).toBe(false);
  });
});

test('does not apply without a hook, or to pods that receive no requests', () => {
  expect(appliesTo(rule, `${pods(ISTIO)}---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, lifecycle: null }] } } }\n`)).toBe(false);
  expect(appliesTo(rule, `${pods(ISTIO)}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});
