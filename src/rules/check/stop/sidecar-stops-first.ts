import { wordsOf } from '../../../analysis/pod/containers';
import { isHelper } from '../../../analysis/pod/known-images';
import { servesRequests } from '../../../analysis/traffic/router';
import { SIDECARS_MINOR } from '../../../intent/kubernetes-version';
import { showPath, WORKLOAD_PATHS } from '../../../manifests';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const HELPER = `
    spec:
      terminationGracePeriodSeconds: 45
`;

export const sidecarStopsFirst = workloadRule({
  id: 'sidecar-stops-first',
  severity: 'warning',
  title: 'A helper that stops before the application has finished',
  impact: 'Requests that are still being answered fail, since the database proxy beside the application is already gone.',
  why: 'All containers of a pod get SIGTERM at about the same time. One that the application needs until its last request must outlive it.',
  fix: 'Run the helper as a native sidecar: an init container with restartPolicy Always. Kubernetes stops it after the application.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle',
  examples: {
    failing: `
kind: Deployment
spec:
  template:${HELPER}
      containers:
        - name: database
          image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2
          args: [--port=5432, 'project:region:database']
          resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 64Mi } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
`,
    passing: `
kind: Deployment
spec:
  template:${HELPER}
      initContainers:
        - name: database
          restartPolicy: Always
          image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2
          args: [--port=5432, --health-check, 'project:region:database']
          startupProbe: { httpGet: { path: /startup, port: 9090 }, periodSeconds: 1, failureThreshold: 30, timeoutSeconds: 2 }
          resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 64Mi } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
`,
  },
  judge: (workload, { kubernetesMinor }) => {
    const { containers, sidecars, serving } = workload;
    const helpers = containers.filter(container => container !== serving && isHelper(container));
    if (!servesRequests(workload) || [...helpers, ...sidecars.filter(isHelper)].length === 0) { return undefined; }
    // A hook, or an option to wait for the last connection, keeps it until the application has finished.
    return helpers.filter(helper => !helper.preStop && !wordsOf(workload, helper).some(word => /^--?(?:max-sigterm-delay|term_timeout)\b/.test(word))).map(helper => ({
      path: helper.path,
      message: `${capitalizedContainerLabel(helper)} gets SIGTERM together with the application and stops at once: requests that still need it fail.`,
      fix: kubernetesMinor >= SIDECARS_MINOR
        ? `Move ${showPath(helper.path)} to ${showPath(WORKLOAD_PATHS.initContainers)} and give it restartPolicy Always.`
        : `Give ${showPath(helper.path)} a preStop hook that takes as long as the application needs to finish.`,
    }));
  },
});
