/** Prefix of the annotations that say what a manifest otherwise cannot. */
export const INTENT_PREFIX = 'cdk8s-zero-downtime/';

/** The annotation of each duration, without the prefix. */
export const INTENT_KEYS = {
  longestRequest: 'longest-request',
  startupTime: 'startup-time',
  deregistrationDelay: 'deregistration-delay',
  stopDelay: 'stop-delay',
  handover: 'handover',
} as const;
