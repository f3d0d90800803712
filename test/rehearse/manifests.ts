import { ManifestObject, parseManifests } from '../../src/manifests';
import { ClusterState, PlanOptions } from '../../src/rehearse/plan/plan';

/** A service of two pods, with an image. */
export function service(image: string, more = ''): ManifestObject[] {
  return objects(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {cdk8s-zero-downtime/startup-time: 5s, cdk8s-zero-downtime/longest-request: 3s}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: app
        image: ${image}
        ports: [{containerPort: 8080}]
        readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
        lifecycle: {preStop: {sleep: {seconds: 5}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
${more}`);
}

export function objects(yaml: string): ManifestObject[] {
  return parseManifests('web.yaml', yaml).objects;
}

export const EMPTY: ClusterState = {
  kubernetes: '1.34.4',
  live: [],
  autoscalers: [],
  clusterScoped: new Set(['Namespace ', 'ClusterRole rbac.authorization.k8s.io', 'PriorityClass scheduling.k8s.io']),
  unfinished: [],
  suspended: new Set(),
};

export const OPTIONS: PlanOptions = {
  id: 'abc',
  disturbance: { kind: 'update' },
  context: { name: 'staging', isNamed: true },
  namespace: 'rehearsal-abc',
  inPlace: false,
  load: { rate: 50, ramp: 4 },
  repeat: 2,
  quiet: 10,
  after: 5,
};
