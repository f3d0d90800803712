import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { Exposure, PreStop, ReadinessGates } from '../../src';
import { ClusterProfile } from '../../src/analysis/cluster-profile';
import { hookTimeOf } from '../../src/analysis/pod/stop-delay';
import { ROUTERS } from '../../src/lifecycle';
import { ManifestSet } from '../../src/manifests';
import { configWithoutHash } from '../../src/rules/check/config';
import { readAtStart } from '../../src/rules/check/config/config-without-hash/read-at-start';
import { drainExceedsPlatformLimit } from '../../src/rules/check/drain';
import { progressDeadlineTooShort, singleReplica, surgeBlockedByQuota } from '../../src/rules/check/rollout';
import { startupBudgetTooShort } from '../../src/rules/check/start';
import { prestopTooShort, gracePeriodTooShort, prestopMissing } from '../../src/rules/check/stop';
import { configChangedInPlace, configPrunedBeforeRollback } from '../../src/rules/diff/config';
import { rolloutPeakIncreased } from '../../src/rules/diff/rollout';
import { shutdownWindowReduced } from '../../src/rules/diff/stop';
import { exampleManifests } from '../../src/rules/examples';
import { timelineInputOf } from '../../src/timeline/timeline-input';
import { timelineOf } from '../../src/timeline/timeline-of';
import { manifestsOf, manifestsWith, serviceWith } from '../manifests';
import { manifestsIn, messagesOn, TARGET, verdictsOn } from '../rules/check/judging';
import { messagesOn as changesOn } from '../rules/diff/updating';

// One question, one answer: check, diff, timeline and the construct agree about the same service.

const all = (...parts: readonly string[]): string => parts.filter(part => part !== '').join('\n---\n');
const yaml = (...objects: readonly object[]): string => objects.map(object => JSON.stringify(object)).join('\n---\n');
const deployment = (spec: object, metadata: object = {}): string => yaml({ kind: 'Deployment', metadata, spec });
const template = (metadata: object, spec: object = {}): string => deployment({ template: { metadata, spec } });
const ingress = (className: string, annotations: object = {}): string => yaml({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', annotations },
  spec: { ingressClassName: className, defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
});
const service = (type: string, annotations: object = {}): string => yaml({ kind: 'Service', metadata: { annotations }, spec: { type } });
const NLB = 'service.beta.kubernetes.io/aws-load-balancer';

function numbers(change: string, profile: Partial<ClusterProfile> = {}) {
  return numbersIn(manifestsIn(exampleManifests(change)), profile);
}

function numbersIn(manifests: ManifestSet, profile: Partial<ClusterProfile> = {}) {
  return timelineInputOf(manifests.workloads[0], manifests, { ...TARGET, ...profile });
}

/** The seconds in the messages of a rule: `keeps sending for up to 45 s`. */
function secondsIn(messages: readonly string[], pattern: RegExp): number[] {
  return messages.flatMap(message => pattern.exec(message)?.slice(1).map(Number) ?? []);
}

describe('how long the slowest router keeps sending', () => {
  const WITHOUT_HOOK = yaml({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', lifecycle: null }] } } } });
  const SENDING = /(?:goes on|keeps) sending for up to (\d+) s/;

  test.each<[string, string, number]>([
    ['the manifests show no router', '', 10],
    ['an ALB targets pods', ingress('alb', { 'alb.ingress.kubernetes.io/target-type': 'ip' }), 45],
    ['an ALB targets nodes', ingress('alb', { 'alb.ingress.kubernetes.io/target-type': 'instance' }), 10],
    ['an NLB targets pods', service('LoadBalancer', { [`${NLB}-type`]: 'external', [`${NLB}-nlb-target-type`]: 'ip' }), 150],
    ['ingress-nginx serves the Ingress', ingress('nginx'), 15],
    ['Traefik serves the Ingress', ingress('traefik'), 20],
    ['an unknown proxy serves the Ingress', ingress('contour'), 15],
    ['Azure Application Gateway serves the Ingress', ingress('azure-application-gateway'), 90],
    ['Google Cloud serves the Ingress', ingress('gce'), 60],
    ['Istio is injected by a label', template({ labels: { 'sidecar.istio.io/inject': 'true' } }), 15],
    ['Istio is injected by the Namespace', yaml({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } } }), 15],
    ['Linkerd is injected by an annotation', template({ annotations: { 'linkerd.io/inject': 'enabled' } }), 15],
    ['an annotation states it', deployment({}, { annotations: { 'cdk8s-zero-downtime/deregistration-delay': '27s' } }), 27],
    ['an annotation states it before an ALB', all(deployment({}, { annotations: { 'cdk8s-zero-downtime/deregistration-delay': '27s' } }),
      ingress('alb', { 'alb.ingress.kubernetes.io/target-type': 'ip' })), 27],
  ])('check, diff and timeline agree if %s', (_, change, expected) => {
    expect({
      check: secondsIn(messagesOn(prestopMissing, all(change, WITHOUT_HOOK)), SENDING),
      diff: secondsIn(changesOn(shutdownWindowReduced, WITHOUT_HOOK, change), SENDING),
      timeline: [numbers(change).stop.deregistrationDelay],
    }).toEqual({ check: [expected], diff: [expected], timeline: [expected] });
  });

  test.each<[string, Exposure, number]>([
    ['cluster', Exposure.cluster(), ROUTERS.cluster.deregistrationDelay],
    ['ingressNginx', Exposure.ingressNginx(), ROUTERS.ingressNginx.deregistrationDelay],
    ['envoy', Exposure.envoy(), ROUTERS.envoy.deregistrationDelay],
    ['traefik', Exposure.traefik(), ROUTERS.traefik.deregistrationDelay],
    ['headless', Exposure.headless(), ROUTERS.headless.deregistrationDelay],
    ['awsAlb', Exposure.awsAlb(), ROUTERS.awsAlb.deregistrationDelay],
    ['awsNlb', Exposure.awsNlb(), ROUTERS.awsNlb.deregistrationDelay],
    ['gcpLoadBalancer', Exposure.gcpLoadBalancer(), ROUTERS.gcpLoadBalancer.deregistrationDelay],
    ['azureAppGateway', Exposure.azureAppGateway(), ROUTERS.azureAppGateway.deregistrationDelay],
  ])('the construct and the timeline of its manifests agree if the exposure is %s', (_, exposure, expected) => {
    const objects = manifestsWith({ exposure, readinessGates: ReadinessGates.injected() });
    const manifests = manifestsIn(Object.values(objects).map(object => stringify(object)).join('---\n'));
    expect(numbersIn(manifests).stop).toMatchObject({ deregistrationDelay: expected, stopDelay: expected });
  });
});

describe('whether the only pod serves until its replacement is ready', () => {
  const ALONE = all(deployment({ replicas: 1, template: { spec: { terminationGracePeriodSeconds: 130, containers: [{ name: 'web', lifecycle: { preStop: { sleep: { seconds: 90 } } } }] } } },
    { annotations: { 'cdk8s-zero-downtime/handover': '60s', 'cdk8s-zero-downtime/startup-time': '20s' } }));

  test.each<[string, string, boolean]>([
    ['kube-proxy routes', '', true],
    ['Istio is injected', template({ labels: { 'sidecar.istio.io/inject': 'true' } }), false],
    ['an Ingress leads to it', ingress('nginx'), false],
    ['a load balancer leads to it', service('LoadBalancer'), false],
    ['a node port leads to it', service('NodePort'), false],
  ])('check and timeline agree if %s', (_, change, expected) => {
    const found = messagesOn(singleReplica, all(ALONE, change)).some(message => message.includes('does not send to a stopping pod'));
    expect({ check: !found, timeline: numbers(all(ALONE, change)).usesTerminatingEndpoints })
      .toEqual({ check: expected, timeline: expected });
  });
});

describe('whether new configuration restarts the pods that read it', () => {
  const config = (level: string, annotations: object = {}): string => yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-config', annotations }, data: { LEVEL: level } });
  const READS = yaml({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', envFrom: [{ configMapRef: { name: 'web-config' } }] }] } } } });
  const RELOADER = 'reloader.stakater.com';

  test.each<[string, object, object, boolean]>([
    ['no controller watches it', {}, {}, false],
    ['Reloader has auto: "true"', { [`${RELOADER}/auto`]: 'true' }, {}, true],
    ['Reloader has auto: "True"', { [`${RELOADER}/auto`]: 'True' }, {}, true],
    ['Reloader has auto: "1"', { [`${RELOADER}/auto`]: '1' }, {}, true],
    ['Reloader has auto: "yes", which is not true in Go', { [`${RELOADER}/auto`]: 'yes' }, {}, false],
    ['Reloader watches Secrets only', { [`secret.${RELOADER}/auto`]: 'true' }, {}, false],
    ['Reloader searches, and the ConfigMap has no match', { [`${RELOADER}/search`]: 'true' }, {}, false],
    ['Reloader searches, and the ConfigMap has match', { [`${RELOADER}/search`]: 'true' }, { [`${RELOADER}/match`]: 'true' }, true],
    ['Reloader lists it', { [`configmap.${RELOADER}/reload`]: 'other, web-config' }, {}, true],
    ['Reloader lists it by a pattern', { [`configmap.${RELOADER}/reload`]: 'web-.*' }, {}, true],
    ['the ConfigMap is ignored', { [`${RELOADER}/auto`]: 'true' }, { [`${RELOADER}/ignore`]: 'true' }, false],
    ['Wave watches it', { 'wave.pusher.com/update-on-config-change': 'true' }, {}, true],
  ])('check and diff agree if %s', (_, annotations, ofConfig, expected) => {
    const runs = all(deployment({}, { annotations }), READS, config('info', ofConfig));
    expect({
      check: messagesOn(readAtStart, runs).length === 0,
      diff: changesOn(configChangedInPlace, config('debug', ofConfig), runs).every(message => message.includes('they are replaced')),
    }).toEqual({ check: expected, diff: expected });
  });

  test.each<[string, (value: string) => string]>([
    ['an annotation of the pods', value => template({ annotations: { 'checksum/config': value } })],
    ['a label of the pods', value => template({ labels: { 'config-hash': value } })],
    ['a variable', value => yaml({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', env: [{ name: 'CONFIG_SHA', value }] }] } } } })],
  ])('check and diff agree where %s has a checksum', (_, checksum) => {
    const runs = all(READS, config('info'), checksum('abc'));
    expect(messagesOn(readAtStart, runs)).toEqual([]);
    expect(changesOn(configChangedInPlace, all(config('debug'), checksum('def')), runs)).toEqual([expect.stringContaining('they are replaced')]);
  });
});

describe('when a container reads its configuration', () => {
  type ReadTime = 'at start' | 'while running' | 'never';

  const config = (level: string): string => yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-config' }, data: { LEVEL: level } });
  const mounts = (...volumeMounts: readonly object[]): string => yaml({
    kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', volumeMounts }], volumes: [{ name: 'v', configMap: { name: 'web-config' } }] } } },
  });

  function findTimeInCheck(runs: string): ReadTime {
    if (messagesOn(readAtStart, runs).length > 0) { return 'at start'; }
    return messagesOn(configWithoutHash, runs).length > 0 ? 'while running' : 'never';
  }

  function findTimeInMessage(message: string): ReadTime {
    if (message.includes('nothing restarts them')) { return 'at start'; }
    return message.includes('within about a minute') ? 'while running' : 'never';
  }

  test.each<[string, string, ReadTime]>([
    ['a directory', mounts({ name: 'v', mountPath: '/a' }), 'while running'],
    ['a single file', mounts({ name: 'v', mountPath: '/a', subPath: 'LEVEL' }), 'at start'],
    ['a directory and a single file', mounts({ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/b', subPath: 'LEVEL' }), 'at start'],
    ['a volume that no container mounts', mounts({ name: 'other', mountPath: '/a' }), 'never'],
  ])('check and diff agree about %s', (_, reads, expected) => {
    const runs = all(reads, config('info'));
    const inCheck = findTimeInCheck(runs);
    const [message = ''] = changesOn(configChangedInPlace, config('debug'), runs);
    const inDiff = findTimeInMessage(message);
    expect({ check: inCheck, diff: inDiff }).toEqual({ check: expected, diff: expected });
  });
});

describe('whether a name ends with a hash of the content', () => {
  const NAME = 'web-config-c8a1b2c3';
  const OLDER = 'web-config-0a1b2c3d';
  const reads = (name: string): string => yaml({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', envFrom: [{ configMapRef: { name } }] }] } } } });
  const config = (name: string): string => yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { LEVEL: 'info' } });
  const CDK8S = template({ labels: { 'cdk8s.io/metadata.addr': 'web' } });

  test.each<[string, string, boolean]>([
    ['cdk8s wrote the manifests', CDK8S, false],
    ['another tool wrote them', '', true],
  ])('check and diff agree if %s', (_, from, expected) => {
    const removed = yaml({ kind: 'ConfigMap', metadata: { name: OLDER }, $patch: 'delete' });
    expect({
      check: messagesOn(readAtStart, all(from, reads(NAME), config(NAME))).length === 0,
      diff: changesOn(configPrunedBeforeRollback, removed, all(from, reads(NAME), config(NAME), config(OLDER))).length > 0,
    }).toEqual({ check: expected, diff: expected });
  });
});

describe('how long a platform waits for the drain of a node', () => {
  const SLOW = all(deployment({ replicas: 60, minReadySeconds: 0 }, { annotations: { 'cdk8s-zero-downtime/startup-time': '300s' } }),
    yaml({ kind: 'Deployment', spec: { template: { spec: { topologySpreadConstraints: null } } } }));

  test.each<['eks' | 'aks' | 'gke', number]>([['eks', 15], ['aks', 30], ['gke', 60]])('check and timeline agree about %s', (platform, minutes) => {
    const { totals } = timelineOf(numbers(SLOW));
    expect(messagesOn(drainExceedsPlatformLimit, SLOW, { platform })).toEqual([expect.stringContaining(`but ${platform.toUpperCase()} waits for ${minutes} min`)]);
    expect(totals.find(({ label }) => label === 'Node drain')!.from).toContain(`${platform.toUpperCase()}, ${minutes} min`);
  });
});

describe('how long a start and a request take', () => {
  test('check and timeline use the startup time of the settings', () => {
    const target = { startupTime: 500 };
    expect(messagesOn(progressDeadlineTooShort, '', target)).toEqual([expect.stringContaining('500 s')]);
    expect(numbers('', target).start.application.worst).toBe(500);
  });

  test('check and timeline use the longest request of the settings', () => {
    const target = { longestRequest: 100 };
    expect(messagesOn(gracePeriodTooShort, '', target)).toEqual([expect.stringContaining('100 s')]);
    expect(numbers('', target).stop.longestWork).toBe(100);
  });
});

describe('whether a stop delay outlasts the router', () => {
  const sleeps = (seconds: number): string => yaml({
    kind: 'Deployment',
    spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: 'web', lifecycle: { preStop: { sleep: { seconds } } } }] } } },
  });
  const stated = (delay: string): string => deployment({}, { annotations: { 'cdk8s-zero-downtime/deregistration-delay': delay } });

  test.each<[string, string, boolean]>([
    ['10 s is within the margin of Traefik', all(ingress('traefik'), sleeps(10)), true],
    ['9 s is not', all(ingress('traefik'), sleeps(9)), false],
    ['10 s is within the margin of ingress-nginx', all(ingress('nginx'), sleeps(10)), true],
    ['5 s is within the margin of a mesh', all(template({ labels: { 'sidecar.istio.io/inject': 'true' } }), sleeps(5)), true],
    ['5 s is within the margin of kube-proxy', sleeps(5), true],
    ['4 s is not', sleeps(4), false],
    ['10 s is less than the owner of Traefik states', all(ingress('traefik'), sleeps(10), stated('20s')), false],
    ['the hook stops the server before it sleeps', yaml({
      kind: 'Deployment',
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'web', lifecycle: { preStop: { sleep: null, exec: { command: ['sh', '-c', 'nginx -s quit; sleep 15'] } } } },
            ],
          },
        },
      },
    }), false],
  ])('check and timeline agree if %s', (_, change, expected) => {
    expect({
      check: messagesOn(prestopTooShort, change).length === 0,
      timeline: !timelineOf(numbers(change)).warnings.some(warning => warning.includes('routers still send')),
    }).toEqual({ check: expected, timeline: expected });
  });
});

describe('whether SIGKILL cuts requests', () => {
  const graced = (grace: number, sleep: number = 10): string => yaml({
    kind: 'Deployment',
    spec: { template: { spec: { terminationGracePeriodSeconds: grace, containers: [{ name: 'web', lifecycle: { preStop: { sleep: { seconds: sleep } } } }] } } },
  });
  const longest = (request: string): string => deployment({}, { annotations: { 'cdk8s-zero-downtime/longest-request': request } });

  test.each<[string, string, boolean]>([
    ['the hook, the longest request and 5 s to exit fit', all(longest('30s'), graced(45)), false],
    ['5 s to exit do not fit', all(longest('30s'), graced(44)), true],
    ['keep-alive connections bring requests until the end of a long hook', all(longest('30s'), graced(70, 50)), true],
    ['the longest request is not stated', graced(15), false],
    ['the hook leaves 2 s, however short requests are', graced(12), true],
  ])('check and timeline agree if %s', (_, change, expected) => {
    expect({
      check: messagesOn(gracePeriodTooShort, change).length > 0,
      timeline: timelineOf(numbers(change)).warnings.some(warning => warning.startsWith('SIGKILL')),
    }).toEqual({ check: expected, timeline: expected });
  });

  test('check and timeline name the same sum', () => {
    const change = all(longest('30s'), graced(40));
    expect(verdictsOn(gracePeriodTooShort, change)[0].violations[0].fix).toContain(' to 45.');
    expect(timelineOf(numbers(change)).warnings).toEqual(['SIGKILL cuts off requests that need 30 s, and 5 s to exit: 5 s are missing.']);
  });
});

describe('whether a start completes', () => {
  const probed = (liveness: object): string => yaml({
    kind: 'Deployment',
    spec: { template: { spec: { containers: [{ name: 'web', startupProbe: null, livenessProbe: { httpGet: { path: '/live', port: 'http' }, ...liveness } }] } } },
  });
  const starts = (time: string): string => deployment({}, { annotations: { 'cdk8s-zero-downtime/startup-time': time } });

  test.each<[string, string, boolean]>([
    ['liveness waits for the stated start', all(starts('50s'), probed({ periodSeconds: 10, failureThreshold: 6 })), true],
    ['liveness kills the stated start', all(starts('51s'), probed({ periodSeconds: 10, failureThreshold: 6 })), false],
    ['no start is stated', probed({ periodSeconds: 10, failureThreshold: 3 }), true],
  ])('check and timeline agree if %s', (_, change, expected) => {
    expect({
      check: messagesOn(startupBudgetTooShort, change).length === 0,
      timeline: !timelineOf(numbers(change)).warnings.some(warning => warning.includes('interrupted by a restart')),
    }).toEqual({ check: expected, timeline: expected });
  });
});

describe('how long a hook takes whose duration the owner or the construct states', () => {
  test.each<[string, PreStop]>([
    ['an HTTP request', PreStop.httpGet('/stop', { takes: Duration.seconds(30) })],
    ['a command', PreStop.command(['/bin/leave'], { takes: Duration.seconds(30) })],
  ])('the construct, check and timeline agree about %s', (_, preStop) => {
    const leaving = serviceWith({ preStop });
    const manifests = manifestsIn(Object.values(manifestsOf(leaving)).map(object => stringify(object)).join('---\n'));
    expect(JSON.parse(leaving.timeline.toJson()).timelines[0].figures.stopDelay).toBe(30);
    expect(timelineOf(numbersIn(manifests)).figures.stopDelay).toBe(30);
    expect(manifests.workloads.map(hookTimeOf)).toEqual([30]);
  });

  test('the annotation does not override a sleep', () => {
    const change = all(deployment({}, { annotations: { 'cdk8s-zero-downtime/stop-delay': '30s' } }), yaml({
      kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', lifecycle: { preStop: { sleep: { seconds: 2 } } } }] } } },
    }));
    expect(messagesOn(prestopTooShort, change)).toEqual([expect.stringContaining('takes 2 s')]);
    expect(numbers(change).stop.stopDelay).toBe(2);
  });
});

describe('how long the preStop hook takes', () => {
  const hook = (preStop: object): string => yaml({ kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'web', lifecycle: { preStop: { ...preStop, sleep: null, ...preStop } } }] } } } });

  test.each<[string, object, number]>([
    ['a sleep', { sleep: { seconds: 4 } }, 4],
    ['a script that sleeps', { exec: { command: ['sh', '-c', 'echo bye; sleep 4'] } }, 4],
    ['a hook that the kubelet does not run', { tcpSocket: { port: 8080 } }, 0],
  ])('diff and timeline agree about %s', (_, preStop, expected) => {
    expect(numbers(hook(preStop)).stop.stopDelay).toBe(expected);
    const [message] = changesOn(shutdownWindowReduced, hook(preStop), '');
    expect(message).toContain(expected === 0 ? '(previously 10 s)' : `takes ${expected} s (previously 10 s)`);
  });
});

test('check and diff add up the same requests of a pod with a sidecar and a limit without a request', () => {
  const containers = [{ name: 'web', resources: { requests: { cpu: '250m' } } }, { name: 'log', image: 'registry.example.com/log:1', resources: { limits: { cpu: '0.5' } } }];
  const two = yaml({ kind: 'Deployment', spec: { template: { spec: { containers } } } });
  const quota = yaml({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard: { 'requests.cpu': '2500m' } } });
  expect(messagesOn(surgeBlockedByQuota, all(two, quota))).toEqual([expect.stringContaining('3')]);
  expect(changesOn(rolloutPeakIncreased, deployment({ replicas: 6 }), two)).toEqual([expect.stringMatching(/5\.25/)]);
});
