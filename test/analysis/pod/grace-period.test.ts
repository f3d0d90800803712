import fc from 'fast-check';
import { ClusterProfile } from '../../../src/analysis/cluster-profile';
import { cutsRequests, raisedGracePeriod, gracePeriodOf, isGracePeriodSufficient, LIKELY_REQUEST, longestRequestOf, sufficientGracePeriod } from '../../../src/analysis/pod/grace-period';
import { Workload } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { runs } from '../../property-runs';
import { read, TARGET } from '../../rules/check/judging';

const workload = (change: string): Workload => read(exampleManifests(change)).cluster.workloads[0];
const WITHOUT_SERVICE = '---\nkind: Service\n$patch: delete\n';

function withGrace(grace: number | string, longestRequest?: string): string {
  const annotations = longestRequest ? `metadata: { annotations: { cdk8s-zero-downtime/longest-request: ${longestRequest} } }\n` : '';
  return `kind: Deployment\n${annotations}spec: { template: { spec: { terminationGracePeriodSeconds: ${grace} } } }\n`;
}

test.each([
  [45, 45], [1, 1], [0, undefined], [-1, undefined], ['null', 30], ['"0"', 30],
])('a grace period that is written as %s is %s', (written, grace) => {
  expect(gracePeriodOf(workload(withGrace(written)))).toBe(grace);
});

describe('the longest request', () => {
  const asked = (
    change: string,
    target: Partial<ClusterProfile> = {},
  ): number | undefined => longestRequestOf(workload(change), { ...TARGET, ...target });

  test('is unknown if it is not stated', () => {
    expect(asked('')).toBeUndefined();
  });

  test('is the value for all services', () => {
    expect(asked('', { longestRequest: 20 })).toBe(20);
  });

  test('is that of its owner first', () => {
    expect(asked(withGrace(45, '7s'), { longestRequest: 20 })).toBe(7);
    expect(asked(withGrace(45, '0s'), { longestRequest: 20 })).toBe(0);
  });

  test('of pods without a Service is only the value of their owner', () => {
    expect(asked(`${withGrace(45)}${WITHOUT_SERVICE}`, { longestRequest: 20 })).toBeUndefined();
    expect(asked(`${withGrace(45, '7s')}${WITHOUT_SERVICE}`, { longestRequest: 20 })).toBe(7);
  });
});

test('a sufficient grace period has room for the delay, the longest request and five seconds to exit', () => {
  expect(sufficientGracePeriod(10, 20)).toBe(35);
  expect(sufficientGracePeriod(9.1, 20)).toBe(35);
  expect(sufficientGracePeriod(10)).toBe(10 + LIKELY_REQUEST + 5);
});

test.each([
  [35, 10, 20, true], [34, 10, 20, false], [36, 10, 20, true],
  [13, 10, undefined, true], [12, 10, undefined, false], [5, 10, undefined, false],
])('%i s has room for a delay of %i s and a longest request of %s s: %s', (grace, delay, longestRequest, fits) => {
  expect(isGracePeriodSufficient(grace, delay, longestRequest)).toBe(fits);
});

describe('the grace period for a delay', () => {
  const needed = (delay: number, was: number, change: string, target: Partial<ClusterProfile> = {}): number | undefined =>
    raisedGracePeriod(delay, was, workload(change), { ...TARGET, ...target });

  test.each([
    ['unchanged if the longest request still has room', 10, '20s', 35, undefined],
    ['longer if it has no room', 11, '20s', 35, 36],
    ['unchanged if there is room to spare', 10, '20s', 90, undefined],
  ])('is %s', (_, delay, longestRequest, grace, is) => {
    expect(needed(delay, 5, withGrace(grace, longestRequest))).toBe(is);
  });

  test('keeps the time that requests have now if the longest request is not stated', () => {
    expect(needed(15, 10, withGrace(45))).toBe(50);
    expect(needed(14.5, 10, withGrace(45))).toBe(50);
    expect(needed(10, 10, withGrace(45))).toBeUndefined();
    expect(needed(5, 10, withGrace(45))).toBeUndefined();
  });

  test('has room for a likely request if too little would be left', () => {
    expect(needed(10, 0, withGrace(11))).toBe(10 + LIKELY_REQUEST + 5);
    expect(needed(40, 0, withGrace(50))).toBe(90);
  });

  test('is extended only as necessary for pods that receive no requests', () => {
    expect(needed(15, 10, `${withGrace(45)}${WITHOUT_SERVICE}`)).toBeUndefined();
    expect(needed(44, 10, `${withGrace(45)}${WITHOUT_SERVICE}`)).toBe(44 + LIKELY_REQUEST + 5);
  });

  test('always has room, and is never shorter than the current one', () => {
    const seconds = fc.nat({ max: 300 });
    fc.assert(
      fc.property(seconds, seconds, fc.integer({ min: 1, max: 600 }), fc.option(seconds), (delay, was, grace, longestRequest) => {
        const { intent, ...found } = workload('');
        const one = { ...found, gracePeriod: grace, intent: { ...intent, longestRequest: longestRequest ?? undefined } };
        const is = raisedGracePeriod(delay, was, one, TARGET);
        expect(is ?? grace + 1).toBeGreaterThan(grace);
        expect(isGracePeriodSufficient(is ?? grace, delay, longestRequest ?? undefined)).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('requests are cut', () => {
  const withHook = (grace: number, hook: string, longestRequest?: string) => withGrace(grace, longestRequest)
    .replace('spec: { terminationGracePeriodSeconds', `spec: { containers: [{ name: web, lifecycle: ${hook} }], terminationGracePeriodSeconds`);
  const SLEEP = '{ preStop: { sleep: { seconds: 10 } } }';

  test.each<[what: string, change: string, cut: boolean]>([
    ['not if the longest one just fits', withHook(45, SLEEP, '30s'), false],
    ['if one second is missing', withHook(44, SLEEP, '30s'), true],
    ['not if the longest request is not stated', withHook(20, SLEEP), false],
    ['if the hook leaves no time', withHook(12, SLEEP), true],
    ['not if the hook leaves one second', withHook(13, SLEEP), false],
    ['not by a short period without a hook', withHook(1, 'null'), false],
    ['by a period without a hook that is shorter than a request', withHook(30, 'null', '30s'), true],
    ['if there is no grace period', withHook(0, 'null'), true],
    ['not if there is no grace period and users send no requests', `${withHook(0, 'null')}${WITHOUT_SERVICE}`, false],
    ['not if the hook leaves no time and users send no requests', `${withHook(12, SLEEP)}${WITHOUT_SERVICE}`, false],
  ])('%s', (_, change, cut) => {
    const { cluster } = read(exampleManifests(change));
    expect(cutsRequests(cluster.workloads[0], TARGET, cluster)).toBe(cut);
  });
});
