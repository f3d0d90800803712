import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { AnyProps, manifestsOf, refusalOf } from './refusal';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop } from '../../../src';
import { judged } from '../../rules/check/judging';

const s = Duration.seconds;
const SMALL_STEPS = HealthCheck.http('/livez', { failureThreshold: 1 });

/** Props that are refused unless their rule is acknowledged: one for each place that names a rule. */
const ON_PURPOSE: [what: string, rule: string, props: AnyProps][] = [
  ['a single pod behind an ALB', 'single-replica', { replicas: 1, exposure: Exposure.awsAlb() }],
  ['a single pod behind ingress-nginx', 'single-replica', { replicas: 1, exposure: Exposure.ingressNginx() }],
  ['a single pod behind Envoy', 'single-replica', { replicas: 1, exposure: Exposure.envoy() }],
  ['an autoscaler that may leave a single pod', 'autoscaler-minimum-too-low', {
    autoscaling: { minReplicas: 1, maxReplicas: 4 }, exposure: Exposure.awsAlb(),
  }],
  ['an update that takes half of the pods away', 'max-unavailable-too-high', { maxUnavailable: PercentOrAbsolute.percent(50) }],
  ['an update that takes the only pod away', 'max-unavailable-too-high', { replicas: 1, maxUnavailable: PercentOrAbsolute.absolute(1) }],
  ['an update that takes all pods away', 'max-unavailable-too-high', { replicas: 3, maxUnavailable: PercentOrAbsolute.percent(100) }],
  ['a drain that may take all pods away', 'pdb-missing', { disruption: DisruptionPolicy.maxUnavailable(PercentOrAbsolute.percent(100)) }],
  ['no minReady', 'min-ready-seconds-zero', { minReady: s(0) }],
  ['a minReady below the registration time', 'lb-readiness-gate-missing', { minReady: s(10), exposure: Exposure.awsAlb() }],
  ['a progress deadline below a slow start', 'progress-deadline-too-short', { progressDeadline: s(60) }],
  ['no old revision', 'revision-history-limit-zero', { revisionHistoryLimit: 0 }],
  ['a hook that ends before kube-proxy has heard', 'prestop-too-short', { preStop: PreStop.sleep(s(2)) }],
  ['a hook that ends before an ALB has heard', 'prestop-too-short', {
    preStop: PreStop.sleep(s(10)), exposure: Exposure.awsAlb(),
  }],
  ['a grace period that cuts the longest request', 'grace-period-too-short', { terminationGracePeriod: s(30) }],
  ['an image without a version', 'mutable-image-tag', { image: 'registry.example.com/my-svc:latest' }],
  ['an image that starts as root', 'run-as-non-root-conflict', { image: 'nginx:1.27.3', port: 80 }],
  ['a liveness check that asks what readiness asks', 'liveness-checks-dependencies', {
    livenessCheck: HealthCheck.http('/healthcheck', { failureThreshold: 9 }),
  }],
  ['a liveness check that restarts within 30 s', 'liveness-too-aggressive', {
    healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 2 }),
    livenessCheck: HealthCheck.http('/livez', { period: s(7), failureThreshold: 3 }),
  }],
  ['a liveness check as quick as readiness', 'liveness-too-aggressive', { livenessCheck: SMALL_STEPS }],
  ['a readiness check that gives up after one failure', 'readiness-failure-threshold-one', {
    healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 1 }),
  }],
  ['a fixed number of pods that must stay under an autoscaler', 'pdb-min-available-too-low', {
    autoscaling: { minReplicas: 4, maxReplicas: 20 }, disruption: DisruptionPolicy.minAvailable(PercentOrAbsolute.absolute(2)),
  }],
  ['a check that waits a second for its answer', 'probe-timeout-too-short', {
    healthCheck: HealthCheck.http('/healthcheck', { timeout: s(1) }),
  }],
  ['a readiness check that notices a failure after minutes', 'readiness-too-slow', {
    healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 100 }),
  }],
  ['a port of the node', 'surge-blocked-by-host-port', { ports: [{ number: 9090, hostPort: 9090 }] }],
  ['a version in the selector', 'version-label-in-selector', { selectorLabels: { version: '1.4.2' } }],
];

describe.each(ON_PURPOSE)('%s (%s)', (_, rule, props) => {
  test('is refused with the line that allows it', () => {
    expect(refusalOf(props)).toContain(`If it is on purpose, give the reason: acknowledge: { '${rule}': '…' }.`);
  });

  test('is accepted with that line, and then `check` finds nothing but what it accepts', () => {
    const { findings, acknowledged } = judged(manifestsOf({ ...props, acknowledge: { [rule]: 'known' } }));
    expect(findings.map(finding => `${finding.rule.id}: ${finding.message}`)).toEqual([]);
    expect(acknowledged.map(finding => finding.rule.id)).toContain(rule);
  });
});
