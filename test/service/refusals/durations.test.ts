import { Duration } from 'cdk8s';
import { AnyProps, expectRefusal, manifestsOf } from './refusal';
import { Exposure, HealthCheck, PreStop } from '../../../src';

interface Place {
  readonly prop: string;
  readonly because: string;
  readonly props: (value: any) => AnyProps;
}

const OWN_DEFAULT = 'silently use its own default';
const CUT = 'SIGTERM';

/** Every prop and option that takes a Duration of at least a second. */
const AT_LEAST_A_SECOND: Place[] = [
  { prop: 'startupTime', because: 'pods that start slower are killed', props: startupTime => ({ startupTime }) },
  { prop: 'longestRequest', because: 'longer requests would be cut at each update', props: longestRequest => ({ longestRequest }) },
  { prop: 'handover', because: 'requests fail in each drain', props: handover => ({ handover }) },
  { prop: 'terminationGracePeriod', because: 'SIGKILL cuts requests', props: terminationGracePeriod => ({ terminationGracePeriod }) },
  { prop: 'progressDeadline', because: 'good rollouts are reported as failed', props: progressDeadline => ({ progressDeadline }) },
  { prop: 'healthCheck.period', because: OWN_DEFAULT, props: period => ({ healthCheck: HealthCheck.tcp({ period }) }) },
  { prop: 'healthCheck.timeout', because: 'a dead pod keeps getting requests', props: timeout => ({ healthCheck: HealthCheck.tcp({ timeout }) }) },
  { prop: 'livenessCheck.period', because: OWN_DEFAULT, props: period => ({ livenessCheck: HealthCheck.tcp({ period }) }) },
  { prop: 'livenessCheck.timeout', because: 'delays the next ones', props: timeout => ({ livenessCheck: HealthCheck.tcp({ timeout }) }) },
  {
    prop: 'exposure (Exposure.custom).deregistrationDelay',
    because: CUT,
    props: deregistrationDelay => ({ exposure: Exposure.custom({ deregistrationDelay }) }),
  },
  { prop: 'preStop (PreStop.sleep)', because: 'requests reach a pod that has already closed its port', props: takes => ({ preStop: PreStop.sleep(takes) }) },
  { prop: 'preStop (PreStop.shell)', because: 'requests reach a pod that has already closed its port', props: takes => ({ preStop: PreStop.shell(takes) }) },
];

/** And those that may be zero. */
const AT_LEAST_ZERO: Place[] = [
  { prop: 'minReady', because: 'users get 503 answers', props: minReady => ({ minReady, exposure: Exposure.awsAlb() }) },
  { prop: 'healthCheck.initialDelay', because: OWN_DEFAULT, props: initialDelay => ({ healthCheck: HealthCheck.tcp({ initialDelay }) }) },
  {
    prop: 'exposure (Exposure.custom).registrationTime',
    because: 'fail',
    props: registrationTime => ({ exposure: Exposure.custom({ deregistrationDelay: Duration.seconds(10), registrationTime }) }),
  },
];

describe.each(AT_LEAST_A_SECOND)('$prop', ({ prop, because, props }) => {
  test.each([
    ['zero', Duration.seconds(0), '0 s'],
    ['half a second', Duration.millis(500), '0.5 s'],
  ])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal(props(value), { prop, given, allowed: 'a Duration of whole seconds from ', because, remedy: 'give at least Duration.seconds(' });
  });
});

describe.each([...AT_LEAST_A_SECOND, ...AT_LEAST_ZERO])('$prop', ({ prop, because, props }) => {
  const allowed = 'a Duration of whole seconds from ';

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
    expectRefusal(props(value), { prop, given, allowed, because, remedy: 'give it in whole seconds' });
  });

  test(`fails when ${prop} is a number instead of a Duration`, () => {
    expectRefusal(props(90), { prop, given: '90', allowed, because, remedy: 'write Duration.seconds(90)' });
  });
});

test('fails when a duration is longer than 32 bits hold', () => {
  expectRefusal({ startupTime: Duration.seconds(2147483648) }, {
    prop: 'startupTime', given: '2147483648 s', allowed: 'a Duration of whole seconds from 1', because: 'killed', remedy: 'Duration.seconds(',
  });
});

test('takes a duration in any unit, if it comes to whole seconds', () => {
  expect(manifestsOf({ longestRequest: Duration.minutes(1.5) })).toContain('longest-request: 90s');
  expect(manifestsOf({ longestRequest: Duration.millis(4000) })).toContain('longest-request: 4s');
});

test.each<[string, AnyProps, string]>([
  ['a request time of a second', { longestRequest: Duration.seconds(1) }, 'longest-request: 1s\n'],
  ['a start time of a second', { startupTime: Duration.seconds(1) }, 'startup-time: 1s\n'],
  ['a handover of a second', { handover: Duration.seconds(1) }, 'handover: 1s\n'],
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
