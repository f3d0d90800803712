import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { chartIn, containerWith, manifestsWith, podWith } from '../manifests';

test('pods pass the restricted Pod Security Standard', () => {
  const pod = podWith();
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(pod.containers[0].securityContext).toMatchObject({
    runAsNonRoot: true, allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] },
  });
  expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
});

test('stated security settings are kept, and the others stay strict', () => {
  const pod = podWith({
    securityContext: { user: 1000, readOnlyRootFilesystem: false, capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] } },
    podSecurityContext: { fsGroup: 2000 },
  });
  expect(pod.securityContext).toMatchObject({ fsGroup: 2000, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(pod.containers[0].securityContext).toMatchObject({
    runAsUser: 1000, readOnlyRootFilesystem: false, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
  });
});

test('pods are spread over zones and nodes, each revision separately, but are scheduled in any case', () => {
  expect(podWith().topologySpreadConstraints).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { 'service-name': 'my-svc' } },
    matchLabelKeys: ['pod-template-hash'],
  })));
});

test('an image with a tag is not pulled again, so a restart does not depend on the registry', () => {
  expect(containerWith().imagePullPolicy).toBe('IfNotPresent');
  expect(containerWith({ imagePullPolicy: kplus.ImagePullPolicy.ALWAYS }).imagePullPolicy).toBe('Always');
});

test.each([
  ['nothing', undefined, { requests: { cpu: '100m', memory: '128Mi' } }],
  ['requests', { cpu: { request: kplus.Cpu.millis(250) } }, { requests: { cpu: '250m', memory: '128Mi' } }],
  ['a memory limit', { memory: { limit: Size.mebibytes(512) } }, { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } }],
  ['a CPU limit', { cpu: { limit: kplus.Cpu.units(2) } }, { requests: { memory: '128Mi' }, limits: { cpu: '2' } }],
])('if only %s is stated, no other resource is limited', (_, resources, expected) => {
  expect(containerWith({ resources }).resources).toEqual(expected);
});

test('props that the library does not evaluate are passed through', () => {
  const volume = kplus.Volume.fromEmptyDir(chartIn(), 'tmp', 'tmp');
  const pod = podWith({
    command: ['/app'],
    args: ['--verbose'],
    workingDir: '/srv',
    envVariables: { MODE: kplus.EnvValue.fromValue('fast') },
    volumeMounts: [{ path: '/tmp', volume }],
    ports: [{ name: 'metrics', number: 9090 }],
    postStart: kplus.Handler.fromCommand(['/warm-up']),
    hostAliases: [{ ip: '198.51.100.7', hostnames: ['legacy'] }],
    dns: { policy: kplus.DnsPolicy.DEFAULT },
    automountServiceAccountToken: true,
  });
  expect(pod).toMatchObject({
    hostAliases: [{ ip: '198.51.100.7', hostnames: ['legacy'] }],
    dnsPolicy: 'Default',
    automountServiceAccountToken: true,
    volumes: [{ name: 'tmp', emptyDir: {} }],
    containers: [{
      command: ['/app'],
      args: ['--verbose'],
      workingDir: '/srv',
      env: [{ name: 'MODE', value: 'fast' }],
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }, { name: 'metrics', containerPort: 9090 }],
      lifecycle: { postStart: { exec: { command: ['/warm-up'] } }, preStop: { sleep: { seconds: 10 } } },
    }],
  });
});

describe('sidecars', () => {
  const sidecar = { name: 'proxy', image: 'proxy:1', portNumber: 5432, liveness: kplus.Probe.fromTcpSocket() };

  test('start first, run as long as the application, and may have probes', () => {
    const pod = podWith({ sidecars: [sidecar], initContainers: [{ name: 'migrate', image: 'migrate:1' }] });
    expect(pod.initContainers).toMatchObject([
      { name: 'proxy', restartPolicy: 'Always', livenessProbe: { tcpSocket: { port: 5432 } } },
      { name: 'migrate' },
    ]);
    expect(pod.initContainers[1].restartPolicy).toBeUndefined();
    expect(pod.containers).toHaveLength(1);
  });

  test('get the same modest requests and strict security as the application, and no hidden startup probe', () => {
    const [proxy] = podWith({ sidecars: [sidecar] }).initContainers;
    expect(proxy.startupProbe).toBeUndefined();
    expect(podWith({ initContainers: [{ name: 'prepare', image: 'prepare:1', portNumber: 80 }] }).initContainers[0].startupProbe).toBeUndefined();
    expect(proxy).toMatchObject({
      imagePullPolicy: 'IfNotPresent',
      resources: { requests: { cpu: '100m', memory: '128Mi' } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    });
  });
});

test('the Service finds the port by its name, so that old and new pods may differ in it', () => {
  const { Service } = manifestsWith({ port: 3000, servicePort: 8000, portName: 'grpc' });
  expect(Service.spec.ports).toEqual([{ name: 'grpc', port: 8000, protocol: 'TCP', targetPort: 'grpc' }]);
});

test('a start of an hour is possible', () => {
  expect(containerWith({ startupTime: Duration.hours(1) }).startupProbe)
    .toMatchObject({ periodSeconds: 10, failureThreshold: 361 });
});
