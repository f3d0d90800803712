import { ZeroDowntimeServiceProps } from './props';
import { ZeroDowntimeWorkerProps } from './worker-props';
import { ZeroDowntimeWorkloadProps } from './workload-props';

// The compiler rejects these lists if a prop is missing or unknown.
const OF_BOTH: Record<keyof ZeroDowntimeWorkloadProps, true> = {
  acknowledge: true,
  annotations: true,
  args: true,
  automountServiceAccountToken: true,
  autoscaling: true,
  command: true,
  consumes: true,
  containerName: true,
  dns: true,
  envFrom: true,
  envVariables: true,
  hostAliases: true,
  image: true,
  imagePullPolicy: true,
  imagePullSecrets: true,
  initContainers: true,
  kubernetesVersion: true,
  labels: true,
  livenessCheck: true,
  maxSurge: true,
  maxUnavailable: true,
  namespace: true,
  nodeSelector: true,
  podAnnotations: true,
  podLabels: true,
  podSecurityContext: true,
  ports: true,
  postStart: true,
  priorityClassName: true,
  resources: true,
  revisionHistoryLimit: true,
  securityContext: true,
  selectorLabels: true,
  serviceAccount: true,
  sidecars: true,
  startupTime: true,
  topologySpread: true,
  volumeMounts: true,
  volumes: true,
  workingDir: true,
};
const OF_SERVICES: Record<Exclude<keyof ZeroDowntimeServiceProps, keyof ZeroDowntimeWorkloadProps>, true> = {
  contract: true,
  disruption: true,
  exposure: true,
  handover: true,
  healthCheck: true,
  isolate: true,
  longestRequest: true,
  minReady: true,
  name: true,
  port: true,
  portName: true,
  preStop: true,
  progressDeadline: true,
  readinessGates: true,
  replicas: true,
  serviceAnnotations: true,
  serviceName: true,
  servicePort: true,
  serviceType: true,
  terminationGracePeriod: true,
};
const OF_WORKERS: Record<Exclude<keyof ZeroDowntimeWorkerProps, keyof ZeroDowntimeWorkloadProps>, true> = {
  disruption: true,
  healthCheck: true,
  keda: true,
  longestJob: true,
  minReady: true,
  name: true,
  progressDeadline: true,
  replicas: true,
  stopSignal: true,
  terminationGracePeriod: true,
};

/** Every prop of `ZeroDowntimeService`. */
export const SERVICE_PROPS = Object.keys({ ...OF_BOTH, ...OF_SERVICES }).sort();

/** Every prop of `ZeroDowntimeWorker`. */
export const WORKER_PROPS = Object.keys({ ...OF_BOTH, ...OF_WORKERS }).sort();

/** Every prop of `VersionedApi`; a test compares them with it. */
export const API_PROPS = ['annotations', 'basePath', 'defaultVersion', 'host', 'labels', 'name', 'namespace', 'router', 'versionBy'];

/** Every prop of any of them, and names that appear like props in their messages. */
export const PROP_NAMES = [...new Set([...SERVICE_PROPS, ...WORKER_PROPS, ...API_PROPS, 'addVersion', 'alertWhenStillUsed', 'serviceProps', 'stripPrefix'])].sort();
