import { Duration } from 'cdk8s';
import { AnyProps, propsIn, refusalOf } from './refusal';
import { Exposure, HealthCheck, PreStop } from '../../../src';

const s = Duration.seconds;

describe('a problem that only follows from another one is not reported', () => {
  test.each<[string, string[], AnyProps]>([
    ['the name', ['name'], { name: 'BAD', labels: { 'service-name': 'BAD' } }],
    ['the health check', ['healthCheck'], { healthCheck: undefined, livenessCheck: HealthCheck.tcp() }],
    ['the longest request', ['longestRequest'], { longestRequest: 10, terminationGracePeriod: s(25) }],
    ['the stop hook', ['preStop'], { preStop: null, terminationGracePeriod: s(25) }],
    ['the router', ['exposure'], { exposure: null, terminationGracePeriod: s(25) }],
    ['the handover', ['handover'], { handover: 60, replicas: 1, terminationGracePeriod: s(45) }],
    ['the start time', ['startupTime'], { startupTime: 10, progressDeadline: s(60) }],
    ['minReady', ['minReady'], { minReady: 10, progressDeadline: s(60) }],
    ['the period of a check', ['healthCheck.period'], { healthCheck: HealthCheck.tcp({ period: 20 as any, timeout: s(15) }) }],
    ['the period of the liveness check', ['livenessCheck.period'], { livenessCheck: HealthCheck.tcp({ period: 20 as any, timeout: s(15) }) }],
    ['the failures of a check', ['livenessCheck.failureTreshold'], { livenessCheck: HealthCheck.tcp({ failureTreshold: 3 } as any) }],
    ['the port', ['port'], { port: 0, ports: [{ number: 8080 }], healthCheck: HealthCheck.tcp({ port: 9090 }) }],
    ['an extra port', ['ports[0].number'], { ports: [{ number: '9090' }], healthCheck: HealthCheck.tcp({ port: 9090 }) }],
    ['a value of a label', ["labels['service-name']"], { labels: { 'service-name': null } }],
    ['the selector', ['selectorLabels'], { selectorLabels: 5, labels: { app: 'shop' } }],
    ['a value of the selector', ["selectorLabels['app']"], { selectorLabels: { app: null }, labels: { app: 'shop' } }],
    ['two ports without a number', ['ports[0].number', 'ports[1].number'], { ports: [{ number: null }, { number: null }] }],
    ['a time of the router', ['exposure (Exposure.custom).registrationTime'], {
      exposure: Exposure.custom({ deregistrationDelay: s(10), registrationTime: 60 as any }), progressDeadline: s(60),
    }],
    ['how long the stop hook takes', ['preStop (PreStop.httpGet).takes'], {
      preStop: PreStop.httpGet('/stop', { takes: 10 as any }), terminationGracePeriod: s(25),
    }],
  ])('where what is refused is %s', (_, refused, props) => {
    expect(propsIn(refusalOf(props))).toEqual(refused);
  });
});

test('shows only values that were given', () => {
  expect(refusalOf({ name: 'BAD', labels: { 'service-name': 'BAD' } })).not.toContain("'refused'");
  expect(refusalOf({ minReady: null })).not.toContain('up to 0 s');
});
