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

  test('is unknown where nobody says it', () => {
    expect(asked('')).toBeUndefined();
  });

  test('is what holds for all services', () => {
    expect(asked('', { longestRequest: 20 })).toBe(20);
  });

  test('is that of its owner before that', () => {
    expect(asked(withGrace(45, '7s'), { longestRequest: 20 })).toBe(7);
    expect(asked(withGrace(45, '0s'), { longestRequest: 20 })).toBe(0);
  });

  test('of pods that serve none is only what their owner says', () => {
    expect(asked(`${withGrace(45)}${WITHOUT_SERVICE}`, { longestRequest: 20 })).toBeUndefined();
    expect(asked(`${withGrace(45, '7s')}${WITHOUT_SERVICE}`, { longestRequest: 20 })).toBe(7);
  });
});

test('a roomy grace period holds the delay, the longest request and five seconds to exit', () => {
  expect(sufficientGracePeriod(10, 20)).toBe(35);
  expect(sufficientGracePeriod(9.1, 20)).toBe(35);
  expect(sufficientGracePeriod(10)).toBe(10 + LIKELY_REQUEST + 5);
});

test.each([
  [35, 10, 20, true], [34, 10, 20, false], [36, 10, 20, true],
  [13, 10, undefined, true], [12, 10, undefined, false], [5, 10, undefined, false],
])('%i s hold a delay of %i s and a longest request of %s s: %s', (grace, delay, longestRequest, fits) => {
  expect(isGracePeriodSufficient(grace, delay, longestRequest)).toBe(fits);
});

describe('the grace period for a delay', () => {
  const needed = (delay: number, was: number, change: string, target: Partial<ClusterProfile> = {}): number | undefined =>
    raisedGracePeriod(delay, was, workload(change), { ...TARGET, ...target });

  test.each([
    ['nothing, if the longest request still has room', 10, '20s', 35, undefined],
    ['more, if it has none', 11, '20s', 35, 36],
    ['nothing, if there is room to spare', 10, '20s', 90, undefined],
  ])('is %s', (_, delay, longestRequest, grace, is) => {
    expect(needed(delay, 5, withGrace(grace, longestRequest))).toBe(is);
  });

  test('leaves requests the time that they have now where nobody says how long they take', () => {
    expect(needed(15, 10, withGrace(45))).toBe(50);
    expect(needed(14.5, 10, withGrace(45))).toBe(50);
    expect(needed(10, 10, withGrace(45))).toBeUndefined();
    expect(needed(5, 10, withGrace(45))).toBeUndefined();
  });

  test('has room for a likely request where a short one would be left', () => {
    expect(needed(10, 0, withGrace(11))).toBe(10 + LIKELY_REQUEST + 5);
    expect(needed(40, 0, withGrace(50))).toBe(90);
  });

  test('takes no more than it must of pods that serve no requests', () => {
    expect(needed(15, 10, `${withGrace(45)}${WITHOUT_SERVICE}`)).toBeUndefined();
    expect(needed(44, 10, `${withGrace(45)}${WITHOUT_SERVICE}`)).toBe(44 + LIKELY_REQUEST + 5);
  });

  test('always has room, and is never shorter than the one of now', () => {
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
    ['not where the longest one just fits', withHook(45, SLEEP, '30s'), false],
    ['where it lacks a second', withHook(44, SLEEP, '30s'), true],
    ['not where nobody says how long they take', withHook(20, SLEEP), false],
    ['where the hook leaves nothing', withHook(12, SLEEP), true],
    ['not where the hook leaves a second more than nothing', withHook(13, SLEEP), false],
    ['not by a short period without a hook', withHook(1, 'null'), false],
    ['by a period without a hook that is shorter than a request', withHook(30, 'null', '30s'), true],
    ['where there is no grace period', withHook(0, 'null'), true],
    ['not where there is no grace period and users send none', `${withHook(0, 'null')}${WITHOUT_SERVICE}`, false],
    ['not where the hook leaves nothing and users send none', `${withHook(12, SLEEP)}${WITHOUT_SERVICE}`, false],
  ])('%s', (_, change, cut) => {
    expect(cutsRequests(workload(change), TARGET)).toBe(cut);
  });
});
