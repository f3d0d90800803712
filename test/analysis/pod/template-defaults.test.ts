import { normalPodTemplate } from '../../../src/analysis/pod/template-defaults';
import { isSameJson } from '../../../src/manifests';

type Json = { readonly [key: string]: unknown };

const areSame = (one: unknown, other: unknown): boolean => isSameJson(normalPodTemplate(one), normalPodTemplate(other));
const pod = (spec: Json): Json => ({ metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }], ...spec } });
const containers = (container: Json): Json[] => [
  pod({ containers: [{ name: 'web', image: 'web:1', ...container }] }),
  pod({ initContainers: [{ name: 'web', image: 'web:1', ...container }] }),
];
const volumes = (source: Json): Json => pod({ volumes: [{ name: 'files', ...source }] });

/** Each default: if it is written out, the template is the same, and with any other value it is not. */
describe.each<[string, unknown, unknown]>([
  ['restartPolicy', 'Always', 'Never'],
  ['dnsPolicy', 'ClusterFirst', 'Default'],
  ['schedulerName', 'default-scheduler', 'other'],
  ['terminationGracePeriodSeconds', 30, 31],
  ['terminationGracePeriodSeconds', 30, 0],
  ['hostNetwork', false, true],
  ['hostPID', false, true],
  ['hostIPC', false, true],
  ['nodeName', '', 'node-1'],
  ['hostname', '', 'web'],
  ['subdomain', '', 'web'],
  ['priorityClassName', '', 'high'],
  ['restartPolicy', '', 'Never'],
  ['securityContext', {}, { runAsUser: 1 }],
  ['securityContext', { runAsUser: null }, { runAsUser: 0 }],
  ['nodeSelector', {}, { disk: 'fast' }],
  ['overhead', {}, { cpu: 1 }],
  ['initContainers', [], [{ name: 'wait', image: 'wait:1' }]],
  ['tolerations', [], [{ operator: 'Exists' }]],
  ['affinity', null, {}],
  ['serviceAccountName', '', 'web'],
])('of pods, %s: %j', (field, standard, other) => {
  test('is the same template when it is written out', () => {
    expect(areSame(pod({ [field]: standard }), pod({}))).toBe(true);
  });

  test(`is not ${JSON.stringify(other)}`, () => {
    expect(areSame(pod({ [field]: other }), pod({}))).toBe(false);
    expect(areSame(pod({ [field]: other }), pod({ [field]: standard }))).toBe(false);
  });
});

describe.each<[string, unknown, unknown]>([
  ['imagePullPolicy', 'IfNotPresent', 'Always'],
  ['imagePullPolicy', '', 'Never'],
  ['terminationMessagePath', '/dev/termination-log', '/tmp/log'],
  ['terminationMessagePolicy', 'File', 'FallbackToLogsOnError'],
  ['stdin', false, true],
  ['stdinOnce', false, true],
  ['tty', false, true],
  ['workingDir', '', '/app'],
  ['env', [], [{ name: 'A' }]],
  ['command', [], ['']],
  ['resources', {}, { limits: { cpu: 1 } }],
  ['resources', { limits: {}, requests: {} }, { requests: { cpu: 1 } }],
  ['securityContext', null, {}],
  ['livenessProbe', null, {}],
])('of containers, %s: %j', (field, standard, other) => {
  test.each(containers({ [field]: standard }).map((template, i) => [i === 0 ? 'containers' : 'initContainers', template, containers({})[i]]))(
    'is the same template in %s when it is written out', (_, written, absent) => {
      expect(areSame(written, absent)).toBe(true);
    });

  test.each(containers({ [field]: other }).map((template, i) => [i === 0 ? 'containers' : 'initContainers', template, containers({})[i]]))(
    `in %s it is not ${JSON.stringify(other)}`, (_, written, absent) => {
      expect(areSame(written, absent)).toBe(false);
    });
});

test('an empty text instead of another type is not a default', () => {
  expect(areSame(containers({ stdin: '' })[0], containers({})[0])).toBe(false);
  expect(areSame(pod({ terminationGracePeriodSeconds: '' }), pod({}))).toBe(false);
});

test('ephemeral containers have the defaults of containers', () => {
  const debugging = (container: Json): Json => pod({ ephemeralContainers: [{ name: 'debug', image: 'debug:1', ...container }] });
  expect(areSame(debugging({ tty: false, imagePullPolicy: 'IfNotPresent' }), debugging({}))).toBe(true);
  expect(areSame(debugging({ tty: true }), debugging({}))).toBe(false);
});

describe.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('%s', probe => {
  const template = (field: string, value: unknown): Json =>
    containers({ [probe]: { httpGet: { port: 80 }, ...value === undefined ? {} : { [field]: value } } })[0];

  test.each([
    ['initialDelaySeconds', 0, 1], ['timeoutSeconds', 1, 2], ['periodSeconds', 10, 11], ['successThreshold', 1, 2], ['failureThreshold', 3, 4],
  ])('has %s %j', (field, standard, other) => {
    expect(areSame(template(field, standard), template(field, undefined))).toBe(true);
    expect(areSame(template(field, 0), template(field, undefined))).toBe(true);
    expect(areSame(template(field, other), template(field, undefined))).toBe(false);
  });

  test('does not have its own grace period', () => {
    expect(areSame(template('terminationGracePeriodSeconds', 30), template('terminationGracePeriodSeconds', undefined))).toBe(false);
  });

  test('gets / over HTTP', () => {
    expect(areSame(template('httpGet', { port: 80, path: '/', scheme: 'HTTP' }), template('httpGet', { port: 80 }))).toBe(true);
    expect(areSame(template('httpGet', { port: 80, path: '' }), template('httpGet', { port: 80 }))).toBe(true);
    expect(areSame(template('httpGet', { port: 80, path: '/ready' }), template('httpGet', { port: 80 }))).toBe(false);
    expect(areSame(template('httpGet', { port: 80, scheme: 'HTTPS' }), template('httpGet', { port: 80 }))).toBe(false);
  });

  test('has no service over gRPC', () => {
    expect(areSame(template('grpc', { port: 80, service: '' }), template('grpc', { port: 80 }))).toBe(true);
    expect(areSame(template('grpc', { port: 80, service: 'web' }), template('grpc', { port: 80 }))).toBe(false);
  });
});

test.each(['preStop', 'postStart'])('a %s hook gets / over HTTP', hook => {
  const template = (httpGet: Json): Json => containers({ lifecycle: { [hook]: { httpGet } } })[0];
  expect(areSame(template({ port: 80, path: '/', scheme: 'HTTP' }), template({ port: 80 }))).toBe(true);
  expect(areSame(template({ port: 80, path: '/stop' }), template({ port: 80 }))).toBe(false);
});

test.each<[string, Json, Json]>([
  ['protocol', { protocol: 'TCP' }, { protocol: 'UDP' }],
  ['hostPort', { hostPort: 0 }, { hostPort: 80 }],
  ['hostIP', { hostIP: '' }, { hostIP: '127.0.0.1' }],
  ['name', { name: '' }, { name: 'http' }],
])('of ports, %s', (_, standard, other) => {
  const template = (port: Json): Json => containers({ ports: [{ containerPort: 80, ...port }] })[0];
  expect(areSame(template(standard), template({}))).toBe(true);
  expect(areSame(template(other), template({}))).toBe(false);
});

test.each<[string, Json, Json]>([
  ['readOnly', { readOnly: false }, { readOnly: true }],
  ['subPath', { subPath: '' }, { subPath: 'a' }],
  ['subPathExpr', { subPathExpr: '' }, { subPathExpr: '$(A)' }],
])('of mounts, %s', (_, standard, other) => {
  const template = (mount: Json): Json => containers({ volumeMounts: [{ name: 'files', mountPath: '/files', ...mount }] })[0];
  expect(areSame(template(standard), template({}))).toBe(true);
  expect(areSame(template(other), template({}))).toBe(false);
});

test.each<[string, Json, Json, Json]>([
  ['an empty value', { value: '' }, {}, { value: 'a' }],
  ['the version of a field', { valueFrom: { fieldRef: { fieldPath: 'a', apiVersion: 'v1' } } }, { valueFrom: { fieldRef: { fieldPath: 'a' } } },
    { valueFrom: { fieldRef: { fieldPath: 'a', apiVersion: 'v2' } } }],
  ['a divisor of nothing', { valueFrom: { resourceFieldRef: { resource: 'a', divisor: '0' } } }, { valueFrom: { resourceFieldRef: { resource: 'a' } } },
    { valueFrom: { resourceFieldRef: { resource: 'a', divisor: '1' } } }],
  ['a divisor', { valueFrom: { resourceFieldRef: { resource: 'a', divisor: '1000m' } } }, { valueFrom: { resourceFieldRef: { resource: 'a', divisor: 1 } } },
    { valueFrom: { resourceFieldRef: { resource: 'a', divisor: '1Mi' } } }],
])('of environment variables, %s', (_, one, same_, other) => {
  const template = (variable: Json): Json => containers({ env: [{ name: 'A', ...variable }] })[0];
  expect(areSame(template(one), template(same_))).toBe(true);
  expect(areSame(template(other), template(same_))).toBe(false);
});

test.each<[string, Json, Json, Json]>([
  ['no source', { emptyDir: {} }, {}, { emptyDir: { medium: 'Memory' } }],
  ['a source that is null', { emptyDir: null }, {}, { hostPath: { path: '/' } }],
  ['configMap', { configMap: { name: 'a', defaultMode: 420 } }, { configMap: { name: 'a' } }, { configMap: { name: 'a', defaultMode: 0 } }],
  ['secret', { secret: { secretName: 'a', defaultMode: 420 } }, { secret: { secretName: 'a' } }, { secret: { secretName: 'a', defaultMode: 256 } }],
  ['downwardAPI', { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b', apiVersion: 'v1' } }], defaultMode: 420 } },
    { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b' } }] } },
    { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b' } }], defaultMode: 256 } }],
  ['downwardAPI of resources', { downwardAPI: { items: [{ path: 'a', resourceFieldRef: { resource: 'b', divisor: 0 } }] } },
    { downwardAPI: { items: [{ path: 'a', resourceFieldRef: { resource: 'b' } }] } },
    { downwardAPI: { items: [{ path: 'a', resourceFieldRef: { resource: 'b', divisor: 1 } }] } }],
  ['projected', { projected: { sources: [{ configMap: { name: 'a' } }], defaultMode: 420 } }, { projected: { sources: [{ configMap: { name: 'a' } }] } },
    { projected: { sources: [{ configMap: { name: 'a' } }], defaultMode: 256 } }],
  ['projected tokens', { projected: { sources: [{ serviceAccountToken: { path: 'a', expirationSeconds: 3600 } }] } },
    { projected: { sources: [{ serviceAccountToken: { path: 'a' } }] } }, { projected: { sources: [{ serviceAccountToken: { path: 'a', expirationSeconds: 600 } }] } }],
  ['projected downwardAPI', { projected: { sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b', apiVersion: 'v1' } }] } }] } },
    { projected: { sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b' } }] } }] } },
    { projected: { sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'c' } }] } }] } }],
  ['hostPath', { hostPath: { path: '/a', type: '' } }, { hostPath: { path: '/a' } }, { hostPath: { path: '/a', type: 'Directory' } }],
  ['emptyDir', { emptyDir: { medium: '' } }, { emptyDir: {} }, { emptyDir: { medium: 'Memory' } }],
  ['the limit of emptyDir', { emptyDir: { sizeLimit: '1Gi' } }, { emptyDir: { sizeLimit: '1024Mi' } }, { emptyDir: { sizeLimit: '1G' } }],
  ['persistentVolumeClaim', { persistentVolumeClaim: { claimName: 'a', readOnly: false } }, { persistentVolumeClaim: { claimName: 'a' } },
    { persistentVolumeClaim: { claimName: 'a', readOnly: true } }],
  ['nfs', { nfs: { server: 'a', path: '/', readOnly: false } }, { nfs: { server: 'a', path: '/' } }, { nfs: { server: 'a', path: '/', readOnly: true } }],
  ['image', { image: { reference: 'web:1', pullPolicy: 'IfNotPresent' } }, { image: { reference: 'web:1' } }, { image: { reference: 'web:1', pullPolicy: 'Always' } }],
  ['the latest image', { image: { reference: 'web', pullPolicy: 'Always' } }, { image: { reference: 'web' } }, { image: { reference: 'web', pullPolicy: 'Never' } }],
  ['ephemeral', { ephemeral: { volumeClaimTemplate: { spec: { volumeMode: 'Filesystem', resources: { requests: { storage: '1Gi' } } } } } },
    { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1024Mi' } } } } } },
    { ephemeral: { volumeClaimTemplate: { spec: { volumeMode: 'Block', resources: { requests: { storage: '1Gi' } } } } } }],
  ['the size of ephemeral', { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } } } } } },
    { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1024Mi' }, limits: { storage: '2048Mi' } } } } } },
    { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' }, limits: { storage: '3Gi' } } } } } }],
])('of volumes, %s', (_, one, same_, other) => {
  expect(areSame(volumes(one), volumes(same_))).toBe(true);
  expect(areSame(volumes(other), volumes(same_))).toBe(false);
});

/** Fields that have a default, which the API server does not write into a template. */
test.each<[string, Json]>([
  ['enableServiceLinks', pod({ enableServiceLinks: true })],
  ['shareProcessNamespace', pod({ shareProcessNamespace: false })],
  ['automountServiceAccountToken', pod({ automountServiceAccountToken: true })],
  ['affinity', pod({ affinity: {} })],
  ['the operator of a toleration', pod({ tolerations: [{ key: 'a', operator: 'Equal' }] })],
  ['the restartPolicy of a sidecar', containers({ restartPolicy: 'Always' })[1]],
  ['the securityContext of a container', containers({ securityContext: {} })[0]],
  ['the requests that follow from limits', containers({ resources: { limits: { cpu: 1 }, requests: { cpu: 1 } } })[0]],
  ['mountPropagation', containers({ volumeMounts: [{ name: 'a', mountPath: '/a', mountPropagation: 'None' }] })[0]],
  ['whether a key is optional', containers({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b', optional: false } } }] })[0]],
  ['hostPort with hostNetwork', pod({ hostNetwork: true, containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80, hostPort: 80 }] }] })],
  ['the taint policy of a spread constraint', pod({ topologySpreadConstraints: [{ topologyKey: 'a', nodeTaintsPolicy: 'Ignore' }] })],
])('%s makes another template when it is written out', (_, written) => {
  const drop = ['enableServiceLinks', 'shareProcessNamespace', 'automountServiceAccountToken', 'affinity', 'operator', 'restartPolicy', 'securityContext', 'requests',
    'mountPropagation', 'optional', 'hostPort', 'nodeTaintsPolicy'];
  const absent = JSON.parse(JSON.stringify(written), (key, value) => drop.includes(key) ? undefined : value);
  expect(areSame(written, absent)).toBe(false);
});

test.each([
  ['web', 'Always'],
  ['web:latest', 'Always'],
  ['web:latest@sha256:0123', 'Always'],
  ['registry.example.com:5000/web', 'Always'],
  ['web:1', 'IfNotPresent'],
  ['web@sha256:0123', 'IfNotPresent'],
  ['web:1@sha256:0123', 'IfNotPresent'],
  ['web:latest-1', 'IfNotPresent'],
  ['registry.example.com:5000/web:1', 'IfNotPresent'],
  ['', 'IfNotPresent'],
])('the image %j is pulled %s', (image, policy) => {
  const [absent] = containers({ image });
  expect(areSame(containers({ image, imagePullPolicy: policy })[0], absent)).toBe(true);
  expect(areSame(containers({ image, imagePullPolicy: policy === 'Always' ? 'IfNotPresent' : 'Always' })[0], absent)).toBe(false);
});

test('serviceAccount is an old name of serviceAccountName, which overrides it', () => {
  expect(areSame(pod({ serviceAccount: 'web' }), pod({ serviceAccountName: 'web' }))).toBe(true);
  expect(areSame(pod({ serviceAccount: 'web', serviceAccountName: '' }), pod({ serviceAccountName: 'web' }))).toBe(true);
  expect(areSame(pod({ serviceAccount: 'old', serviceAccountName: 'web' }), pod({ serviceAccountName: 'web' }))).toBe(true);
  expect(areSame(pod({ serviceAccount: 'web' }), pod({}))).toBe(false);
});

test.each<[string, unknown, unknown, unknown]>([
  ['cpu', '500m', 0.5, '0.51'], ['cpu', '0.1', '100m', '1'], ['memory', '1Gi', '1024Mi', '1G'], ['cpu', 1, '1', 2], ['cpu', '0.3', '300m', '301m'],
])('%s %j equals %j, but not %j', (resource, one, same_, other) => {
  for (const kind of ['limits', 'requests']) {
    const template = (amount: unknown): Json => containers({ resources: { [kind]: { [resource]: amount } } })[0];
    expect(areSame(template(one), template(same_))).toBe(true);
    expect(areSame(template(one), template(other))).toBe(false);
  }
  expect(areSame(pod({ overhead: { [resource]: one } }), pod({ overhead: { [resource]: same_ } }))).toBe(true);
  expect(areSame(pod({ overhead: { [resource]: one } }), pod({ overhead: { [resource]: other } }))).toBe(false);
});

test('an invalid quantity is compared as text', () => {
  expect(areSame(containers({ resources: { limits: { cpu: 'much' } } })[0], containers({ resources: { limits: { cpu: 'more' } } })[0])).toBe(false);
});

test('empty labels and annotations equal missing ones', () => {
  expect(areSame({ metadata: { labels: {}, annotations: {} }, spec: {} }, { spec: {} })).toBe(true);
  expect(areSame({ metadata: { creationTimestamp: null }, spec: {} }, { spec: {} })).toBe(true);
  expect(areSame({ metadata: { annotations: { a: '' } }, spec: {} }, { spec: {} })).toBe(false);
});

test('a selector is kept unless it is empty', () => {
  const term = (labelSelector: unknown): Json => pod({ topologySpreadConstraints: [{ topologyKey: 'a', labelSelector }] });
  expect(areSame(term({ matchLabels: {} }), term({}))).toBe(true);
  expect(areSame(term({}), term(undefined))).toBe(false);
  expect(areSame(term({ matchLabels: { app: 'web' } }), term({}))).toBe(false);
});

test.each([undefined, null, 1, 'a', [], [[]], {}, { spec: 1 }, { spec: { containers: {} } }, { spec: { containers: [1, null, [], { env: [1], resources: 'a', image: 1 }] } },
  { spec: { volumes: [1, { name: 'a', configMap: 1 }, { projected: { sources: [1, { downwardAPI: { items: [1] } }] } }, { ephemeral: { volumeClaimTemplate: [] } }] } },
  { spec: { containers: [{ livenessProbe: 1, lifecycle: [], ports: 1, volumeMounts: [1] }], securityContext: [], overhead: 1 } }])('keeps %j unchanged', template => {
  expect(() => normalPodTemplate(template)).not.toThrow();
  expect(areSame(template, template)).toBe(true);
});
