import { Duration } from 'cdk8s';
import { Metric, MetricTarget, Replicas, ScalingRules } from 'cdk8s-plus-27';
import { checkKind } from './pass-through';
import { Autoscaling } from '../../intent';
import { wholeNumber, wholeSeconds } from '../checks/numbers';
import { Refusals } from '../checks/refusals';
import { isRecord, objectsIn } from '../checks/shapes';
import { checkSlips } from '../checks/slips';
import { ZeroDowntimeServiceProps } from '../props';

/** The numbers of pods that may be wanted: one, or all that an autoscaler may choose. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

export interface Scaling {
  readonly range: ReplicaRange;
  /** Absent with an autoscaler, and where cdk8s-plus' own default (2) is ours too. */
  readonly replicas?: number;
  readonly autoscaler?: Autoscaler;
}

export interface Autoscaler extends ReplicaRange {
  readonly metrics: Metric[];
  readonly scaleUp?: ScalingRules;
  readonly scaleDown: ScalingRules;
}

const REPLICAS = 2;
const CPU_UTILIZATION = 70;
const AUTOSCALING_PROPS = ['minReplicas', 'maxReplicas', 'targetCpuUtilization', 'targetMemoryUtilization', 'metrics', 'scaleUp', 'scaleDown'];

export function deriveScaling(refusals: Refusals, props: ZeroDowntimeServiceProps): Scaling {
  if (props.autoscaling === undefined) { return fixed(refusals, props); }
  if (props.replicas !== undefined) {
    refusals.add({
      prop: 'replicas',
      given: props.replicas,
      allowed: "either 'replicas' or 'autoscaling'",
      because: 'Each apply would reset what the autoscaler did: at peak load most pods are stopped at once.',
      remedy: "leave out 'replicas' and set 'autoscaling.minReplicas'",
    });
  }
  const autoscaler = checkedAutoscaler(refusals, props.autoscaling);
  return { range: { min: autoscaler.min, max: autoscaler.max }, autoscaler };
}

function fixed(refusals: Refusals, props: ZeroDowntimeServiceProps): Scaling {
  if (props.replicas === 1 && props.handover === undefined) {
    refusals.add({
      prop: 'replicas',
      given: 1,
      allowed: 'a whole number from 2, or 1 with handover',
      because: 'When the only pod is evicted, or its node drained, users get nothing until another one serves.',
      remedy: "run 2 replicas, or state with 'handover' how long a replacement needs, so that the leaving pod covers for it",
    });
    return { range: { min: REPLICAS, max: REPLICAS } };
  }
  const replicas = wholeNumber(refusals, 'replicas', props.replicas, REPLICAS, {
    min: props.handover === undefined ? 2 : 1, because: 'Kubernetes would run no pod, or the API server rejects it: nobody answers users.',
  });
  return { range: { min: replicas, max: replicas }, replicas: props.replicas === undefined ? undefined : replicas };
}

function checkedAutoscaler(refusals: Refusals, given: Autoscaling): Autoscaler {
  const autoscaling: Partial<Autoscaling> = isRecord(given) ? given : {};
  if (autoscaling !== given) {
    refusals.add({
      prop: 'autoscaling',
      given,
      allowed: 'an object with at least maxReplicas',
      because: 'Without a maximum nothing scales when load comes.',
      remedy: 'write { maxReplicas: 10 }',
    });
    return { min: REPLICAS, max: REPLICAS, metrics: [], scaleDown: gentleScaleDown() };
  }
  checkSlips(refusals, autoscaling, AUTOSCALING_PROPS, 'autoscaling.');
  const min = wholeNumber(refusals, 'autoscaling.minReplicas', autoscaling.minReplicas, REPLICAS, {
    min: 2, because: 'At low load a single pod is left: when it is evicted or its node drained, users get nothing.',
  });
  const max = wholeNumber(refusals, 'autoscaling.maxReplicas', autoscaling.maxReplicas, min, {
    required: true,
    min,
    because: `The API server rejects a maximum below the minimum (${min}), and without one nothing scales when load comes.`,
  });
  return {
    min,
    max,
    metrics: metrics(refusals, autoscaling),
    scaleUp: checkedRules(refusals, 'autoscaling.scaleUp', autoscaling.scaleUp),
    scaleDown: checkedRules(refusals, 'autoscaling.scaleDown', autoscaling.scaleDown) ?? gentleScaleDown(),
  };
}

function checkedRules(refusals: Refusals, prop: string, rules: ScalingRules | undefined): ScalingRules | undefined {
  if (rules === undefined) { return undefined; }
  const because = 'Pods would come and go at the pace of a default, not at yours.';
  if (!isRecord(rules)) {
    refusals.add({ prop, given: rules, allowed: 'ScalingRules of cdk8s-plus-27', because, remedy: 'write { policies: [ … ] }' });
    return undefined;
  }
  checkSlips(refusals, rules, ['strategy', 'stabilizationWindow', 'policies'], `${prop}.`);
  wholeSeconds(refusals, `${prop}.stabilizationWindow`, rules.stabilizationWindow, 0, { min: 0, max: 3600, because });
  for (const { at, value: policy } of objectsIn(refusals, `${prop}.policies`, rules.policies, because)) {
    wholeSeconds(refusals, `${at}.duration`, policy.duration, 15, { min: 1, max: 1800, because });
    checkKind(refusals, `${at}.replicas`, policy.replicas, 'Replicas', because);
  }
  return rules;
}

function metrics(refusals: Refusals, autoscaling: Partial<Autoscaling>): Metric[] {
  const noMetric = 'Without its metric the autoscaler adds no pod when load comes.';
  const further = objectsIn(refusals, 'autoscaling.metrics', autoscaling.metrics, noMetric).map(({ at, value }) => {
    checkKind(refusals, at, value, 'Metric', noMetric);
    return value;
  });
  const noTarget = autoscaling.targetCpuUtilization === undefined && autoscaling.targetMemoryUtilization === undefined && further.length === 0;
  const cpu = utilization(refusals, 'targetCpuUtilization', noTarget ? CPU_UTILIZATION : autoscaling.targetCpuUtilization);
  const memory = utilization(refusals, 'targetMemoryUtilization', autoscaling.targetMemoryUtilization);
  return [
    ...cpu ? [Metric.resourceCpu(MetricTarget.averageUtilization(cpu))] : [],
    ...memory ? [Metric.resourceMemory(MetricTarget.averageUtilization(memory))] : [],
    ...further,
  ];
}

function utilization(refusals: Refusals, prop: string, given: number | undefined): number | undefined {
  if (given === undefined) { return undefined; }
  return wholeNumber(refusals, `autoscaling.${prop}`, given, CPU_UTILIZATION, {
    min: 1, max: 100, because: 'Above 100 % the autoscaler adds pods only when requests already wait; below 1 % the API server rejects it.',
  });
}

// Each removed pod hands its connections over; a few at a time leave room for that.
function gentleScaleDown(): ScalingRules {
  return { stabilizationWindow: Duration.minutes(5), policies: [{ replicas: Replicas.percent(25), duration: Duration.minutes(1) }] };
}
