import { gracePeriodTooShort } from '../../../../../src/rules/check/stop';
import { belowRouteTimeout as rule } from '../../../../../src/rules/check/stop/grace-period-too-short/raised-route-timeout';
import { exampleManifests } from '../../../../../src/rules/examples';
import { judged } from '../../judging';
import { document, saidBy, stating, verdict, web } from '../changes';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const route = (timeout: string, ingressClassName = 'nginx', annotations = {}): string => `---\n${document({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': timeout, ...annotations } },
  spec: { ingressClassName, defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
})}`;
const grace = (seconds: number) => web({}, { terminationGracePeriodSeconds: seconds });

test('fails when the pods have less time than the raised time-out of ingress-nginx', () => {
  const change = grace(45) + route('300');
  expect(saidBy(rule, change)).toEqual([{
    at: GRACE,
    message: 'Ingress web raises the time-out for answers from 60 s to 300 s, but the pods have only 35 s after SIGTERM: SIGKILL cuts answers that take longer.',
    fix: `Set ${GRACE} to 315, or metadata.annotations['cdk8s-zero-downtime/longest-request'] to how long answers take.`,
  }]);
  expect(judged(exampleManifests(change)).findings.filter(({ rule: { id } }) => id === gracePeriodTooShort.id).map(({ severity }) => severity)).toEqual(['warning']);
});

describe('uploads that the router does not buffer', () => {
  const BUFFERING = 'nginx.ingress.kubernetes.io/proxy-request-buffering';
  const uploads = (timeout: string, buffering = 'off') => route(timeout, 'nginx', { [BUFFERING]: buffering });

  test('may take longer than other answers', () => {
    expect(saidBy(rule, grace(30) + uploads('600'))).toMatchObject([{ at: GRACE, fix: expect.stringContaining(`Set ${GRACE} to 615`) }]);
    expect(verdict(rule, grace(615) + uploads('600'))).toBe('passes');
  });

  test.each([
    ['the router buffers them', uploads('600', 'on')],
    ['the router buffers them by default', route('600')],
    ['the time-out is for connections that stay open', uploads('3600')],
  ])('are not judged where %s', (_, change) => {
    expect(verdict(rule, grace(30) + change)).toBe('does not apply');
  });

  test('are not judged where the platform does not wait that long', () => {
    expect(saidBy(rule, grace(30) + uploads('600'), { platform: 'gke' })).toEqual([]);
    expect(saidBy(rule, grace(30) + uploads('300'), { platform: 'gke' })).toHaveLength(1);
  });
});

test.each([
  ['the grace period is enough', grace(315) + route('300')],
])('passes where %s', (_, change) => {
  expect(verdict(rule, change)).toBe('passes');
});

test.each([
  ['the time-out is the default', grace(45) + route('60')],
  ['the time-out is for connections that stay open', grace(45) + route('3600')],
  ['the time-out is not a number', grace(45) + route('5m')],
  ['another controller reads the Ingress', grace(45) + route('300', 'alb')],
  ['the longest request is stated', stating({ 'longest-request': '20s' }) + route('300')],
])('does not apply where %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});
