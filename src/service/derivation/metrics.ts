import { Metric } from 'cdk8s-plus-27';
import { REJECTED } from '../checks/consequences';
import { INT32_MAX } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { checkKind } from '../checks/type-guards';

export const NO_METRIC = 'Without its metric the autoscaler adds no pod when the load rises.';

interface Target {
  readonly value?: { readonly value: unknown };
  readonly averageValue?: { readonly value: unknown };
  readonly averageUtilization?: number;
}

interface Source {
  readonly target?: Target;
  readonly metric?: { readonly name?: unknown };
}

/** The targets that each type of metric supports. */
const TARGETS: { readonly [type: string]: readonly (keyof Target)[] } = {
  Resource: ['averageUtilization', 'averageValue'],
  ContainerResource: ['averageUtilization', 'averageValue'],
  Pods: ['averageValue'],
  Object: ['value', 'averageValue'],
  External: ['value', 'averageValue'],
};

/** Refuses a value that is not a metric, or a target that its type does not support. */
export function checkMetric(errors: PropErrors, prop: string, metric: Metric): void {
  checkKind(errors, prop, metric, 'Metric', NO_METRIC);
  if (errors.has(prop)) { return; }
  const { type, ...sources } = metric._toKube();
  const [source] = Object.values(sources).filter(given => given !== undefined) as Source[];
  checkName(errors, `${prop}.name`, source?.metric?.name);
  const known = TARGETS[type] ?? [];
  const target: Target = source?.target ?? {};
  const isTarget = known.some(field => field === 'averageUtilization' ? isShare(target[field]) : Number(target[field]?.value) > 0);
  if (known.length === 0 || isTarget) { return; }
  errors.add({
    prop: `${prop}.target`,
    given: target,
    allowed: `MetricTarget.${known.join('(…) or MetricTarget.')}(…) with a number above 0, for a metric of type ${type}`,
    because: REJECTED,
    remedy: `write a target such as MetricTarget.${known[0]}(50)`,
  });
}

function isShare(given: unknown): boolean {
  return Number.isInteger(given) && (given as number) > 0 && (given as number) <= INT32_MAX;
}

function checkName(errors: PropErrors, prop: string, name: unknown): void {
  if (name === undefined || (typeof name === 'string' && !['', '.', '..'].includes(name) && !/[/%]/.test(name))) { return; }
  errors.add({ prop, given: name, allowed: "the name of a metric, without '/' and '%'", because: REJECTED, remedy: 'change it' });
}
