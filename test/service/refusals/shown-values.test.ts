import { Duration } from 'cdk8s';
import { refusalOf } from './refusal';
import { HealthCheck, PreStop } from '../../../src';

test.each<[string, unknown, string]>([
  ['undefined', undefined, "'autoscaling.maxReplicas' is undefined."],
  ['null', null, "'autoscaling.maxReplicas' is null."],
  ['an object with a number in it', { value: 3 }, '\'autoscaling.maxReplicas\' is {"value":3}.'],
  ['a bigint', 3n, "'autoscaling.maxReplicas' is 3n."],
  ['a string', '3 pods', '\'autoscaling.maxReplicas\' is "3 pods".'],
  ['a Duration', Duration.millis(1500), "'autoscaling.maxReplicas' is 1.5 s."],
  ['a Map', new Map([[1, 2]]), "'autoscaling.maxReplicas' is a Map."],
  ['a Set', new Set([1]), "'autoscaling.maxReplicas' is a Set."],
  ['one of our choices', PreStop.sleep(Duration.seconds(5)), "'autoscaling.maxReplicas' is a choice of PreStop."],
  ['a choice in a list', [HealthCheck.http('/')], '\'autoscaling.maxReplicas\' is ["a choice of HealthCheck"].'],
  ['a Date', new Date(0), "'autoscaling.maxReplicas' is a Date."],
  ['a symbol', Symbol('three'), "'autoscaling.maxReplicas' is Symbol(three)."],
])('shows %s as what it is', (_, maxReplicas, shown) => {
  expect(refusalOf({ autoscaling: { maxReplicas } })).toContain(shown);
});

test('names the option that is missing, not the whole hook', () => {
  expect(refusalOf({ preStop: PreStop.httpGet('/stop', {} as any) })).toContain("'preStop (PreStop.httpGet).takes' is undefined.");
});

test('keeps keys, paths and words short and on one line', () => {
  const message = refusalOf({
    labels: { [`a\n${'b'.repeat(10_000)}`]: 'c' },
    acknowledge: { [`a\r\n${'b'.repeat(10_000)}`]: 'c' },
    image: `my-svc:1\u2028${'x'.repeat(10_000)}`,
    healthCheck: HealthCheck.http('x'.repeat(10_000)),
  });
  const lines = message.split(/[\n\r\u2028]/);
  expect(lines).toHaveLength(4);
  for (const line of lines) { expect(line.length).toBeLessThan(500); }
});
