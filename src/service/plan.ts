import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Contract } from '../contracts/contract';
import { KUBERNETES_VERSION_CONTEXT } from '../intent/kubernetes-version';
import { checkedContract } from './checks/contract';
import { checkImage, checkUser } from './checks/image';
import { describe, PropErrors } from './checks/prop-errors';
import { checkReadable } from './checks/readable';
import { isRecord } from './checks/type-guards';
import { rejectTypos, rejectUnknown } from './checks/typos';
import { acknowledgedRules, checkAcknowledgements, checkReason } from './derivation/acknowledgements';
import { deriveConsumed } from './derivation/consumed';
import { deriveHelpers, HelperContainers } from './derivation/containers';
import { deriveDrain, Drain } from './derivation/drain';
import { deriveHandover } from './derivation/handover';
import { deriveIdentity, Identity } from './derivation/identity';
import { intentAnnotations } from './derivation/intent-annotations';
import { checkPassThrough, PodContext } from './derivation/pass-through';
import { derivePlacement, Placement } from './derivation/placement';
import { checkAskedPorts, Ports, TakenPorts } from './derivation/ports';
import { checkPostStart } from './derivation/post-start';
import { deriveScaling, Scaling } from './derivation/replicas';
import { deriveRollout, Rollout } from './derivation/rollout';
import { Router } from './derivation/router';
import { deriveProbes, ProbesAndGates } from './derivation/start';
import { deriveStop, Stop } from './derivation/stop';
import { deriveSpread, Spread } from './derivation/topology-spread';
import { deriveMinor } from './derivation/version';
import { TakenVolumes } from './derivation/volumes';
import { SERVICE_PROPS } from './prop-names';
import { StatedProps } from './stated-props';

/** Everything from which a service or a worker is rendered: its checked props and all derived numbers. */
export interface Plan<P extends Ports = Ports> {
  /** The minor version of the oldest control plane or kubelet. */
  readonly minor: number;
  readonly identity: Identity;
  readonly ports: P;
  readonly scaling: Scaling;
  readonly stop: Stop;
  readonly probes: ProbesAndGates;
  readonly rollout: Rollout;
  readonly drain: Drain;
  readonly helpers: HelperContainers;
  readonly placement: Placement;
  readonly spread: Spread;
  /** The contract as it is recorded. */
  readonly contract?: Contract;
  /** The rules that are broken on purpose. */
  readonly acknowledged: ReadonlySet<string>;
  /** Annotations with facts that `check` cannot infer from the manifests. */
  readonly intent: { [key: string]: string };
}

/** The differences between services and workers before anything is derived. */
export interface PlanKind<P extends Ports> {
  readonly propsType: string;
  readonly propNames: readonly string[];
  /** Whether a Service has the same name, which must not have dots. */
  readonly hasService: boolean;
  /** The error for missing props. */
  readonly least: { readonly allowed: string; readonly because: string; readonly remedy: string };
  derivePorts(errors: PropErrors, props: StatedProps, taken: TakenPorts): P;
  deriveRouter(errors: PropErrors, props: StatedProps, ports: P): Router;
}

/** Throws one error that lists all mistakes in the props. */
export function planOf<P extends Ports>(
  kind: PlanKind<P>, construct: Construct, id: string, props: StatedProps, isSubclass: boolean,
): Plan<P> {
  checkProps(construct.node.path, props, kind);
  const acknowledged = acknowledgedRules(props.acknowledge);
  const errors = new PropErrors(construct.node.path, acknowledged);
  if (isSubclass) { rejectTypos(errors, props, kind.propNames); } else { rejectUnknown(errors, props, known(kind)); }
  checkAcknowledgements(errors, props.acknowledge);
  checkImage(errors, 'image', props.image);
  checkUser(errors, 'image', props.image, props.securityContext, props.podSecurityContext);

  const minor = deriveMinor(errors, props.kubernetesVersion, construct.node.tryGetContext(KUBERNETES_VERSION_CONTEXT));
  const identity = deriveIdentity(errors, id, props, Chart.of(construct).namespace, kind.hasService);
  const pod: PodContext = {
    minor,
    namespace: props.namespace ?? Chart.of(construct).namespace,
    securityContext: props.podSecurityContext,
    volumes: new TakenVolumes(),
  };
  const takenPorts = new TakenPorts();
  const ports = kind.derivePorts(errors, props, takenPorts);
  checkPassThrough(errors, props, pod);
  const helpers = deriveHelpers(errors, props, identity.containerName, minor, takenPorts, pod);
  checkAskedPorts(errors, props, ports, helpers.sidecars);
  const scaling = deriveScaling(errors, props);
  const router = kind.deriveRouter(errors, props, ports);
  const probes = deriveProbes(errors, props, ports.asked, router);
  const handover = deriveHandover(errors, props, scaling.range, router, probes);
  const stop = deriveStop(errors, props, minor, router, handover);
  const rollout = deriveRollout(errors, props, scaling.range, probes, stop);
  const placement = derivePlacement(errors, props);
  const spread = deriveSpread(errors, props.topologySpread, scaling.range, router);
  checkPostStart(errors, props.postStart, probes.startupTime);
  const drain = deriveDrain(errors, props.disruption, scaling.range, router);
  const consumed = deriveConsumed(errors, props.consumes, identity, pod.namespace);
  const contract = checkedContract(errors, 'contract', props.contract);

  const reasons = { ...stop.acknowledged, ...drain.acknowledged, ...spread.acknowledged };
  Object.entries(reasons).forEach(([rule, reason]) => checkReason(errors, `reason (${rule})`, reason));
  errors.throwIfAny();
  const intent = { ...intentAnnotations(stop, probes, { ...reasons, ...props.acknowledge }), ...consumed };
  const pods = { minor, identity, ports, scaling, stop, probes, rollout, drain, helpers, placement, spread };
  return { ...pods, contract, acknowledged, intent };
}

function known<P extends Ports>({ propNames, propsType, hasService }: PlanKind<P>) {
  return { props: propNames, allowed: `a prop of ${propsType}`, remedy: (prop: string) => remedyFor(prop, hasService) };
}

function remedyFor(prop: string, hasService: boolean): string {
  if (prop === 'dockerRegistryAuth') { return 'write imagePullSecrets: [secret]'; }
  if (!hasService && SERVICE_PROPS.includes(prop)) { return 'leave it out; if the pods serve requests, use ZeroDowntimeService'; }
  return `leave it out; set fields without a prop on the construct's 'deployment', and remove props of your own with const { ${prop}, ...rest } = props`;
}

function checkProps<P extends Ports>(path: string, props: unknown, { least }: PlanKind<P>): void {
  if (typeof props === 'object' && props !== null) { checkReadable(path, props); }
  if (isRecord(props)) { return; }
  throw new Error(describe(path, { prop: 'props', given: props, ...least }));
}
