import { Duration, Testing } from 'cdk8s';
import { PercentOrAbsolute, Topology } from 'cdk8s-plus-27';
import {
  DisruptionPolicy, HealthCheck, KedaScaling, StopSignal, TopologySpread, ZeroDowntimeWorker, ZeroDowntimeWorkerProps,
} from '../../src';
import { WORKER_PROPS } from '../../src/service/prop-names';
import { chartIn, manifestsOf, REQUIRED, workerWith } from '../manifests';
import { yamlOf } from './yaml-of';
import { judged } from '../rules/check/judging';

const QUEUE: KedaScaling = {
  maxReplicas: 20,
  triggers: [{ type: 'rabbitmq', metadata: { queueName: 'mail', mode: 'QueueLength', value: '5' }, authentication: 'rabbitmq' }],
};
const podOf = (props: Partial<ZeroDowntimeWorkerProps> = {}): any => manifestsOf(workerWith(props)).Deployment.spec.template.spec;

test('the smallest worker is a Deployment alone, which is told to stop at once and has time for its longest job', () => {
  const manifests = manifestsOf(workerWith());
  expect(Object.keys(manifests)).toEqual(['Deployment']);
  const { spec } = manifests.Deployment.spec.template;
  expect(spec.terminationGracePeriodSeconds).toBe(605);
  expect(spec.containers[0]).not.toHaveProperty('lifecycle');
  expect(spec.containers[0]).not.toHaveProperty('ports');
  expect(spec.containers[0]).not.toHaveProperty('readinessProbe');
  expect(spec.containers[0]).not.toHaveProperty('startupProbe');
});

test('a worker says what no field says: its longest job, and that no router sends to it', () => {
  expect(manifestsOf(workerWith()).Deployment.metadata.annotations).toEqual({
    'cdk8s-zero-downtime/exposure': 'none',
    'cdk8s-zero-downtime/longest-job': '600s',
    'cdk8s-zero-downtime/startup-time': '60s',
  });
});

describe('a health check', () => {
  test('becomes the startup and the readiness probe, and asks the only port', () => {
    const [container] = podOf({ healthCheck: HealthCheck.http('/healthz'), ports: [{ name: 'metrics', number: 9090 }] }).containers;
    expect(container.readinessProbe.httpGet).toEqual({ path: '/healthz', port: 9090 });
    expect(container.startupProbe.httpGet).toEqual({ path: '/healthz', port: 9090 });
  });

  test('needs no port where it is a command', () => {
    expect(podOf({ healthCheck: HealthCheck.command(['/bin/alive']) }).containers[0].readinessProbe.exec.command).toEqual(['/bin/alive']);
  });

  test('a liveness check needs no health check beside it', () => {
    expect(podOf({ livenessCheck: HealthCheck.command(['/bin/alive']) }).containers[0].livenessProbe.failureThreshold).toBe(6);
  });
});

describe('a stop signal', () => {
  test('is sent by a hook that lasts until the worker exits, and nothing of the grace period is lost', () => {
    const pod = podOf({ stopSignal: StopSignal.SIGQUIT });
    expect(pod.containers[0].lifecycle.preStop).toEqual({ exec: { command: ['/bin/sh', '-c', 'kill -QUIT 1 && while sleep 1; do :; done'] } });
    expect(pod.terminationGracePeriodSeconds).toBe(605);
  });

  test('needs no hook where it is SIGTERM', () => {
    expect(podOf({ stopSignal: StopSignal.SIGTERM }).containers[0]).not.toHaveProperty('lifecycle');
  });
});

describe('KEDA', () => {
  test('gets a ScaledObject of the name of the Deployment, which has no replicas', () => {
    const worker = workerWith({
      keda: { ...QUEUE, minReplicas: 1, pollingInterval: Duration.seconds(15), cooldownPeriod: Duration.minutes(10) },
    });
    const { Deployment, ScaledObject } = manifestsOf(worker);
    expect(Deployment.spec).not.toHaveProperty('replicas');
    expect(ScaledObject.metadata.name).toBe('mailer');
    expect(ScaledObject.spec).toEqual({
      scaleTargetRef: { name: 'mailer' },
      minReplicaCount: 1,
      maxReplicaCount: 20,
      pollingInterval: 15,
      cooldownPeriod: 600,
      triggers: [{
        type: 'rabbitmq',
        metadata: { queueName: 'mail', mode: 'QueueLength', value: '5' },
        authenticationRef: { name: 'rabbitmq' },
      }],
    });
  });

  test('may remove all pods unless something else is stated', () => {
    expect(manifestsOf(workerWith({ keda: QUEUE })).ScaledObject.spec.minReplicaCount).toBe(0);
  });

  test('is in the namespace of the worker', () => {
    const chart = chartIn(undefined, 'test', 'shop');
    new ZeroDowntimeWorker(chart, 'mailer', { image: REQUIRED.image, longestJob: Duration.minutes(1), keda: QUEUE });
    expect(Testing.synth(chart).map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'shop']);
  });
});

test('a budget is made where one is asked for', () => {
  const { PodDisruptionBudget } = manifestsOf(workerWith({ disruption: DisruptionPolicy.oneAtATime() }));
  expect(PodDisruptionBudget.metadata.name).toBe('mailer-pdb');
  expect(PodDisruptionBudget.spec.maxUnavailable).toBe(1);
});

test.each<[string, Partial<ZeroDowntimeWorkerProps>]>([
  ['nothing stated', {}],
  ['one pod', { replicas: 1 }],
  ['a job of an hour', { longestJob: Duration.hours(1) }],
  ['a health check', { healthCheck: HealthCheck.command(['/bin/alive']) }],
  ['a health check that gives up at once', { healthCheck: HealthCheck.command(['/bin/alive'], { failureThreshold: 1 }) }],
  ['a liveness check', { livenessCheck: HealthCheck.command(['/bin/alive']) }],
  ['a stop signal', { stopSignal: StopSignal.SIGQUIT }],
  ['KEDA', { keda: QUEUE }],
  ['KEDA that counts only waiting jobs', { keda: { maxReplicas: 5, triggers: [{ type: 'aws-sqs-queue', metadata: { queueURL: 'https://sqs.example.com/jobs', scaleOnInFlight: 'false' } }] } }],
  ['an autoscaler', { autoscaling: { minReplicas: 1, maxReplicas: 5 } }],
  ['a budget', { disruption: DisruptionPolicy.oneAtATime() }],
  ['a drain of all pods at once', { disruption: DisruptionPolicy.maxUnavailable(PercentOrAbsolute.percent(100)) }],
  ['an update of all pods at once', { maxUnavailable: PercentOrAbsolute.percent(100) }],
  ['no spread', { topologySpread: TopologySpread.none({ reason: 'one node' }) }],
  ['a spread over nodes alone', { topologySpread: TopologySpread.across({ topology: Topology.HOSTNAME }) }],
  ['no minReady', { minReady: Duration.seconds(0) }],
])('`check` finds nothing in a worker with %s, and its timeline warns of nothing', (_, props) => {
  const worker = workerWith(props);
  expect(judged(yamlOf(worker)).findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  expect(JSON.parse(worker.timeline.toJson()).timelines[0].warnings).toEqual([]);
});

test('the timeline of a worker has its longest job, and a cut one where the grace period was acknowledged', () => {
  const short = workerWith({ terminationGracePeriod: Duration.minutes(5), acknowledge: { 'worker-grace-period-too-short': 'jobs are repeated' } });
  expect(short.timeline.toText()).toContain('SIGKILL cuts off jobs that need 10 min, and 5 s to exit: 5 min 5 s are missing.');
  expect(JSON.parse(workerWith().timeline.toJson()).timelines[0].assumptions.join()).not.toContain('longest');
});

test('a worker depends, and is depended on, as its Deployment', () => {
  const worker = workerWith();
  expect(worker.container).toBe(worker.deployment.containers[0]);
  expect(worker.toScalingTarget()).toEqual(worker.deployment.toScalingTarget());
});

test('the list of props has each prop of a worker, and none of the Service', () => {
  expect(WORKER_PROPS).toEqual(expect.arrayContaining(['image', 'keda', 'longestJob', 'stopSignal']));
  for (const prop of ['exposure', 'longestRequest', 'preStop', 'port', 'serviceName']) { expect(WORKER_PROPS).not.toContain(prop); }
});
