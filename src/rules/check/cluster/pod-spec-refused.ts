import { podRefusals } from '../../../analysis/refusals/pods';
import { refusedField } from '../../wording/refusals';
import { objectRule } from '../object-rule';

export const podSpecRefused = objectRule({
  id: 'pod-spec-refused',
  severity: 'error',
  title: 'A field of a pod spec that the API server refuses',
  impact: 'Nothing of the change reaches users; what the same release changes elsewhere may already be applied.',
  why: 'The API server validates each field of a pod spec and how some fit together, whatever the cluster has: a request is at most its limit, a hook has exactly one action, a mount has a volume.',
  fix: 'Write what the API server takes there.',
  reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
  examples: {
    refused: true,
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { memory: 1Gi }, limits: { memory: 512Mi } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { memory: 512Mi }, limits: { memory: 512Mi } } }] } } }
`,
  },
  judge: object => podRefusals(object)?.map(refusal => refusedField(object, refusal)),
});
