import { probePath } from '../../../analysis/pod/probes';
import { lacksReadiness } from '../../../analysis/pod/readiness';
import { showPath } from '../../../manifests';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const readinessMissing = workloadRule({
  id: 'readiness-missing',
  severity: 'error',
  title: 'No readiness probe',
  impact: 'New pods get requests before they can answer, and a version that never can replaces all pods of the one that works.',
  why: 'Without a readiness probe a pod counts as ready as soon as its containers run. Routers send to it, and the update stops the next old pod.',
  fix: 'Ask a path that answers once the application can serve.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, startupProbe: null, readinessProbe: null }] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          startupProbe: null
          readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 2 }
`,
  },
  judge: workload => {
    const { serving } = workload;
    const lacks = lacksReadiness(workload);
    if (!serving || lacks === undefined) { return undefined; }
    if (!lacks) { return []; }
    const path = probePath(serving, 'readiness');
    return [{
      path,
      message: serving.startup
        ? `${capitalizedContainerLabel(serving)} has no readiness probe: once started it counts as ready for ever, and gets requests even while it cannot answer.`
        : `${capitalizedContainerLabel(serving)} has no readiness probe: it gets requests as soon as its process runs, and an update goes on even if no new pod ever answers.`,
      fix: `Set ${showPath([...path, 'httpGet', 'path'])} to one that answers once the application can serve.`,
    }];
  },
});
