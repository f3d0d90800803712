import { askedByHook } from './sidecar-stops-first/asked-by-hook';
import { consul } from './sidecar-stops-first/consul';
import { dapr } from './sidecar-stops-first/dapr';
import { meshProxy } from './sidecar-stops-first/mesh-proxy';
import { shipper } from './sidecar-stops-first/shipper';
import { unorderedContainers } from './sidecar-stops-first/unordered-containers';
import { vaultAgent } from './sidecar-stops-first/vault-agent';
import { Rule, togetherJudging } from '../../rule';

const HELPER = `
    spec:
      terminationGracePeriodSeconds: 45
`;

export const sidecarStopsFirst: Rule = {
  id: 'sidecar-stops-first',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Sidecar that stops before the application',
  impact: 'Requests that are still being answered fail, since the database proxy beside the application has already stopped.',
  why: 'All containers of a pod get SIGTERM at about the same time. A container that the application needs until its last request must stop after it, and so must one that a preStop hook calls. A hook that ends the helper itself, such as a request to `/quitquitquit`, runs at the beginning, also in a native sidecar.',
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
  judge: togetherJudging(unorderedContainers, askedByHook, meshProxy, consul, dapr, vaultAgent, shipper),
};
