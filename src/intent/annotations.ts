import { ROUTERS } from '../lifecycle';

/** Prefix of the annotations with facts that no field of a manifest shows. */
export const INTENT_PREFIX = 'cdk8s-zero-downtime/';

/** The annotation of each duration, without the prefix. */
export const INTENT_KEYS = {
  longestRequest: 'longest-request',
  longestJob: 'longest-job',
  startupTime: 'startup-time',
  deregistrationDelay: 'deregistration-delay',
  stopDelay: 'stop-delay',
  handover: 'handover',
  registrationTime: 'registration-time',
} as const;

/** The annotations that name one of a few choices, without the prefix, and the choices. */
export const INTENT_CHOICES = {
  /** The router that the owner states; absent if it is only assumed. The times of `custom` are in separate annotations. */
  exposure: { key: 'exposure', choices: [...Object.keys(ROUTERS), 'custom', 'none'] },
  /** Whether the router of a custom exposure sends to stopping pods if they are the last ones. */
  terminatingEndpoints: { key: 'terminating-endpoints', choices: ['used'] },
  /** That a webhook adds readiness gates to the pods, which manifests do not show. */
  readinessGates: { key: 'readiness-gates', choices: ['injected'] },
} as const;
