import { ROUTERS } from '../lifecycle';

/** Prefix of the annotations that say what a manifest otherwise cannot. */
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
  /** Who routes, as the owner states it; absent where it is only assumed. `custom` has its times in annotations of their own. */
  exposure: { key: 'exposure', choices: [...Object.keys(ROUTERS), 'custom', 'none'] },
  /** Of a custom exposure: whether its router sends to the last stopping pods. */
  terminatingEndpoints: { key: 'terminating-endpoints', choices: ['used'] },
  /** That a webhook puts readiness gates into the pods, which no manifest shows. */
  readinessGates: { key: 'readiness-gates', choices: ['injected'] },
} as const;
