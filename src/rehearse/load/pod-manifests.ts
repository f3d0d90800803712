import { LoadPlan } from './load-plan';

/** The default image with Node.js for the pod that sends the load. */
export const NODE_IMAGE = 'docker.io/library/node:22-alpine';

/** The container that writes the lines. */
export const LOAD_CONTAINER = 'load';

/** The settings of the pod. */
export interface LoadPod {
  readonly name: string;
  readonly namespace: string;
  /** The labels of all objects that this rehearsal creates. */
  readonly labels: { readonly [name: string]: string };
  readonly image?: string;
  /** A drained node: load that is sent from it would end. */
  readonly notOn?: string;
}

/** The id of the user `nobody` of most images: it is not root, and owns no files. */
const NOBODY = 65534;
const FOLDER = '/load';

/**
 * A ConfigMap with the program and the Pod that runs it, which the Pod Security Standard `restricted` allows. The labels must not
 * be those of the service: its selector would send requests to the load.
 */
export function loadManifests(plan: LoadPlan, pod: LoadPod, files: { readonly [name: string]: string }): object[] {
  const metadata = { name: pod.name, namespace: pod.namespace, labels: pod.labels };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files },
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: specOf(plan, pod) },
  ];
}

function specOf(plan: LoadPlan, { name, image, notOn }: LoadPod): object {
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Requests in flight at its end must still be reported.
    terminationGracePeriodSeconds: Math.ceil(plan.timeout / 1000) + 5,
    securityContext: { runAsNonRoot: true, runAsUser: NOBODY, runAsGroup: NOBODY, seccompProfile: { type: 'RuntimeDefault' } },
    ...notOn !== undefined && { affinity: away(notOn) },
    containers: [{
      name: LOAD_CONTAINER,
      image: image ?? NODE_IMAGE,
      imagePullPolicy: 'IfNotPresent',
      command: ['node', `${FOLDER}/generator.js`],
      env: [{ name: 'ZERO_DOWNTIME_LOAD_PLAN', value: JSON.stringify(plan) }],
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      // No CPU limit: a throttled generator sends late, and the run is void.
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      volumeMounts: [{ name: 'program', mountPath: FOLDER, readOnly: true }],
    }],
    volumes: [{ name: 'program', configMap: { name } }],
  };
}

function away(node: string): object {
  const matchFields = [{ key: 'metadata.name', operator: 'NotIn', values: [node] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } } };
}
