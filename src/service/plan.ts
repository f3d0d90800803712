import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ACKNOWLEDGE } from '../intent/acknowledgement';
import { INTENT_KEYS, INTENT_PREFIX } from '../intent/annotations';
import { KUBERNETES_VERSION_CONTEXT } from '../intent/kubernetes-version';
import { checkImage, checkUser } from './checks/image';
import { describe, PropErrors } from './checks/prop-errors';
import { isRecord } from './checks/type-guards';
import { rejectTypos, rejectUnknown } from './checks/typos';
import { acknowledgedRules, checkAcknowledgements, checkReason } from './derivation/acknowledgements';
import { deriveHelpers, HelperContainers } from './derivation/containers';
import { deriveDrain, Drain } from './derivation/drain';
import { deriveHandover } from './derivation/handover';
import { deriveIdentity, Identity } from './derivation/identity';
import { checkPassThrough } from './derivation/pass-through';
import { checkAskedPorts, derivePorts, Ports, TakenPorts } from './derivation/ports';
import { checkPostStart } from './derivation/post-start';
import { deriveScaling, Scaling } from './derivation/replicas';
import { deriveRollout, Rollout } from './derivation/rollout';
import { deriveRouter } from './derivation/router';
import { deriveProbes, ProbesAndGates } from './derivation/start';
import { deriveStop, Stop } from './derivation/stop';
import { deriveMinor } from './derivation/version';
import { PROP_NAMES } from './prop-names';
import { ZeroDowntimeServiceProps } from './props';

/** Everything that a service is rendered from: its props, checked, with all derived numbers filled in. */
export interface Plan {
  readonly identity: Identity;
  readonly ports: Ports;
  readonly scaling: Scaling;
  readonly stop: Stop;
  readonly probes: ProbesAndGates;
  readonly rollout: Rollout;
  readonly drain: Drain;
  readonly helpers: HelperContainers;
  /** Annotations that tell the checks what the manifests cannot. */
  readonly intent: { [key: string]: string };
}

const KNOWN = {
  props: PROP_NAMES,
  allowed: 'a prop of ZeroDowntimeServiceProps',
  remedy: (prop: string) =>
    `leave it out, and set what no prop says on the construct's 'deployment'; props of your own stay behind with const { ${prop}, ...rest } = props`,
};

/** Throws one error that names everything wrong with the props. */
export function planOf(construct: Construct, id: string, props: ZeroDowntimeServiceProps, isSubclass: boolean): Plan {
  checkProps(construct.node.path, props);
  const errors = new PropErrors(construct.node.path, acknowledgedRules(props.acknowledge));
  if (isSubclass) { rejectTypos(errors, props, PROP_NAMES); } else { rejectUnknown(errors, props, KNOWN); }
  checkAcknowledgements(errors, props.acknowledge);
  checkImage(errors, 'image', props.image);
  checkUser(errors, 'image', props.image, props.securityContext, props.podSecurityContext);

  const minor = deriveMinor(errors, props.kubernetesVersion, construct.node.tryGetContext(KUBERNETES_VERSION_CONTEXT));
  const identity = deriveIdentity(errors, id, props, Chart.of(construct).namespace);
  const takenPorts = new TakenPorts();
  const ports = derivePorts(errors, props, takenPorts);
  const helpers = deriveHelpers(errors, props, identity.containerName, minor, takenPorts);
  checkAskedPorts(errors, props, ports, helpers.sidecars);
  const scaling = deriveScaling(errors, props);
  const router = deriveRouter(errors, props.exposure);
  const probes = deriveProbes(errors, props, ports.port);
  const handover = deriveHandover(errors, props, scaling.range, router, probes);
  const stop = deriveStop(errors, props, minor, router, handover);
  const rollout = deriveRollout(errors, props, scaling.range, probes, stop);
  checkPassThrough(errors, props);
  checkPostStart(errors, props.postStart, probes.startupTime);
  const drain = deriveDrain(errors, props.disruption, scaling.range);

  const reasons = { ...stop.acknowledged, ...drain.acknowledged };
  Object.entries(reasons).forEach(([rule, reason]) => checkReason(errors, `reason (${rule})`, reason));
  errors.throwIfAny();
  const intent = intentAnnotations(stop, probes, { ...reasons, ...props.acknowledge });
  return { identity, ports, scaling, stop, probes, rollout, drain, helpers, intent };
}

function checkProps(path: string, props: unknown): void {
  if (isRecord(props)) { return; }
  throw new Error(describe(path, {
    prop: 'props',
    given: props,
    allowed: 'an object with at least image and healthCheck',
    because: 'Without an image there is nothing that could answer requests.',
    remedy: "write { image: '…', healthCheck: HealthCheck.http('/healthcheck') }",
  }));
}

function intentAnnotations(
  stop: Stop,
  probes: ProbesAndGates,
  acknowledged: { [rule: string]: string },
): { [key: string]: string } {
  const seconds: [string, number | undefined][] = [
    [INTENT_KEYS.longestRequest, stop.longestRequest],
    [INTENT_KEYS.startupTime, probes.startupTime],
    [INTENT_KEYS.deregistrationDelay, stop.deregistrationDelay],
    [INTENT_KEYS.handover, stop.handover],
  ];
  return Object.fromEntries([
    ...seconds.filter(([, value]) => value !== undefined).map(([key, value]) => [`${INTENT_PREFIX}${key}`, `${value}s`]),
    ...Object.entries(acknowledged).map(([rule, reason]) => [`${INTENT_PREFIX}${ACKNOWLEDGE}${rule}`, reason]),
  ]);
}
