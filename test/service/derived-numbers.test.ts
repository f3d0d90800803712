import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates } from '../../src';
import { containerWith, manifestsWith, podWith } from '../manifests';

const seconds = Duration.seconds;

describe('stop', () => {
  test('the kubelet waits ten seconds before SIGTERM, and 45 until SIGKILL', () => {
    expect(containerWith().lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(podWith().terminationGracePeriodSeconds).toBe(45);
  });

  test('the grace period follows the longest request', () => {
    expect(podWith({ longestRequest: seconds(120) }).terminationGracePeriodSeconds).toBe(10 + 120 + 5);
  });

  test.each([
    ['cluster', Exposure.cluster(), 10, 10],
    ['ingressNginx', Exposure.ingressNginx(), 15, 10],
    ['envoy', Exposure.envoy(), 15, 10],
    ['awsAlb', Exposure.awsAlb(), 45, 60],
    ['awsNlb', Exposure.awsNlb(), 150, 180],
    ['gcpLoadBalancer', Exposure.gcpLoadBalancer(), 60, 60],
    ['azureAppGateway', Exposure.azureAppGateway(), 90, 90],
    ['custom', Exposure.custom({ deregistrationDelay: seconds(20) }), 20, 10],
    ['custom with registration', Exposure.custom({ deregistrationDelay: seconds(20), registrationTime: seconds(33) }), 20, 33],
  ])('behind %s the stop delay and minReady are what the router needs', (_, exposure, delay, minReady) => {
    const { spec } = manifestsWith({ exposure }).Deployment;
    expect(spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds).toBe(delay);
    expect(spec.template.spec.terminationGracePeriodSeconds).toBe(delay + 30 + 5);
    expect(spec.minReadySeconds).toBe(minReady);
  });

  test('a handover that takes longer than deregistration lengthens the stop delay', () => {
    expect(containerWith({ handover: seconds(80) }).lifecycle.preStop.sleep.seconds).toBe(80);
    expect(containerWith({ handover: seconds(9), startupTime: seconds(1) }).lifecycle.preStop.sleep.seconds).toBe(10);
  });

  test('a single pod is accepted if the terminating one covers for its replacement', () => {
    const { Deployment, PodDisruptionBudget } = manifestsWith({ replicas: 1, handover: seconds(80) });
    expect(Deployment.spec.replicas).toBe(1);
    expect(Deployment.metadata.annotations['cdk8s-zero-downtime/handover']).toBe('80s');
    expect(PodDisruptionBudget.spec.maxUnavailable).toBe(1);
  });

  test.each([
    ['sleep', PreStop.sleep(seconds(7)), { sleep: { seconds: 7 } }],
    ['shell', PreStop.shell(seconds(7)), { exec: { command: ['/bin/sh', '-c', 'sleep 7'] } }],
    ['shell without a duration', PreStop.shell(), { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } }],
    ['httpGet', PreStop.httpGet('/drain', { takes: seconds(7) }), { httpGet: { path: '/drain', port: 8080 } }],
    ['command', PreStop.command(['/bin/leave', '7'], { takes: seconds(7) }), { exec: { command: ['/bin/leave', '7'] } }],
  ])('PreStop.%s fills the stop delay', (name, preStop, hook) => {
    const pod = podWith({ preStop });
    expect(pod.containers[0].lifecycle.preStop).toEqual(hook);
    expect(pod.terminationGracePeriodSeconds).toBe((name === 'shell without a duration' ? 10 : 7) + 30 + 5);
  });

  test('an application that waits by itself has no hook, but the grace period still covers the wait', () => {
    const { Deployment } = manifestsWith({ preStop: PreStop.none({ reason: 'waits after SIGTERM' }) });
    expect(Deployment.spec.template.spec.containers[0].lifecycle).toBeUndefined();
    expect(Deployment.spec.template.spec.terminationGracePeriodSeconds).toBe(45);
    expect(Deployment.metadata.annotations['cdk8s-zero-downtime/acknowledge.prestop-missing']).toBe('waits after SIGTERM');
  });
});

describe('start', () => {
  test('a start may take a minute, and is probed every two seconds', () => {
    expect(containerWith().startupProbe).toMatchObject({ periodSeconds: 2, failureThreshold: 31, timeoutSeconds: 2 });
  });

  test('pods get no requests after three failures five seconds apart', () => {
    expect(containerWith().readinessProbe).toEqual({
      httpGet: { path: '/healthcheck', port: 8080 }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3, successThreshold: 1,
    });
  });

  test('no liveness probe restarts a container unless it is stated', () => {
    expect(containerWith().livenessProbe).toBeUndefined();
  });

  test('a container that hangs is restarted after a minute and need not use up the whole grace period', () => {
    expect(containerWith({ livenessCheck: HealthCheck.http('/livez') }).livenessProbe).toEqual({
      httpGet: { path: '/livez', port: 8080 },
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 6,
      successThreshold: 1,
      terminationGracePeriodSeconds: 10,
    });
  });

  test.each([
    ['http', HealthCheck.http('/ok', { port: 8080, scheme: 'HTTPS' as any, headers: { Host: 'x' } }), { httpGet: { path: '/ok', port: 8080, scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'x' }] } }],
    ['grpc', HealthCheck.grpc({ service: 'shop' }), { grpc: { port: 8080, service: 'shop' } }],
    ['tcp', HealthCheck.tcp(), { tcpSocket: { port: 8080 } }],
    ['command', HealthCheck.command(['/bin/ok']), { exec: { command: ['/bin/ok'] } }],
  ])('HealthCheck.%s is asked at start and for readiness', (_, healthCheck, action) => {
    const container = containerWith({ healthCheck });
    expect(container.startupProbe).toMatchObject(action);
    expect(container.readinessProbe).toMatchObject(action);
  });

  test('readiness gates are written into the pod', () => {
    expect(podWith({ readinessGates: ReadinessGates.conditions('example.com/routed') }).readinessGates).toEqual([{ conditionType: 'example.com/routed' }]);
    expect(podWith({ readinessGates: ReadinessGates.injected() }).readinessGates).toBeUndefined();
  });

  test('with readiness gates the rollout waits for the load balancer itself, and minReady need not', () => {
    const { spec } = manifestsWith({ exposure: Exposure.awsNlb(), readinessGates: ReadinessGates.injected() }).Deployment;
    expect(spec.minReadySeconds).toBe(10);
    expect(spec.progressDeadlineSeconds).toBe(180 + 60 + 64 + 5 + 2 + 180 + 10 + 60);
  });
});

describe('rollout', () => {
  test('adds a quarter of the pods, removes none early, and each pod must stay ready for ten seconds', () => {
    const { spec } = manifestsWith().Deployment;
    expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } });
    expect(spec).toMatchObject({ minReadySeconds: 10, progressDeadlineSeconds: 381, revisionHistoryLimit: 5 });
  });

  test('stated numbers override derived ones', () => {
    const { spec } = manifestsWith({
      replicas: 4,
      maxSurge: PercentOrAbsolute.absolute(2),
      maxUnavailable: PercentOrAbsolute.percent(25),
      minReady: seconds(20),
      progressDeadline: seconds(900),
      revisionHistoryLimit: 3,
      terminationGracePeriod: seconds(90),
    }).Deployment;
    expect(spec).toMatchObject({
      replicas: 4,
      strategy: { rollingUpdate: { maxSurge: 2, maxUnavailable: '25%' } },
      minReadySeconds: 20,
      progressDeadlineSeconds: 900,
      revisionHistoryLimit: 3,
      template: { spec: { terminationGracePeriodSeconds: 90 } },
    });
  });
});

describe('drain', () => {
  test('one pod at a time may be evicted, broken ones always', () => {
    expect(manifestsWith().PodDisruptionBudget.spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { 'service-name': 'my-svc' } },
    });
  });

  test.each([
    ['maxUnavailable', DisruptionPolicy.maxUnavailable(PercentOrAbsolute.percent(25)), { maxUnavailable: '25%' }],
    ['minAvailable', DisruptionPolicy.minAvailable(PercentOrAbsolute.absolute(3)), { minAvailable: 3 }],
    ['blockEvictions', DisruptionPolicy.blockEvictions({ reason: 'manual upgrades' }), { maxUnavailable: 0 }],
  ])('DisruptionPolicy.%s sets the limit', (_, disruption, limit) => {
    expect(manifestsWith({ replicas: 4, disruption }).PodDisruptionBudget.spec).toMatchObject(limit);
  });

  test('the reason to block evictions is written where the checks look for it', () => {
    const { Deployment } = manifestsWith({ disruption: DisruptionPolicy.blockEvictions({ reason: 'manual upgrades' }) });
    expect(Deployment.metadata.annotations['cdk8s-zero-downtime/acknowledge.pdb-blocks-eviction']).toBe('manual upgrades');
  });
});
