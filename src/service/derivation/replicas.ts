import { Duration } from 'cdk8s';
import { Metric, MetricTarget, Replicas, ScalingRules } from 'cdk8s-plus-27';
import { deriveKeda, Keda } from './keda';
import { checkMetric, NO_METRIC } from './metrics';
import { ReplicaRange } from './replica-range';
import { Autoscaling, KedaScaling } from '../../intent';
import { REJECTED } from '../checks/consequences';
import { wholeNumber, wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { checkKind, isRecord, objectsIn } from '../checks/type-guards';
import { rejectTypos, rejectUnknownOptions } from '../checks/typos';
import { StatedProps } from '../stated-props';

export interface Scaling {
  readonly range: ReplicaRange;
  /** Absent with an autoscaler, and if it is cdk8s-plus' own default (2). */
  readonly replicas?: number;
  readonly autoscaler?: Autoscaler;
  readonly keda?: Keda;
}

export interface Autoscaler extends ReplicaRange {
  readonly metrics: Metric[];
  readonly scaleUp?: ScalingRules;
  readonly scaleDown: ScalingRules;
}

const REPLICAS = 2;
const CPU_UTILIZATION = 70;
const AUTOSCALING_PROPS = ['minReplicas', 'maxReplicas', 'targetCpuUtilization', 'targetMemoryUtilization', 'metrics', 'scaleUp', 'scaleDown'];

export function deriveScaling(errors: PropErrors, props: StatedProps): Scaling {
  const chooser = props.keda === undefined ? 'autoscaling' : 'keda';
  if (props[chooser] === undefined) { return fixed(errors, props); }
  if (props.replicas !== undefined) {
    errors.add({
      prop: 'replicas',
      given: props.replicas,
      allowed: `either 'replicas' or '${chooser}'`,
      because: 'Each apply would override the autoscaler: at peak load most pods are stopped at once.',
      remedy: `leave out 'replicas' and set '${chooser}.minReplicas'`,
    });
  }
  if (props.keda !== undefined) { return scaledByKeda(errors, props.keda, props.autoscaling); }
  return scaledByAutoscaler(errors, props.autoscaling!);
}

function scaledByKeda(errors: PropErrors, given: KedaScaling, autoscaling: unknown): Scaling {
  if (autoscaling !== undefined) {
    errors.add({
      prop: 'autoscaling',
      given: autoscaling,
      allowed: "either 'autoscaling' or 'keda'",
      because: 'KEDA creates an autoscaler of its own: two of them override each other, and pods are added and removed over and over.',
      remedy: "leave out 'autoscaling', and add a trigger of type 'cpu' to 'keda.triggers' if needed",
    });
  }
  const keda = deriveKeda(errors, given);
  // Without pods there is nothing to update or to drain.
  return { range: { min: Math.max(1, keda.min), max: keda.max }, keda };
}

function scaledByAutoscaler(errors: PropErrors, given: Autoscaling): Scaling {
  const autoscaler = checkedAutoscaler(errors, given);
  return { range: { min: autoscaler.min, max: autoscaler.max }, autoscaler };
}

function fixed(errors: PropErrors, props: StatedProps): Scaling {
  const replicas = wholeNumber(errors, 'replicas', props.replicas, REPLICAS, {
    min: 1, because: 'Kubernetes would run no pod, or the API server rejects it: every request fails.',
  });
  return { range: { min: replicas, max: replicas }, replicas: props.replicas === undefined ? undefined : replicas };
}

function checkedAutoscaler(errors: PropErrors, given: Autoscaling): Autoscaler {
  const autoscaling: Partial<Autoscaling> = isRecord(given) ? given : {};
  if (autoscaling !== given) {
    errors.add({
      prop: 'autoscaling',
      given,
      allowed: 'an object with at least maxReplicas',
      because: 'Without a maximum, no pod is added when the load rises.',
      remedy: 'write { maxReplicas: 10 }',
    });
    return { min: REPLICAS, max: REPLICAS, metrics: [], scaleDown: gentleScaleDown() };
  }
  rejectUnknownOptions(errors, autoscaling, AUTOSCALING_PROPS, 'autoscaling.');
  const min = wholeNumber(errors, 'autoscaling.minReplicas', autoscaling.minReplicas, REPLICAS, {
    min: 1, because: 'Kubernetes would run no pod, or the API server rejects it: every request fails.',
  });
  const max = wholeNumber(errors, 'autoscaling.maxReplicas', autoscaling.maxReplicas, min, {
    required: true,
    min,
    because: `The API server rejects a maximum below the minimum (${min}), and without one no pod is added when the load rises.`,
  });
  return {
    min,
    max,
    metrics: metrics(errors, autoscaling),
    scaleUp: checkedRules(errors, 'autoscaling.scaleUp', autoscaling.scaleUp),
    scaleDown: checkedRules(errors, 'autoscaling.scaleDown', autoscaling.scaleDown) ?? gentleScaleDown(),
  };
}

function checkedRules(errors: PropErrors, prop: string, rules: ScalingRules | undefined): ScalingRules | undefined {
  if (rules === undefined) { return undefined; }
  const because = 'Pods would be added and removed at the default rate, not at yours.';
  if (!isRecord(rules)) {
    errors.add({ prop, given: rules, allowed: 'ScalingRules of cdk8s-plus-27', because, remedy: 'write { policies: [ … ] }' });
    return undefined;
  }
  rejectTypos(errors, rules, ['strategy', 'stabilizationWindow', 'policies'], `${prop}.`);
  wholeSeconds(errors, `${prop}.stabilizationWindow`, rules.stabilizationWindow, 0, { min: 0, max: 3600, because });
  if (Array.isArray(rules.policies) && rules.policies.length === 0) {
    errors.add({ prop: `${prop}.policies`, given: [], allowed: 'at least one policy', because: REJECTED, remedy: "leave it out for cdk8s-plus' default" });
  }
  for (const { at, value: policy } of objectsIn(errors, `${prop}.policies`, rules.policies, because)) {
    wholeSeconds(errors, `${at}.duration`, policy.duration, 15, { min: 1, max: 1800, because });
    checkKind(errors, `${at}.replicas`, policy.replicas, 'Replicas', because);
    if (!errors.has(`${at}.replicas`)) {
      wholeNumber(errors, `${at}.replicas`, policy.replicas._toKube().value, 1, { min: 1, because: REJECTED, required: true });
    }
  }
  return rules;
}

function metrics(errors: PropErrors, autoscaling: Partial<Autoscaling>): Metric[] {
  const further = objectsIn(errors, 'autoscaling.metrics', autoscaling.metrics, NO_METRIC).map(({ at, value }) => {
    checkMetric(errors, at, value);
    return value;
  });
  const noTarget = autoscaling.targetCpuUtilization === undefined
    && autoscaling.targetMemoryUtilization === undefined
    && further.length === 0;
  const cpu = utilization(errors, 'targetCpuUtilization', noTarget ? CPU_UTILIZATION : autoscaling.targetCpuUtilization);
  const memory = utilization(errors, 'targetMemoryUtilization', autoscaling.targetMemoryUtilization);
  return [
    ...cpu ? [Metric.resourceCpu(MetricTarget.averageUtilization(cpu))] : [],
    ...memory ? [Metric.resourceMemory(MetricTarget.averageUtilization(memory))] : [],
    ...further,
  ];
}

function utilization(errors: PropErrors, prop: string, given: number | undefined): number | undefined {
  if (given === undefined) { return undefined; }
  return wholeNumber(errors, `autoscaling.${prop}`, given, CPU_UTILIZATION, {
    min: 1, because: 'The API server rejects it, and the release stops.',
  });
}

// The connections of a removed pod move to others; removing a few at a time leaves room for that.
function gentleScaleDown(): ScalingRules {
  return {
    stabilizationWindow: Duration.minutes(5),
    policies: [{ replicas: Replicas.percent(25), duration: Duration.minutes(1) }],
  };
}
