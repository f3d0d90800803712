import { Router } from './router';
import { ProbesAndGates } from './start';
import { Stop } from './stop';
import { workOf } from './work';
import { ACKNOWLEDGE } from '../../intent/acknowledgement';
import { INTENT_CHOICES, INTENT_KEYS, INTENT_PREFIX } from '../../intent/annotations';

type Annotations = { [key: string]: string };
/** The key without the prefix; the value is undefined if the annotation is not written. */
type Entry = [key: string, value: string | undefined];

/** Facts that the owner knows and that no field of a manifest shows; `check`, `diff` and `timeline` read them. */
export function intentAnnotations(stop: Stop, probes: ProbesAndGates, acknowledged: { [rule: string]: string }): Annotations {
  const annotations: Entry[] = [
    [INTENT_KEYS[workOf(stop.router).prop], seconds(stop.longestWork)],
    [INTENT_KEYS.startupTime, seconds(probes.startupTime)],
    [INTENT_KEYS.stopDelay, isTold(stop) ? undefined : seconds(stop.stopDelay)],
    [INTENT_KEYS.handover, seconds(stop.handover)],
    ...ofRouter(stop.router),
    [INTENT_CHOICES.readinessGates.key, probes.gatesInjected ? 'injected' : undefined],
    ...Object.entries(acknowledged).map(([rule, reason]): Entry => [`${ACKNOWLEDGE}${rule}`, reason]),
  ];
  const written = annotations.filter(([, value]) => value !== undefined);
  return Object.fromEntries(written.map(([key, value]) => [`${INTENT_PREFIX}${key}`, value!]));
}

// A manifest does not show how long a command or an HTTP answer takes.
function isTold({ hook }: Stop): boolean {
  return hook.kind !== 'command' && hook.kind !== 'httpGet';
}

// An assumed router is not written, so that checks use the routers which the manifests show.
function ofRouter({ stated, name, deregistrationDelay, registrationTime, usesTerminatingEndpoints }: Router): Entry[] {
  if (!stated) { return []; }
  const exposure: Entry = [INTENT_CHOICES.exposure.key, name];
  if (name !== 'custom') { return [exposure]; }
  return [
    exposure,
    [INTENT_KEYS.deregistrationDelay, seconds(deregistrationDelay)],
    [INTENT_KEYS.registrationTime, registrationTime > 0 ? seconds(registrationTime) : undefined],
    [INTENT_CHOICES.terminatingEndpoints.key, usesTerminatingEndpoints ? 'used' : undefined],
  ];
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}s`;
}
