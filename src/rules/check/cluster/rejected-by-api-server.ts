import { rejectedObject } from './rejected-by-api-server/object';
import { podSpec } from './rejected-by-api-server/pod-spec';
import { Rule, togetherJudging } from '../../rule';

export const rejectedByApiServer: Rule = {
  id: 'rejected-by-api-server',
  severity: 'error',
  title: 'Field that the API server rejects',
  impact: 'Nothing of the change reaches users; what the same release changes elsewhere may already be applied.',
  why: 'The API server validates names, labels, and what a kind cannot do without, whatever the cluster has: a Service has ports, each with a number of its own.',
  fix: 'Write what the API server takes there.',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  examples: {
    refused: true,
    failing: `
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 80, targetPort: http }] }
`,
    passing: `
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http }, { name: https, port: 443, targetPort: http }] }
`,
  },
  judge: togetherJudging(rejectedObject, podSpec),
};
