import { objectRefusals } from '../../../analysis/refusals/objects';
import { refusedField } from '../../wording/refusals';
import { objectRule } from '../object-rule';

export const rejectedByApiServer = objectRule({
  id: 'rejected-by-api-server',
  severity: 'error',
  title: 'A name, label or port that the API server refuses',
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
  judge: object => objectRefusals(object)?.map(refusal => refusedField(object, refusal)),
});
