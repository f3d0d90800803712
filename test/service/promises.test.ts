import { Duration } from 'cdk8s';
import { PercentOrAbsolute, ServiceType, Topology } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { DisruptionPolicy, Exposure, HealthCheck, PreStop, ReadinessGates, TopologySpread, WhenUnsatisfiable, ZeroDowntimeServiceProps } from '../../src';
import { allowedDisruptions, guaranteedStartup, resolveFenceposts } from '../../src/lifecycle';
import { manifestsWith } from '../manifests';
import { runs } from '../property-runs';
import { judged } from '../rules/check/judging';

// Whatever props are accepted, the manifests keep these promises. Props that are refused are not looked at, but there
// must be enough of the others.

const RUNS = runs(1000);
/** More of them by hand: `CI=true PROPS=15000 npx jest test/service/promises`. */
const RUNS_OF_CHECK = Number(process.env.PROPS ?? RUNS);

const seconds = (min: number, max: number) => fc.integer({ min, max }).map(Duration.seconds);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary },
);
const amount = fc.oneof(fc.nat(8).map(PercentOrAbsolute.absolute), fc.nat(100).map(PercentOrAbsolute.percent));

const exposure = fc.oneof(
  fc.constantFrom(
    Exposure.cluster(),
    Exposure.headless(),
    Exposure.ingressNginx(),
    Exposure.envoy(),
    Exposure.awsAlb(),
    Exposure.awsNlb(),
    Exposure.gcpLoadBalancer(),
    Exposure.azureAppGateway(),
  ),
  fc.record({
    deregistrationDelay: seconds(1, 300),
    registrationTime: maybe(seconds(0, 300)),
    usesTerminatingEndpoints: fc.boolean(),
  }).map(Exposure.custom),
);
const preStop = fc.oneof(
  maybe(seconds(1, 400)).map(PreStop.sleep),
  maybe(seconds(1, 400)).map(PreStop.shell),
  seconds(1, 400).map(takes => PreStop.httpGet('/drain', { takes })),
  seconds(1, 400).map(takes => PreStop.command(['/leave'], { takes })),
  fc.constant(PreStop.none({ reason: 'waits by itself' })),
);
const disruption = fc.oneof(
  fc.constant(DisruptionPolicy.oneAtATime()),
  amount.map(DisruptionPolicy.maxUnavailable),
  amount.map(DisruptionPolicy.minAvailable),
);
const spread = fc.oneof(
  fc.constant(TopologySpread.none({ reason: 'one node' })),
  fc.uniqueArray(fc.record({
    topology: fc.constantFrom(Topology.ZONE, Topology.HOSTNAME, Topology.custom('example.com/rack')),
    maxSkew: maybe(fc.integer({ min: 1, max: 5 })),
    whenUnsatisfiable: maybe(fc.constantFrom(...Object.values(WhenUnsatisfiable))),
  }), { maxLength: 3, selector: ({ topology }) => topology }).map(constraints => TopologySpread.across(...constraints)),
);
const size: fc.Arbitrary<Partial<ZeroDowntimeServiceProps>> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ replicas: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 2, max: 20 }), fc.nat(150))
      .map(([minReplicas, more]) => ({ autoscaling: { minReplicas, maxReplicas: minReplicas + more } })),
  },
);
const timing = fc.record({
  period: maybe(seconds(1, 60)),
  timeout: maybe(seconds(1, 60)),
  initialDelay: maybe(seconds(0, 60)),
  failureThreshold: maybe(fc.integer({ min: 1, max: 10 })),
  successThreshold: maybe(fc.integer({ min: 1, max: 4 })),
});

const props: fc.Arbitrary<Partial<ZeroDowntimeServiceProps>> = fc.record({
  size,
  rest: fc.record({
    healthCheck: timing.map(options => HealthCheck.http('/healthcheck', options)),
    livenessCheck: maybe(timing.map(options => HealthCheck.http('/livez', options))),
    startupTime: maybe(seconds(1, 3600)),
    longestRequest: maybe(seconds(1, 3600)),
    exposure: maybe(exposure),
    handover: maybe(seconds(1, 4000)),
    preStop: maybe(preStop),
    disruption: maybe(disruption),
    terminationGracePeriod: maybe(seconds(1, 4000)),
    maxSurge: maybe(amount),
    maxUnavailable: maybe(amount),
    minReady: maybe(seconds(1, 400)),
    progressDeadline: maybe(seconds(1, 5000)),
    readinessGates: maybe(fc.constantFrom(ReadinessGates.injected(), ReadinessGates.conditions('example.com/routed'))),
    serviceType: maybe(fc.constantFrom(ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER, ServiceType.CLUSTER_IP)),
    topologySpread: maybe(spread),
    isolate: maybe(fc.constant(false)),
    servicePort: maybe(fc.integer({ min: 1, max: 65535 })),
    selectorLabels: maybe(fc.constantFrom<{ [key: string]: string }>({ app: 'web' }, { 'app.kubernetes.io/name': 'web', 'tier': 'front' })),
  }, { requiredKeys: ['healthCheck'] }),
}).map(({ size: replicas, rest }) => ({ ...replicas, ...rest }));

/** Runs a check on the manifests of all accepted props. */
function always(
  check: (manifests: { [kind: string]: any }, given: Partial<ZeroDowntimeServiceProps>) => void, numRuns: number = RUNS,
): void {
  let accepted = 0;
  fc.assert(fc.property(props, given => {
    const manifests = accept(given);
    if (manifests) {
      accepted++;
      check(manifests, given);
    }
  }), { numRuns });
  expect(accepted).toBeGreaterThan(numRuns / 4);
}

function accept(given: Partial<ZeroDowntimeServiceProps>): { [kind: string]: any } | undefined {
  try {
    return manifestsWith(given);
  } catch (e) {
    expect((e as Error).message).toMatch(/^\[test\/my-svc\] '.*Allowed: .*Remedy: /);
    return undefined;
  }
}

function replicaCounts({ Deployment, HorizontalPodAutoscaler }: { [kind: string]: any }): number[] {
  const { minReplicas: min, maxReplicas: max } = HorizontalPodAutoscaler?.spec
    ?? { minReplicas: Deployment.spec.replicas, maxReplicas: Deployment.spec.replicas };
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

const inSeconds = (annotation: string) => Number(/^(\d+)s$/.exec(annotation)![1]);

test('the grace period covers the stop delay, the longest request and five seconds; no hook ends before routers stop sending', () => {
  always(({ Deployment }, given) => {
    const { annotations } = Deployment.metadata;
    const pod = Deployment.spec.template.spec;
    const hook = pod.containers[0].lifecycle?.preStop;
    const readDelay = (): number => given.preStop!._action.kind === 'none'
      ? (given.exposure ?? Exposure.cluster())._times.deregistrationDelay.toSeconds()
      : (given.preStop!._action as { options: { takes: Duration } }).options.takes.toSeconds();
    const delay = hook?.sleep?.seconds
      ?? (hook?.exec?.command[0] === '/bin/sh' ? Number(hook.exec.command[2].split(' ')[1]) : readDelay());
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(delay + inSeconds(annotations['cdk8s-zero-downtime/longest-request']) + 5);
    expect(delay).toBeGreaterThanOrEqual(given.handover?.toSeconds() ?? 0);
  });
});

test('minReady is shorter than the progress deadline, and no shorter than the registration of a load balancer without gates', () => {
  always(({ Deployment }, { exposure: given, readinessGates }) => {
    expect(Deployment.spec.minReadySeconds).toBeLessThan(Deployment.spec.progressDeadlineSeconds);
    if (!readinessGates) {
      expect(Deployment.spec.minReadySeconds).toBeGreaterThanOrEqual(given?._times.registrationTime?.toSeconds() ?? 0);
    }
  });
});

test('a start that takes as long as stated is never killed', () => {
  always(({ Deployment }, { startupTime }) => {
    const { startupProbe } = Deployment.spec.template.spec.containers[0];
    expect(guaranteedStartup({
      initialDelay: startupProbe.initialDelaySeconds ?? 0,
      period: startupProbe.periodSeconds,
      timeout: startupProbe.timeoutSeconds,
      failureThreshold: startupProbe.failureThreshold,
      successThreshold: 1,
    })).toBeGreaterThanOrEqual(startupTime?.toSeconds() ?? 60);
  });
});

test('at every number of replicas a rollout adds a pod or may remove one, and never removes all', () => {
  always(manifests => {
    const { maxSurge, maxUnavailable } = manifests.Deployment.spec.strategy.rollingUpdate;
    expect(replicaCounts(manifests).filter(replicas => {
      const { surge, unavailable, forced } = resolveFenceposts(maxSurge, maxUnavailable, replicas);
      return forced || unavailable >= replicas || (unavailable === 0 && surge < 1);
    })).toEqual([]);
  });
});

test('at every number of replicas the budget allows exactly the stated evictions: never none, and never all of several', () => {
  always((manifests, { disruption: given }) => {
    const { spec } = manifests.PodDisruptionBudget;
    const asked = given?._limit.kind === 'minAvailable' ? 'minAvailable' : 'maxUnavailable';
    const value = given && given._limit.kind !== 'blockEvictions' ? given._limit.value.value : 1;
    expect([spec.maxUnavailable, spec.minAvailable]).toEqual(asked === 'minAvailable' ? [undefined, value] : [value, undefined]);
    expect(replicaCounts(manifests).filter(replicas => {
      const allowed = allowedDisruptions(spec, replicas);
      const share = typeof value === 'string' ? Math.ceil(Number.parseInt(value, 10) * replicas / 100) : value;
      const wanted = asked === 'minAvailable' ? replicas - share : Math.min(share, replicas);
      return allowed !== wanted || allowed < 1 || (replicas > 1 && allowed >= replicas);
    })).toEqual([]);
  });
});

test('Service, Deployment and budget select the pods of the Deployment', () => {
  always(({ Deployment, Service, PodDisruptionBudget }) => {
    const selector = Deployment.spec.selector.matchLabels;
    expect(Service.spec.selector).toEqual(selector);
    expect(PodDisruptionBudget.spec.selector.matchLabels).toEqual(selector);
    expect(Deployment.spec.template.metadata.labels).toMatchObject(selector);
    expect(Object.keys(selector).length).toBeGreaterThan(0);
  });
});

test('the Service leads to a port that the container has, by its name', () => {
  always(({ Deployment, Service }) => {
    const names = Deployment.spec.template.spec.containers[0].ports.map((port: any) => port.name);
    expect(names).toContain(Service.spec.ports[0].targetPort);
  });
});

test('a single pod only if the terminating one covers for its replacement', () => {
  always(({ Deployment }) => {
    if (Deployment.spec.replicas === 1) { expect(Deployment.metadata.annotations).toHaveProperty(['cdk8s-zero-downtime/handover']); }
  });
});

test('`check` finds nothing in what is accepted', () => {
  const found = new Map<string, string>();
  always((manifests, given) => {
    const { findings } = judged(Object.values(manifests).map(manifest => stringify(manifest)).join('---\n'));
    findings.forEach(({ rule, message }) => found.set(rule.id, `${message} ${JSON.stringify(given)}`));
  }, RUNS_OF_CHECK);
  expect(Object.fromEntries(found)).toEqual({});
});
