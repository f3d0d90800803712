import { sessionAffinityClientIp } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = sessionAffinityClientIp;

function affinity(value: string, more = ''): string {
  return `kind: Service\nspec: { sessionAffinity: ${value}${more} }\n`;
}

test('says when all clients of a pod move', () => {
  expect(verdictsOn(rule, affinity('ClientIP'))[0].violations).toMatchObject([{
    path: ['spec', 'sessionAffinity'],
    message: 'Each client stays with its pod until 10800 s after its last request: when the pod stops, all its clients move at once, '
      + 'without their sessions, and new pods get hardly any load.',
    fix: 'Remove spec.sessionAffinity, or acknowledge this as long as sessions are not in a store that all pods share.',
  }]);
  expect(messagesOn(rule, affinity('ClientIP', ', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } }'))[0]).toContain('until 60 s after');
});

test('passes without an affinity', () => {
  expect(messagesOn(rule, affinity('None'))).toEqual([]);
  expect(appliesTo(rule, '')).toBe(true);
  expect(messagesOn(rule, '')).toEqual([]);
});

test('passes if the Service has only one pod, unless an autoscaler may add another', () => {
  const pods = (replicas: number): string => `${affinity('ClientIP')}---\nkind: Deployment\nspec: { replicas: ${replicas} }\n`;
  expect(messagesOn(rule, pods(1))).toEqual([]);
  expect(messagesOn(rule, pods(2))).toHaveLength(1);
});

test('does not apply to a headless Service, or to one without a selector', () => {
  expect(appliesTo(rule, affinity('ClientIP', ', clusterIP: None'))).toBe(false);
  expect(appliesTo(rule, affinity('ClientIP', ', selector: null'))).toBe(false);
});
