import { ProbeTiming } from '../../lifecycle';
import { Path } from '../path';

/** The paths of a Workload's fields in its Deployment, so that findings can name the line. */
export const WORKLOAD_PATHS = {
  declaredReplicas: ['spec', 'replicas'],
  paused: ['spec', 'paused'],
  selector: ['spec', 'selector'],
  strategy: ['spec', 'strategy', 'type'],
  maxSurge: ['spec', 'strategy', 'rollingUpdate', 'maxSurge'],
  maxUnavailable: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
  minReady: ['spec', 'minReadySeconds'],
  progressDeadline: ['spec', 'progressDeadlineSeconds'],
  revisionHistoryLimit: ['spec', 'revisionHistoryLimit'],
  podLabels: ['spec', 'template', 'metadata', 'labels'],
  podAnnotations: ['spec', 'template', 'metadata', 'annotations'],
  gracePeriod: ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'],
  containers: ['spec', 'template', 'spec', 'containers'],
  initContainers: ['spec', 'template', 'spec', 'initContainers'],
  readinessGates: ['spec', 'template', 'spec', 'readinessGates'],
} as const satisfies Record<string, Path>;

/** The paths of a Container's fields, relative to its own `path`. */
export const CONTAINER_PATHS = {
  name: ['name'],
  image: ['image'],
  ports: ['ports'],
  restartPolicy: ['restartPolicy'],
  startup: ['startupProbe'],
  readiness: ['readinessProbe'],
  liveness: ['livenessProbe'],
  preStop: ['lifecycle', 'preStop'],
} as const satisfies Record<string, Path>;

/** The paths of a Probe's fields, relative to its own. */
export const PROBE_PATHS = {
  initialDelay: ['initialDelaySeconds'],
  period: ['periodSeconds'],
  timeout: ['timeoutSeconds'],
  failureThreshold: ['failureThreshold'],
  successThreshold: ['successThreshold'],
  gracePeriod: ['terminationGracePeriodSeconds'],
} as const satisfies Record<keyof ProbeTiming | 'gracePeriod', Path>;
