import { wordsOf } from '../../../analysis/pod/containers';
import { imageName } from '../../../analysis/pod/image-reference';
import { servesRequests } from '../../../analysis/traffic/router';
import { edited } from '../../fixes/edited';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const WAITS = /(?:^|[^a-z])(?:wait-?for|wait4|wait_for|wait-until|dockerize|nslookup|pg_isready|nc\s+-\w*z\w*|until\s)/i;
/** No pod of a version should serve before the schema that it needs exists. */
const FOR_SCHEMA = /migrat|schema/i;
const FETCHES = /(?:^|[^a-z])(?:curl\s|wget\s|git\s+clone|aws\s+s3\s|gsutil\s|gcloud\s+storage\s|az\s+storage\s)/i;

const SECURE = 'securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }';
const RESOURCES = 'resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 64Mi } }';

export const initContainerWaitsForDependency = workloadRule({
  id: 'init-container-waits-for-dependency',
  severity: 'info',
  title: 'Init container that waits for another service',
  impact: 'After the loss of a node, or in an update, no pod starts while the other service is unavailable, not even for requests that do not need it.',
  why: 'Init containers must complete before the application starts, at every start of a pod.',
  fix: 'Make the application connect by itself and retry; include the files that it needs in its image.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#understanding-init-containers',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - { name: prepare, image: 'registry.example.com/web:1.4.2', command: [sh, -c, 'until nc -z database 5432; do sleep 1; done'], ${RESOURCES}, ${SECURE} }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - { name: prepare, image: 'registry.example.com/web:1.4.2', command: [./warm-up], ${RESOURCES}, ${SECURE} }
`,
  },
  judge: workload => {
    const { initContainers } = workload;
    if (!servesRequests(workload) || initContainers.length === 0) { return undefined; }
    return initContainers.flatMap(container => {
      const described = [container.name, imageName(container.image), ...wordsOf(workload, container)].join(' ');
      if (FOR_SCHEMA.test(described)) { return []; }
      const does = describeWork(described);
      return does === undefined ? [] : [{
        path: container.path,
        message: `${capitalizedContainerLabel(container)} ${does} before every start of a pod: while that is unavailable, no pod can be replaced.`,
        ...edited([{ path: container.path, value: undefined }], {
          or: 'acknowledge this if the application cannot run without the result',
          byHand: 'that the application has what it needs without this container, and retries by itself',
        }),
      }];
    });
  },
});

/** The metadata server of a cloud is available on each node. */
const METADATA_SERVER = /https?:\/\/(?:metadata\.google\.internal|169\.254\.169\.254)\//i;

/** Undefined if it does not depend on another service, or this is unknown. */
function describeWork(words: string): string | undefined {
  if (WAITS.test(words)) { return 'waits for something else'; }
  return FETCHES.test(words) && !(METADATA_SERVER.test(words) && words.match(/https?:\/\//g)?.length === 1) ? 'fetches files' : undefined;
}
