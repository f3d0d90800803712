import { Duration } from 'cdk8s';
import { PercentOrAbsolute, ServiceType } from 'cdk8s-plus-27';
import { expectRefusal, manifestsOf as yamlOf, refusalOf } from './refusals/refusal';
import { DisruptionPolicy, Exposure, HealthCheck } from '../../src';
import { manifestsWith, serviceWith } from '../manifests';
import { judged } from '../rules/check/judging';

const WORKER = { exposure: Exposure.none() };

test('a worker has no Service and no hook, and gets SIGTERM at once', () => {
  const manifests = manifestsWith(WORKER);
  expect(Object.keys(manifests).sort()).toEqual(['Deployment', 'PodDisruptionBudget']);
  const { spec } = manifests.Deployment.spec.template;
  expect(spec.containers[0].lifecycle).toBeUndefined();
  expect(spec.terminationGracePeriodSeconds).toBe(35);
  expect(manifests.Deployment.metadata.annotations['cdk8s-zero-downtime/exposure']).toBe('none');
});

test('a worker may be a single pod, and hands nothing over', () => {
  const { Deployment } = manifestsWith({ ...WORKER, replicas: 1 });
  expect(Deployment.spec.replicas).toBe(1);
  expect(Deployment.metadata.annotations).not.toHaveProperty(['cdk8s-zero-downtime/handover']);
});

test.each([{}, { replicas: 1 }, { longestRequest: Duration.minutes(10) }])('`check` finds nothing in a worker with %j', props => {
  expect(judged(yamlOf({ ...WORKER, ...props })).findings).toEqual([]);
});

test('the timeline of a worker warns of nothing', () => {
  expect(JSON.parse(serviceWith(WORKER).timeline.toJson()).timelines[0].warnings).toEqual([]);
});

test('fails when the Service of a worker is asked for, or an Ingress before it', () => {
  const worker = serviceWith(WORKER);
  const message = "[test/my-svc] there is no Service, since 'exposure' is Exposure.none(). Remedy: state another exposure.";
  expect(() => worker.service).toThrow(message);
  expect(() => worker.exposeViaIngress('/')).toThrow(message);
});

test.each([['servicePort', 80], ['serviceName', 'web'], ['serviceType', ServiceType.NODE_PORT]])('fails when %s is given for a worker', (prop, value) => {
  expectRefusal({ ...WORKER, [prop]: value }, {
    prop,
    given: JSON.stringify(value),
    allowed: 'nothing, since Exposure.none() makes no Service',
    because: 'would find no Service',
    remedy: "leave it out, or leave out 'exposure'",
  });
});

test.each<[string, object]>([
  ['one pod that stops before the next one starts', {
    replicas: 1, maxSurge: PercentOrAbsolute.absolute(0), maxUnavailable: PercentOrAbsolute.absolute(1),
  }],
  ['an update of all pods at once', { maxUnavailable: PercentOrAbsolute.percent(100) }],
  ['a drain of all pods at once', { disruption: DisruptionPolicy.maxUnavailable(PercentOrAbsolute.percent(100)) }],
  ['no minReady', { minReady: Duration.seconds(0) }],
  ['a health check that gives up at once', { healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 1 }) }],
  ['a health check that gives up late', { healthCheck: HealthCheck.http('/healthcheck', { failureThreshold: 100 }) }],
  ['a health check that waits a second', { healthCheck: HealthCheck.http('/healthcheck', { timeout: Duration.seconds(1) }) }],
])('a worker may have %s, and `check` finds nothing', (_, props) => {
  expect(judged(yamlOf({ ...WORKER, ...props })).findings).toEqual([]);
});

test('fails when a worker of one pod is to hand over, and asks for no hook besides', () => {
  expect(refusalOf({ ...WORKER, replicas: 1, handover: Duration.seconds(90) }).split('\n')).toEqual([expect.stringMatching(/Remedy: leave out 'handover'\.$/)]);
});

test('fails when a worker is to hand over', () => {
  expectRefusal({ ...WORKER, handover: Duration.seconds(90) }, {
    prop: 'handover',
    given: '90 s',
    allowed: 'only behind a router that uses terminating endpoints, such as Exposure.cluster()',
    because: 'Nobody sends requests to the pods, so there is nothing to hand over.',
    remedy: "leave out 'handover'",
  });
});
