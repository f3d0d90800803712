import { Chart, Duration, Testing, Yaml } from 'cdk8s';
import { PercentOrAbsolute, Protocol } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates, ZeroDowntimeServiceProps } from '../../src';
import { Workload } from '../../src/manifests';
import { serviceWith } from '../manifests';
import { workloadIn } from './reading';
import { runs } from '../property-runs';

/** What the construct writes with these props, read back from YAML. */
function readBack(props: Partial<ZeroDowntimeServiceProps> = {}): Workload {
  return workloadIn(Yaml.stringify(...Testing.synth(Chart.of(serviceWith(props)))));
}

test('the defaults of the construct read back', () => {
  const probe = { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
  const check = { kind: 'httpGet', path: '/healthcheck', port: 8080, scheme: 'HTTP' };
  const workload = readBack();
  expect(workload).toMatchObject({
    name: 'my-svc',
    replicas: { min: 2, max: 2 },
    strategy: { type: 'RollingUpdate' },
    containers: [{
      name: 'my-svc',
      startup: { timing: { period: 2, failureThreshold: 31 }, check },
      readiness: { timing: probe, check },
      liveness: undefined,
      preStop: { kind: 'sleep', seconds: 10 },
    }],
    gracePeriod: 45,
    intent: { longestRequest: 30, startupTime: 60, acknowledged: {} },
    services: [{ selector: { 'service-name': 'my-svc' } }],
    budgets: [{ limit: { maxUnavailable: 1 }, unhealthyPodEviction: 'AlwaysAllow' }],
    autoscalers: [],
  });
  expect(workload.serving).toBe(workload.containers[0]);
});

test('what was stated reads back as it was stated', () => {
  const workload = readBack({
    replicas: 5,
    longestRequest: Duration.seconds(90),
    startupTime: Duration.minutes(2),
    exposure: Exposure.awsAlb(),
    readinessGates: ReadinessGates.conditions('target-health.elbv2.k8s.aws/web'),
    minReady: Duration.seconds(7),
    progressDeadline: Duration.seconds(2000),
    revisionHistoryLimit: 3,
    preStop: PreStop.shell(Duration.seconds(50)),
    livenessCheck: HealthCheck.tcp({ period: Duration.seconds(20) }),
    disruption: DisruptionPolicy.minAvailable(PercentOrAbsolute.absolute(4)),
    ports: [{ name: 'metrics', number: 9090, protocol: Protocol.TCP }],
    acknowledge: { 'pods-not-spread': 'one node' },
    maxSurge: PercentOrAbsolute.percent(40),
    maxUnavailable: PercentOrAbsolute.absolute(1),
  });
  expect(workload).toMatchObject({
    replicas: { min: 5, max: 5 },
    strategy: { type: 'RollingUpdate', maxSurge: '40%', maxUnavailable: 1 },
    minReady: 7,
    progressDeadline: 2000,
    revisionHistoryLimit: 3,
    gracePeriod: 145,
    readinessGates: ['target-health.elbv2.k8s.aws/web'],
    containers: [{
      startup: { timing: { period: 4, failureThreshold: 31 } },
      liveness: { timing: { period: 20, timeout: 5, failureThreshold: 6 }, check: { kind: 'tcpSocket', port: 8080 }, gracePeriod: 10 },
      preStop: { kind: 'exec', seconds: 50 },
      ports: [{ name: 'http', number: 8080, protocol: 'TCP' }, { name: 'metrics', number: 9090, protocol: 'TCP' }],
    }],
    intent: { longestRequest: 90, startupTime: 120, exposure: 'awsAlb', acknowledged: { 'pods-not-spread': 'one node' } },
    budgets: [{ limit: { minAvailable: 4 } }],
  });
});

test('the range of an autoscaler reads back', () => {
  expect(readBack({ autoscaling: { minReplicas: 3, maxReplicas: 12, targetCpuUtilization: 60 } })).toMatchObject({
    declaredReplicas: undefined, replicas: { min: 3, max: 12 },
  });
});

test('a handover reads back', () => {
  expect(readBack({ replicas: 1, handover: Duration.seconds(80), exposure: Exposure.cluster() }).intent.handover).toBe(80);
});

test('any numbers read back', () => {
  const seconds = fc.integer({ min: 1, max: 2000 });
  const numbers = fc.record({
    replicas: fc.integer({ min: 2, max: 50 }),
    longestRequest: seconds,
    startupTime: seconds,
    minReady: seconds,
    delay: fc.integer({ min: 5, max: 100 }),
  });
  fc.assert(fc.property(numbers, ({ replicas, longestRequest, startupTime, minReady, delay }) => {
    const workload = readBack({
      replicas,
      longestRequest: Duration.seconds(longestRequest),
      startupTime: Duration.seconds(startupTime),
      minReady: Duration.seconds(minReady),
      preStop: PreStop.sleep(Duration.seconds(delay)),
    });
    expect(workload).toMatchObject({
      replicas: { min: replicas, max: replicas },
      minReady,
      gracePeriod: delay + longestRequest + 5,
      containers: [{ preStop: { kind: 'sleep', seconds: delay } }],
      intent: { longestRequest, startupTime },
    });
    const { timing } = workload.containers[0].startup!;
    expect(timing.initialDelay + (timing.failureThreshold - 1) * timing.period).toBeGreaterThanOrEqual(startupTime);
  }), { numRuns: runs(100) });
});
