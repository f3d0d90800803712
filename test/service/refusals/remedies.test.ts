import { Duration } from 'cdk8s';
import { AnyProps, refusalOf, remediesIn } from './refusal';
import { Exposure, PreStop } from '../../../src';

const s = Duration.seconds;

describe('a remedy', () => {
  test.each<[string, AnyProps, string]>([
    ['maxReplicas', { autoscaling: {} }, 'write a number, such as 2.'],
    ['the number of a port', { ports: [{}] }, 'write a number, such as 1.'],
    ['the deregistration delay', { exposure: Exposure.custom({ deregistrationDelay: s(0) }) }, 'give at least Duration.seconds(1).'],
    ['how long a stop hook takes', { preStop: PreStop.httpGet('/stop', { takes: s(1) }) }, 'give at least Duration.seconds(5).'],
    ['how long a stop hook takes, which was not set', { preStop: PreStop.command(['/bin/stop'], {} as any) }, 'give at least Duration.seconds(5).'],
  ])('is never to leave out what is required: %s', (_, props, remedy) => {
    expect(remediesIn(refusalOf(props))).toEqual([remedy]);
  });

  test.each<[string, AnyProps]>([
    ['2.5', { replicas: '2.5' }], ['-1', { replicas: '-1' }], ['NaN', { replicas: 'NaN' }], ['99999', { port: '99999' }],
  ])('is never to write %s without quotes, which would be refused next', (_, props) => {
    expect(remediesIn(refusalOf(props))).toEqual(['write a number, such as 1, or leave it out.']);
  });

  test.each<[AnyProps, string]>([
    [{ replicas: 2.5 }, 'write 2 or 3, or leave it out.'],
    [{ replicas: -1 }, 'write at least 1, or leave it out.'],
    [{ port: 70_000 }, 'write at most 65535, or leave it out.'],
    [{ replicas: Infinity }, 'write a number, such as 1, or leave it out.'],
  ])('for %j is a number that is taken', (props, remedy) => {
    expect(remediesIn(refusalOf(props))).toEqual([remedy]);
  });

  test.each([[30], [-5], [NaN], ['60s'], [s(0)], [s(44)], [s(NaN)]])('is a Duration that is taken, where the grace period is %p', terminationGracePeriod => {
    expect(remediesIn(refusalOf({ terminationGracePeriod }))).toEqual(['give at least Duration.seconds(45), or leave it out.']);
  });

  test('is the next whole second where a Duration has a fraction', () => {
    expect(remediesIn(refusalOf({ terminationGracePeriod: Duration.millis(46500) }))).toEqual(['give whole seconds, such as Duration.seconds(47).']);
  });

  test('is not the default name of the main port, where another port has a bad name', () => {
    expect(remediesIn(refusalOf({ ports: [{ number: 9090, name: 'X' }] }))).toEqual(['change it, or leave the port without a name.']);
  });

  test.each(['constructor', 'prestop', 'x', 'x'.repeat(200)])('is not a guess where the acknowledged rule %p is far from every rule', rule => {
    expect(remediesIn(refusalOf({ acknowledge: { [rule]: 'we know' } }))).toEqual(['an error names its rule, if it has one.']);
  });
});
