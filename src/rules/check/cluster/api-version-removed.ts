import { RemovedApi, removedApi } from '../../../analysis/api/removed-versions';
import { edited, Fix } from '../../fixes/edited';
import { objectRule } from '../object-rule';

export const apiVersionRemoved = objectRule({
  id: 'api-version-removed',
  severity: 'error',
  title: 'An API version that the cluster no longer has',
  impact: 'The release is refused, and a GitOps tool stops syncing everything that stands beside the object.',
  why: 'Kubernetes drops beta versions of its APIs some releases after the stable one is there.',
  fix: 'Use the stable version of the API, and adapt the fields that differ in it.',
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
  judge: (object, { kubernetesMinor }) => {
    const { apiVersion, kind, name } = object;
    const removed = removedApi(object);
    if (!removed || removed.since > kubernetesMinor) { return []; }
    return [{
      path: ['apiVersion'],
      message: `Since Kubernetes 1.${removed.since} there is no ${kind} in ${apiVersion}: a cluster of 1.${kubernetesMinor} refuses ${name}, and the release with it.`,
      ...fixOf(removed, kind),
    }];
  },
});

function fixOf({ instead, hasSameFields }: RemovedApi, kind: string): Fix {
  if (instead === undefined) { return { fix: `Remove this ${kind}: nothing took its place in the API.` }; }
  return hasSameFields
    ? edited([{ path: ['apiVersion'], value: instead }])
    : { fix: `Set apiVersion to ${instead}, and write the fields as they are in it.` };
}
