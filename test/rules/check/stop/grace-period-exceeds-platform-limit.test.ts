import { saidBy, verdict, web } from './changes';
import { gracePeriodExceedsPlatformLimit as rule } from '../../../../src/rules/check/stop';

const GRACE = 'spec.template.spec.terminationGracePeriodSeconds';
const grace = (seconds: number) => web({}, { terminationGracePeriodSeconds: seconds });

test.each([
  ['gke', 601, 'The grace period is 601 s, but on GKE the cluster autoscaler waits 600 s by default and then kills the pod.', 600],
  ['aks', 3600, 'The grace period is 3600 s, but on AKS the cluster autoscaler waits 600 s by default and then kills the pod.', 600],
  ['eks', 901, 'The grace period is 901 s, but on EKS an update of a managed node group waits 900 s by default and then fails.', 900],
] as const)('%s does not wait %i s', (platform, seconds, message, limit) => {
  expect(saidBy(rule, grace(seconds), { platform })).toEqual([{
    at: GRACE, message, fix: `Set ${GRACE} to ${limit} or less, or acknowledge this if you have raised the limit.`,
  }]);
  expect(verdict(rule, grace(limit), { platform })).toBe('passes');
});

test('does not apply to an unknown platform, or without a grace period', () => {
  expect(verdict(rule, grace(7200), { platform: undefined })).toBe('does not apply');
  expect(verdict(rule, grace(0), { platform: 'gke' })).toBe('does not apply');
});
