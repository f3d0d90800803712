import { gateTimeOf, podStartOf, podTimes } from '../../../src/analysis/pod/pod-start';
import { FIRST_LOOK, ROUTERS } from '../../../src/lifecycle';
import { ClusterProfile } from '../../../src/rules';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn, TARGET } from '../../rules/check/judging';

const pod = (spec: string): string => `kind: Deployment\nspec: { template: { spec: { ${spec} } } }\n`;
const GATE = pod('readinessGates: [{ conditionType: target-health.elbv2.k8s.aws/web }]');
const STARTS_IN_20S = 'kind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/startup-time: 20s } }\n';

function started(change: string, startupTime = 0, gate = 0) {
  return podStartOf(manifestsIn(exampleManifests(change)).workloads[0], startupTime, gate);
}

test('a start has the probes of the serving container', () => {
  const liveness = 'containers: [{ name: web, livenessProbe: { httpGet: { port: http }, periodSeconds: 7 } }]';
  expect(started(pod(liveness), 20, 60)).toMatchObject({
    allowance: { best: 0, worst: 5 },
    init: { best: 0, worst: 0 },
    application: { best: 0, worst: 20 },
    startup: { period: 2, failureThreshold: 31 },
    readiness: { period: 5, failureThreshold: 3 },
    liveness: { period: 7 },
    gate: { best: 0, worst: 60 },
    minReady: 10,
  });
});

test('a start of a container without probes has no probes', () => {
  expect(started(pod('containers: [{ name: web, startupProbe: null, readinessProbe: null }]'))).toMatchObject({ startup: undefined, readiness: undefined, liveness: undefined });
});

test('a Deployment without containers has a start without probes', () => {
  expect(started(pod('containers: [{ name: web, $patch: delete }]'))).toMatchObject({ startup: undefined, readiness: undefined, liveness: undefined, firstLook: undefined });
});

test.each([
  ['one container', '', FIRST_LOOK],
  ['two containers', 'containers: [{ name: other, image: other:1 }]', undefined],
  ['an init container', 'initContainers: [{ name: wait, image: wait:1 }]', undefined],
  ['a sidecar', 'initContainers: [{ name: proxy, image: proxy:1, restartPolicy: Always }]', undefined],
  ['an init container and a sidecar', 'initContainers: [{ name: wait, image: wait:1 }, { name: proxy, image: proxy:1, restartPolicy: Always }]', undefined],
])('when a pod with %s is first checked', (_, spec, firstLook) => {
  expect(started(pod(spec)).firstLook).toEqual(firstLook);
});

test.each([
  ['without readiness gates', '', ROUTERS.awsAlb, 0],
  ['with one, behind a load balancer', GATE, ROUTERS.awsAlb, 60],
  ['with one, behind a router that sends at once', GATE, ROUTERS.cluster, 0],
])('how long pods %s wait for their router', (_, change, router, seconds) => {
  const manifests = manifestsIn(exampleManifests(change));
  expect(gateTimeOf(manifests.workloads[0], { ...TARGET, router }, manifests)).toBe(seconds);
});

describe('how long a new pod takes', () => {
  const times = (change: string, target: Partial<ClusterProfile> = {}) => {
    const manifests = manifestsIn(exampleManifests(change));
    return podTimes(manifests.workloads[0], { ...TARGET, ...target }, manifests);
  };

  test('is unknown if the start of the application is not stated', () => {
    expect(times('')).toBeUndefined();
  });

  test('follows from the annotation or the settings', () => {
    const expected = { startupTime: 20, ready: { best: 0, worst: 5 + 20 + 2 + 2 }, available: { best: 10, worst: 39 } };
    expect(times(STARTS_IN_20S)).toEqual(expected);
    expect(times('', { startupTime: 20 })).toEqual(expected);
    expect(times('', { startupTime: 0 })).toMatchObject({ startupTime: 0 });
  });

  test('counts its readiness gates', () => {
    expect(times(`${STARTS_IN_20S}---\n${GATE}`, { router: ROUTERS.awsAlb })).toMatchObject({ ready: { best: 0, worst: 89 }, available: { best: 10, worst: 99 } });
  });
});
