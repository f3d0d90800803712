import { ReplicaRange } from './replica-range';
import { KedaScaling, KedaTrigger } from '../../intent';
import { propPath } from '../checks/format-value';
import { isClassName } from '../checks/names';
import { wholeNumber, wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { isRecord, objectsIn } from '../checks/type-guards';
import { rejectUnknownOptions } from '../checks/typos';

/** The settings of a ScaledObject; times are seconds. */
export interface Keda extends ReplicaRange {
  readonly triggers: KedaTrigger[];
  readonly pollingInterval?: number;
  readonly cooldownPeriod?: number;
}

const PROPS = ['minReplicas', 'maxReplicas', 'triggers', 'pollingInterval', 'cooldownPeriod'];
/** Triggers that measure running pods. */
const OF_PODS = ['cpu', 'memory'];
const TRIGGER_PROPS = ['type', 'metadata', 'authentication'];
const NOTHING_SCALES = 'KEDA rejects the ScaledObject: no pod is added when jobs wait, and if no pod runs, no job is ever done.';

export function deriveKeda(errors: PropErrors, given: KedaScaling): Keda {
  if (!isRecord(given)) {
    errors.add({
      prop: 'keda',
      given,
      allowed: 'an object with at least maxReplicas and triggers',
      because: NOTHING_SCALES,
      remedy: "write { maxReplicas: 10, triggers: [{ type: 'rabbitmq', metadata: { … } }] }",
    });
    return { min: 0, max: 1, triggers: [] };
  }
  rejectUnknownOptions(errors, given, PROPS, 'keda.');
  const min = wholeNumber(errors, 'keda.minReplicas', given.minReplicas, 0, { min: 0, because: NOTHING_SCALES });
  return {
    min,
    max: wholeNumber(errors, 'keda.maxReplicas', given.maxReplicas, Math.max(1, min), {
      required: true, min: Math.max(1, min), because: `${min > 0 ? `KEDA rejects a maximum below the minimum (${min}), and without` : 'Without'} one all nodes may fill up with workers.`,
    }),
    triggers: checkedTriggers(errors, given.triggers, min),
    pollingInterval: optionalSeconds(errors, 'keda.pollingInterval', given.pollingInterval, 1),
    cooldownPeriod: optionalSeconds(errors, 'keda.cooldownPeriod', given.cooldownPeriod, 0),
  };
}

function optionalSeconds(errors: PropErrors, prop: string, given: unknown, min: number): number | undefined {
  return given === undefined ? undefined : wholeSeconds(errors, prop, given, min, { min, because: NOTHING_SCALES });
}

function checkedTriggers(errors: PropErrors, given: unknown, min: number): KedaTrigger[] {
  const triggers = objectsIn(errors, 'keda.triggers', given as KedaTrigger[], NOTHING_SCALES);
  if (triggers.length === 0 && !errors.has('keda.triggers')) {
    errors.add({
      prop: 'keda.triggers',
      given,
      allowed: 'at least one trigger',
      because: NOTHING_SCALES,
      remedy: "write [{ type: 'rabbitmq', metadata: { … } }]",
    });
  }
  for (const { at, value } of triggers) { checkTrigger(errors, at, value); }
  if (min === 0 && triggers.length > 0 && triggers.every(({ value }) => OF_PODS.includes(value.type)) && !errors.has('keda')) {
    errors.add({
      prop: 'keda.triggers',
      given: triggers.map(({ value }) => value.type).join(', '),
      allowed: "a trigger that counts something else, or 'keda.minReplicas' from 1",
      because: `${NOTHING_SCALES} Without a pod, there is no CPU or memory usage to measure.`,
      remedy: "write minReplicas: 1, or use 'autoscaling'",
    });
  }
  return triggers.map(({ value }) => value);
}

function checkTrigger(errors: PropErrors, at: string, trigger: KedaTrigger): void {
  rejectUnknownOptions(errors, trigger, TRIGGER_PROPS, `${at}.`);
  checkWord(errors, `${at}.type`, trigger.type, "the name of a scaler, such as 'rabbitmq'");
  if (trigger.authentication !== undefined) { checkWord(errors, `${at}.authentication`, trigger.authentication, 'the name of a TriggerAuthentication'); }
  const { metadata } = trigger as { metadata: unknown };
  if (!isRecord(metadata)) {
    errors.add({ prop: `${at}.metadata`, given: metadata, allowed: 'an object of strings', because: NOTHING_SCALES, remedy: "write { queue: 'jobs' }" });
    return;
  }
  for (const [key, value] of Object.entries(metadata).filter(([, said]) => typeof said !== 'string')) {
    errors.add({ prop: propPath(`${at}.metadata`, key), given: value, allowed: 'a string', because: NOTHING_SCALES, remedy: 'write it in quotes' });
  }
}

function checkWord(errors: PropErrors, prop: string, given: unknown, allowed: string): void {
  if (isClassName(given)) { return; }
  errors.add({ prop, given, allowed, because: NOTHING_SCALES, remedy: 'write such a name' });
}
