import { budget } from './api-version-removed/budget';
import { removedVersion } from './api-version-removed/object';
import { Rule, togetherJudging } from '../../rule';

export const apiVersionRemoved: Rule = {
  id: 'api-version-removed',
  severity: 'error',
  title: 'apiVersion removed from Kubernetes',
  impact: 'The release is refused, and a GitOps tool stops syncing everything that is applied with the object.',
  why: 'Kubernetes removes beta versions of its APIs a few releases after the stable version is available.',
  fix: 'Use the stable version of the API, and adapt the fields that differ.',
  reference: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  examples: {
    failing: `
apiVersion: batch/v1beta1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '0 6 * * *'
  jobTemplate:
    spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: 'registry.example.com/report:1.4.2' }] } } }
`,
    passing: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '0 6 * * *'
  jobTemplate:
    spec: { template: { spec: { restartPolicy: Never, containers: [{ name: report, image: 'registry.example.com/report:1.4.2' }] } } }
`,
  },
  judge: togetherJudging(removedVersion, budget),
};
