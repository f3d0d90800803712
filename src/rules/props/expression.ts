import { ACKNOWLEDGE } from '../../intent/acknowledgement';
import { INTENT_PREFIX } from '../../intent/annotations';
import { ROUTERS } from '../../lifecycle';
import { hookSeconds, parseDuration, preStopOf, rootOf, setField, WORKLOAD_PATHS } from '../../manifests';
import type { FixEdit } from '../rule';

/** The TypeScript expression by which a prop sets its field to the value of an edit; undefined if the edit does not determine it. */
export function expressionFor(prop: string, edit: FixEdit): string | undefined {
  return EXPRESSIONS[prop]?.(edit);
}

const EXPRESSIONS: Readonly<Record<string, (edit: FixEdit) => string | undefined>> = {
  longestRequest: ofText,
  longestJob: ofText,
  startupTime: ofText,
  handover: ofText,
  exposure: ({ value }) => typeof value === 'string' && Object.hasOwn(ROUTERS, value) ? `Exposure.${value}()` : undefined,
  replicas: count,
  revisionHistoryLimit: count,
  maxSurge: ({ value }) => percentOrAbsolute(value),
  maxUnavailable: ({ value }) => percentOrAbsolute(value),
  minReady: ({ value }) => seconds(value),
  progressDeadline: ({ value }) => seconds(value),
  terminationGracePeriod: ({ value }) => seconds(value),
  preStop: hook,
  disruption,
  acknowledge: ({ path, value }) => `{ '${String(path.at(-1)).slice(`${INTENT_PREFIX}${ACKNOWLEDGE}`.length)}': ${JSON.stringify(value)} }`,
};

function ofText({ value }: FixEdit): string | undefined {
  return typeof value === 'string' ? seconds(parseDuration(value)) : undefined;
}

function count({ value }: FixEdit): string | undefined {
  return Number.isInteger(value) ? String(value) : undefined;
}

function seconds(value: unknown): string | undefined {
  return Number.isInteger(value) ? `Duration.seconds(${value})` : undefined;
}

function percentOrAbsolute(value: unknown): string | undefined {
  if (Number.isInteger(value)) { return `PercentOrAbsolute.absolute(${value})`; }
  const [, percent] = /^(\d{1,3})%$/.exec(String(value)) ?? [];
  return percent === undefined ? undefined : `PercentOrAbsolute.percent(${percent})`;
}

function hook({ path, value }: FixEdit): string | undefined {
  const container = {};
  setField(container, { path: path.slice(WORKLOAD_PATHS.containers.length + 1), value });
  const written = preStopOf(rootOf(container));
  const waits = seconds(hookSeconds(written));
  return waits && `PreStop.${written?.kind === 'sleep' ? 'sleep' : 'shell'}(${waits})`;
}

function disruption({ path, value }: FixEdit): string | undefined {
  const limit = percentOrAbsolute(value);
  // An edit without a path adds the whole budget, and fixes add only budgets that evict one pod at a time.
  if (path.length === 0 || path[1] === 'maxUnavailable' && value === 1) { return 'DisruptionPolicy.oneAtATime()'; }
  return limit && (path[1] === 'maxUnavailable' || path[1] === 'minAvailable') ? `DisruptionPolicy.${path[1]}(${limit})` : undefined;
}
