import { Duration } from 'cdk8s';
import { AnyProps, expectRefusal, manifestsOf, refusalOf } from './refusal';
import { Exposure, HealthCheck, PreStop } from '../../../src';

interface Place {
  readonly prop: string;
  /** The least that is taken, in seconds. */
  readonly min: number;
  /** It has no default. */
  readonly required?: boolean;
  readonly because: string;
  readonly props: (value: any) => AnyProps;
}

const OWN_DEFAULT = 'silently use its own default';
const CUT = 'SIGTERM';

/** Every prop and option that takes a Duration of at least a second. */
const AT_LEAST_A_SECOND: Place[] = [
  { prop: 'startupTime', min: 1, because: 'pods that start more slowly are restarted over', props: startupTime => ({ startupTime }) },
  { prop: 'longestRequest', min: 1, because: 'longer requests would be cut off in each update', props: longestRequest => ({ longestRequest }) },
  { prop: 'handover', min: 69, because: 'no pod serves for the rest of each drain', props: handover => ({ handover }) },
  { prop: 'terminationGracePeriod', min: 45, because: 'SIGKILL cuts off requests', props: terminationGracePeriod => ({ terminationGracePeriod }) },
  { prop: 'progressDeadline', min: 322, because: 'healthy rollouts are reported as failed', props: progressDeadline => ({ progressDeadline }) },
  { prop: 'healthCheck.period', min: 1, because: OWN_DEFAULT, props: period => ({ healthCheck: HealthCheck.tcp({ period }) }) },
  { prop: 'healthCheck.timeout', min: 2, because: 'a dead pod keeps getting requests', props: timeout => ({ healthCheck: HealthCheck.tcp({ timeout }) }) },
  { prop: 'livenessCheck.period', min: 1, because: OWN_DEFAULT, props: period => ({ livenessCheck: HealthCheck.tcp({ period }) }) },
  { prop: 'livenessCheck.timeout', min: 2, because: 'delays the next ones', props: timeout => ({ livenessCheck: HealthCheck.tcp({ timeout }) }) },
  {
    prop: 'exposure (Exposure.custom).deregistrationDelay',
    min: 1,
    required: true,
    because: CUT,
    props: deregistrationDelay => ({ exposure: Exposure.custom({ deregistrationDelay }) }),
  },
  { prop: 'preStop (PreStop.sleep)', min: 5, because: 'requests reach a pod that has already closed its port', props: takes => ({ preStop: PreStop.sleep(takes) }) },
  { prop: 'preStop (PreStop.shell)', min: 5, because: 'requests reach a pod that has already closed its port', props: takes => ({ preStop: PreStop.shell(takes) }) },
];

/** And those that may be zero. */
const AT_LEAST_ZERO: Place[] = [
  { prop: 'minReady', min: 60, because: 'users get 503 answers', props: minReady => ({ minReady, exposure: Exposure.awsAlb() }) },
  { prop: 'healthCheck.initialDelay', min: 0, because: OWN_DEFAULT, props: initialDelay => ({ healthCheck: HealthCheck.tcp({ initialDelay }) }) },
  {
    prop: 'exposure (Exposure.custom).registrationTime',
    min: 0,
    because: 'fail',
    props: registrationTime => ({ exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(10), registrationTime }) }),
  },
];

describe.each(AT_LEAST_A_SECOND)('$prop', ({ prop, min, because, props }) => {
  test.each([
    ['zero', Duration.seconds(0), '0 s'],
    ['half a second', Duration.millis(500), '0.5 s'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal(props(value), { prop, given, allowed: `a Duration of whole seconds from ${min}`, because, remedy: `give at least Duration.seconds(${min})` });
  });
});

describe.each([...AT_LEAST_A_SECOND, ...AT_LEAST_ZERO])('$prop', ({ prop, min, required, because, props }) => {
  const allowed = `a Duration of whole seconds from ${min}`;
  const atLeast = `give at least Duration.seconds(${min})${required ? '.' : ', or leave it out.'}`;

  test.each([
    ['a second and a half', Duration.millis(1500), '1.5 s'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal(props(value), { prop, given, allowed, because, remedy: 'Duration.seconds(' });
  });

  test.each([
    ['null', null, 'null'],
    ['a string', '30s', '"30s"'],
    ['an object', {}, '{}'],
    ['NaN seconds', Duration.seconds(NaN), 'NaN s'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal(props(value), { prop, given, allowed, because, remedy: atLeast });
  });

  test(`fails when ${prop} is a number instead of a Duration`, () => {
    const seconds = Math.max(3, min);
    expectRefusal(props(seconds), { prop, given: `${seconds}`, allowed, because, remedy: `write Duration.seconds(${seconds}).` });
  });
});

describe('a week, which is the longest', () => {
  const WEEK = 604800;

  test.each(['startupTime', 'longestRequest', 'handover', 'terminationGracePeriod', 'minReady', 'progressDeadline'])('fails when %s is longer', prop => {
    for (const seconds of [WEEK + 1, 2147483648]) {
      const message = refusalOf({ [prop]: Duration.seconds(seconds) });
      expect(message).toMatch(new RegExp(`'${prop}' is ${seconds} s\\. Allowed: a Duration of whole seconds from \\d+ to ${WEEK}\\. `));
      expect(message).toContain(`Remedy: give at most Duration.seconds(${WEEK}), or leave it out.`);
    }
  });

  test.each(['startupTime', 'longestRequest', 'handover', 'terminationGracePeriod', 'minReady', 'progressDeadline'])('takes it for %s', prop => {
    expect(manifestsOf({ [prop]: Duration.days(7) })).toContain('kind: Deployment\n');
  });
});

test('takes a duration in any unit, if it comes to whole seconds', () => {
  expect(manifestsOf({ longestRequest: Duration.minutes(1.5) })).toContain('longest-request: 90s');
  expect(manifestsOf({ longestRequest: Duration.millis(4000) })).toContain('longest-request: 4s');
});

test.each<[string, AnyProps, string]>([
  ['a request time of a second', { longestRequest: Duration.seconds(1) }, 'longest-request: 1s\n'],
  ['a start time of a second', { startupTime: Duration.seconds(1) }, 'startup-time: 1s\n'],
  ['the shortest handover', { handover: Duration.seconds(69) }, 'handover: 69s\n'],
  ['an initial delay of zero', { healthCheck: HealthCheck.tcp({ initialDelay: Duration.seconds(0) }) }, 'kind: Deployment\n'],
  [
    'a router that sends at once, and goes on for a second',
    { exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(1), registrationTime: Duration.seconds(0) }) },
    'deregistration-delay: 1s\n',
  ],
])('takes %s', (_, props, expected) => {
  expect(manifestsOf(props)).toContain(expected);
});

// Two versions of cdk8s in one node_modules have two classes of that name.
test('takes a Duration of another copy of cdk8s', () => {
  const foreign = { toMilliseconds: () => 90_000 };
  expect(manifestsOf({ longestRequest: foreign })).toContain('longest-request: 90s');
});
