// The rows of the table in docs/comparison.md that a manifest shows: a service without the defect, and one edit that adds it.
const labels = { app: 'web' };
const metadata = { name: 'web', namespace: 'shop' };
const httpGet = path => ({ httpGet: { path, port: 8080 } });
const container = {
  name: 'web',
  image: 'registry.example.com/shop/web:1.0.0',
  ports: [{ containerPort: 8080 }],
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  readinessProbe: httpGet('/ready'),
  livenessProbe: httpGet('/alive'),
  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
};
const term = { labelSelector: { matchLabels: labels }, topologyKey: 'kubernetes.io/hostname' };
const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] } };
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

/** Its objects by kind. */
function service() {
  return structuredClone({
    Deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, labels },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { affinity, terminationGracePeriodSeconds: 45, containers: [container] } },
      },
    },
    Service: { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } },
    PodDisruptionBudget: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: labels } },
    },
  });
}

function scaled() {
  const objects = service();
  delete objects.Deployment.spec.replicas;
  const target = { type: 'Utilization', averageUtilization: 60 };
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  objects.HorizontalPodAutoscaler = {
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: { minReplicas: 3, maxReplicas: 6, scaleTargetRef, metrics },
  };
  return objects;
}

const budgetOf = ({ PodDisruptionBudget: { spec } }) => spec;
const podOf = ({ Deployment: { spec } }) => spec.template.spec;

/** The row, what it begins with, the edit that adds the defect, and what `check` finds then. */
const ROWS = [
  { row: 'PodDisruptionBudget exists', from: service, edit: objects => { delete objects.PodDisruptionBudget; }, rule: 'pdb-missing' },
  {
    row: 'PodDisruptionBudget that can never allow an eviction',
    from: service,
    edit: objects => { budgetOf(objects).maxUnavailable = 0; },
    rule: 'pdb-blocks-eviction',
  },
  {
    row: "budget compared with the autoscaler's minimum",
    from: scaled,
    edit: objects => { delete budgetOf(objects).maxUnavailable; budgetOf(objects).minAvailable = 3; },
    rule: 'pdb-blocks-eviction',
  },
  {
    row: '`unhealthyPodEvictionPolicy` is set',
    from: service,
    edit: objects => { delete budgetOf(objects).unhealthyPodEvictionPolicy; },
    rule: 'pdb-unhealthy-pods-block-eviction',
  },
  {
    row: 'liveness probe the same as the readiness probe',
    from: service,
    edit: objects => { podOf(objects).containers[0].livenessProbe = httpGet('/ready'); },
    rule: 'liveness-checks-dependencies',
  },
  { row: 'autoscaler and fixed replicas', from: scaled, edit: objects => { objects.Deployment.spec.replicas = 3; }, rule: 'replicas-set-beside-autoscaler' },
  { row: 'preStop hook', from: service, edit: objects => { delete podOf(objects).containers[0].lifecycle; }, rule: 'prestop-missing' },
  {
    row: 'grace period that has room for the preStop hook',
    from: service,
    edit: objects => { podOf(objects).terminationGracePeriodSeconds = 12; },
    rule: 'grace-period-too-short',
  },
];

function defectOf({ from, edit }) {
  const objects = from();
  edit(objects);
  return Object.values(objects);
}

module.exports = { ROWS, cleanOf: ({ from }) => Object.values(from()), defectOf };
