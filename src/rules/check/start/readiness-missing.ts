import { probePath } from '../../../analysis/pod/probes';
import { lacksReadiness } from '../../../analysis/pod/readiness';
import { probeOfStore } from '../../../analysis/pod/store-probes';
import { Container, showPath, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const readinessMissing = workloadRule({
  id: 'readiness-missing',
  severity: 'error',
  title: 'No readinessProbe',
  impact: 'New pods get requests before they can answer, and a version that never answers replaces all working pods.',
  why: 'Without a readiness probe a pod counts as ready as soon as its containers run. Routers send to it, and the update stops the next old pod.',
  fix: 'Probe a path that answers once the application can serve.',
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
        ? `${capitalizedContainerLabel(serving)} has no readiness probe: once started it always counts as ready, and gets requests even while it cannot answer.`
        : `${capitalizedContainerLabel(serving)} has no readiness probe: it gets requests as soon as its process runs, and an update proceeds even if no new pod ever answers.`,
      ...fixOf(workload, serving),
    }];
  },
});

function fixOf(workload: Workload, serving: Container): Fix {
  const path = probePath(serving, 'readiness');
  const port = askedPort(workload, serving);
  const probe = probeOfStore(serving, port);
  if (!probe) {
    const asks = port === undefined ? 'and the port that it listens on' : `and port ${shorten(`${port}`)}`;
    return { fix: `Set ${showPath([...path, 'httpGet'])} to a path that answers once the application can serve, ${asks}. Use scheme HTTPS if it speaks TLS, and grpc or tcpSocket if it does not speak HTTP.` };
  }
  return edited([{ path, value: probe }], 'exec' in probe ? { byHand: 'whether the image has this command, and the server answers it without TLS' } : {});
}

/** The port that a Service sends to, as the Service names it. */
function askedPort({ services }: Workload, { ports }: Container): number | string | undefined {
  const targets = services.flatMap(service => service.ports.map(({ targetPort }) => targetPort));
  return targets.find(target => ports.some(({ name, number }) => name === target || number === target))
    ?? targets.find(target => typeof target === 'number')
    ?? ports[0]?.number;
}
