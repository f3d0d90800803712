import { hookFillsIt } from './grace-period-too-short/hook-fills-it';
import { belowLongestRequest } from './grace-period-too-short/longest-request';
import { belowRouteTimeout } from './grace-period-too-short/raised-route-timeout';
import { sleepExceedsIt } from './grace-period-too-short/sleep-exceeds-it';
import { Rule, togetherJudging } from '../../rule';

export const gracePeriodTooShort: Rule = {
  id: 'grace-period-too-short',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'terminationGracePeriodSeconds shorter than the preStop hook and requests',
  impact: 'Requests are cut by SIGKILL in every update, scale-down and node drain; a longer sleep action makes the API server reject the Deployment.',
  why: 'The preStop hook runs inside the grace period, and keep-alive connections still bring requests meanwhile. SIGKILL follows at the end of the grace period, or 2 s after SIGTERM if the hook used all of it.',
  fix: 'Set terminationGracePeriodSeconds to the sum of the hook, the longest request and 5 s to exit.',
  reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution',
  examples: {
    failing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/longest-request: 90s } }
spec: { template: { spec: { terminationGracePeriodSeconds: 45 } } }
`,
    passing: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/longest-request: 90s } }
spec: { template: { spec: { terminationGracePeriodSeconds: 105 } } }
`,
  },
  judge: togetherJudging(belowLongestRequest, belowRouteTimeout, hookFillsIt, sleepExceedsIt),
};
