import { rejectedObject } from './rejected-by-api-server/object';
import { podSpec } from './rejected-by-api-server/pod-spec';
import { Rule, togetherJudging } from '../../rule';

export const rejectedByApiServer: Rule = {
  id: 'rejected-by-api-server',
  severity: 'error',
  title: 'Field that the API server rejects',
  impact: 'The change never reaches users; other objects of the same release may already be applied.',
  why: 'The API server validates names, labels and required fields, whatever else the cluster has: a Service must have ports, each with its own number.',
  fix: 'Set the field to a value that the API server accepts.',
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
