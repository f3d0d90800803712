import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { AnyProps, newService } from './refusal';
import { PreStop } from '../../../src';

const s = Duration.seconds;
const IMAGE = 'registry.example.com/proxy:1.0.0';

/** Whatever cdk8s-plus makes for a prop is taken, and reaches the manifests. */
test.each<[string, (chart: Chart) => AnyProps, string[]]>([
  ['environment variables', chart => ({
    envVariables: {
      EMPTY: kplus.EnvValue.fromValue(''),
      POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
      CPU: kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.CPU_LIMIT),
      HOME: kplus.EnvValue.fromProcess('PATH'),
      KEY: kplus.EnvValue.fromSecretValue({ secret: kplus.Secret.fromSecretName(chart, 'Secret', 'keys'), key: 'one' }),
      MODE: kplus.EnvValue.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, 'Config', 'modes'), 'two', { optional: true }),
    },
    envFrom: [kplus.Env.fromSecret(kplus.Secret.fromSecretName(chart, 'More', 'more'))],
  }), ['value: ""', 'metadata.name', 'limits.cpu', 'key: one', 'key: two', 'name: more']],
  ['volumes', chart => {
    const cache = kplus.Volume.fromEmptyDir(chart, 'Cache', 'cache', { medium: kplus.EmptyDirMedium.MEMORY, sizeLimit: Size.mebibytes(3) });
    const claim = new kplus.PersistentVolumeClaim(chart, 'Claim', { metadata: { name: 'claim' }, storage: Size.gibibytes(1) });
    return { volumeMounts: [{ path: '/cache', volume: cache, readOnly: true }], volumes: [kplus.Volume.fromPersistentVolumeClaim(chart, 'Data', claim)] };
  }, ['mountPath: /cache', 'claimName: claim']],
  ['resources', () => ({
    resources: {
      cpu: { request: kplus.Cpu.millis(7), limit: kplus.Cpu.units(3) },
      memory: { limit: Size.gibibytes(1) },
      ephemeralStorage: { limit: Size.gibibytes(5) },
    },
  }), ['cpu: 7m', 'cpu: "3"', 'memory: 1024Mi', 'ephemeral-storage: 5Gi']],
  ['security contexts', () => ({
    securityContext: { user: 7, group: 8, readOnlyRootFilesystem: false, capabilities: { add: [kplus.Capability.CHOWN] } },
    podSecurityContext: { fsGroup: 9, sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] },
  }), ['runAsUser: 7', 'runAsGroup: 8', 'readOnlyRootFilesystem: false', 'CHOWN', 'fsGroup: 9', 'somaxconn']],
  ['accounts', chart => ({
    serviceAccount: new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'robot' } }),
    imagePullSecrets: ['registry', 'mirror'].map(name => kplus.Secret.fromSecretName(chart, name, name)),
    automountServiceAccountToken: true,
  }), ['serviceAccountName: robot', '- name: registry', '- name: mirror', 'automountServiceAccountToken: true']],
  ['names and networks', () => ({
    dns: { hostname: 'shop', policy: kplus.DnsPolicy.NONE, nameservers: ['10.0.0.10'], searches: ['svc'], options: [{ name: 'ndots', value: '2' }] },
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    serviceType: kplus.ServiceType.LOAD_BALANCER,
    isolate: true,
  }), ['hostname: shop', '- 10.0.0.10', 'ndots', 'ip: 10.0.0.1', 'type: LoadBalancer', 'kind: NetworkPolicy']],
  ['handlers', () => ({ postStart: kplus.Handler.fromHttpGet('/warm-up', { port: 8080 }), imagePullPolicy: kplus.ImagePullPolicy.ALWAYS }), [
    'path: /warm-up', 'imagePullPolicy: Always',
  ]],
  ['ports', () => ({ ports: [{ number: 8080, name: 'quic', protocol: kplus.Protocol.UDP }, { number: 99, protocol: kplus.Protocol.SCTP }] }), [
    'protocol: UDP', 'protocol: SCTP',
  ]],
  ['the scheme of the stop hook', () => ({ preStop: PreStop.httpGet('/stop', { takes: s(10), scheme: kplus.ConnectionScheme.HTTPS }) }), ['scheme: HTTPS']],
  ['metrics and scaling rules', () => ({
    autoscaling: {
      maxReplicas: 9,
      metrics: [kplus.Metric.external({ name: 'queue', target: kplus.MetricTarget.value(1) })],
      scaleUp: {
        strategy: kplus.ScalingStrategy.MIN_CHANGE,
        stabilizationWindow: s(0),
        policies: [
          { replicas: kplus.Replicas.absolute(3), duration: Duration.minutes(30) },
          { replicas: kplus.Replicas.percent(300) },
        ],
      },
      scaleDown: { stabilizationWindow: Duration.hours(1) },
    },
  }), ['name: queue', 'selectPolicy: Min', 'periodSeconds: 1800', 'value: 300', 'stabilizationWindowSeconds: 3600']],
  ['helper containers', chart => ({
    sidecars: [{
      name: 'proxy',
      image: IMAGE,
      ports: [{ number: 15090, name: 'http-envoy-prom' }],
      readiness: kplus.Probe.fromTcpSocket({ port: 15090 }),
      lifecycle: { preStop: kplus.Handler.fromCommand(['/drain']) },
      envVariables: { LEVEL: kplus.EnvValue.fromValue('debug') },
      volumeMounts: [{ path: '/sockets', volume: kplus.Volume.fromEmptyDir(chart, 'Sockets', 'sockets') }],
      resources: { cpu: { request: kplus.Cpu.millis(7) } },
      securityContext: { user: 7 },
    }],
    initContainers: [{ name: 'migrate', image: IMAGE, command: ['/migrate'], args: ['up'] }],
  }), ['containerPort: 15090', '- /drain', 'value: debug', 'mountPath: /sockets', 'cpu: 7m', 'runAsUser: 7', '- /migrate', '- up']],
])('accepts %s of every kind', (_, props, expected) => {
  const app = new App();
  const chart = new Chart(app, 'prod');
  newService(chart, 'my-svc', props(chart));
  const yaml = app.synthYaml();
  for (const part of expected) { expect(yaml).toContain(part); }
});
