import { ApiObject } from 'cdk8s';
import { CollisionCheck, Member } from './member';

/** Autoscalers that were added to a service or worker from outside: one too many, one that leaves a single pod, one that each apply resets. */
export const autoscalerProblems: CollisionCheck = (members, objects) => {
  const own = new Set(members.flatMap(({ service, scaledObject }) => [
    ...service.autoscaler ? [ApiObject.of(service.autoscaler)] : [],
    ...scaledObject ? [scaledObject] : [],
  ]));
  const foreign = objects.filter(object => AUTOSCALERS.includes(object.kind) && !own.has(object));
  if (foreign.length === 0) { return []; }

  const byDeployment = new Map(
    members.map(member => [key(member.service.deployment.metadata.namespace, member.service.deployment.name), member]),
  );
  const seen = new Set<Member>();
  return foreign.flatMap(object => {
    const { scaleTargetRef, minReplicas, minReplicaCount } = object.toJson().spec ?? {};
    const isKeda = object.kind === 'ScaledObject';
    const kind = scaleTargetRef?.kind ?? (isKeda ? 'Deployment' : undefined);
    const member = kind === 'Deployment' ? byDeployment.get(key(object.metadata.namespace, scaleTargetRef?.name)) : undefined;
    if (!member) { return []; }
    const hasOther = member.service.autoscaler !== undefined || member.scaledObject !== undefined || seen.has(member);
    seen.add(member);
    const fewest: Fewest = isKeda ? { field: "'minReplicaCount'", given: minReplicaCount, byDefault: 0 } : { field: 'minReplicas', given: minReplicas, byDefault: 1 };
    return problemsOf(member, object, fewest, hasOther).map(text => ({ member, text }));
  });
};

const NO_POD_LEFT = 'Without load no pod is left, and users wait for a start or get errors.';
const ONE_POD_LEFT = 'At low load a single pod is left: when its node is drained, requests fail.';
const AUTOSCALERS = ['HorizontalPodAutoscaler', 'ScaledObject'];

interface Fewest {
  /** In quotes, unless cdk8s-plus has the same name, which each language writes in its own way. */
  readonly field: string;
  readonly given: number | undefined;
  readonly byDefault: number;
}

function problemsOf(
  { service, kubeService }: Member, object: ApiObject, { field, given, byDefault }: Fewest, hasOther: boolean,
): string[] {
  const fewest = given ?? byDefault;
  const autoscaler = `the ${object.kind} '${object.name}' (${object.node.path})`;
  return [
    ...hasOther ? [`${autoscaler} scales these pods too. Allowed: one autoscaler. `
      + 'Two of them override each other: pods are added and removed over and over. Remedy: remove one.'] : [],
    // A missing worker costs no request: its jobs wait.
    ...kubeService && fewest < 2 ? [`${autoscaler} has ${field} ${given ?? `${byDefault} (by default)`}. Allowed: at least 2. `
      + `${fewest === 0 ? NO_POD_LEFT : ONE_POD_LEFT} Remedy: set ${field} to 2, or use 'autoscaling' of this service.`] : [],
    ...service.deployment.hasAutoscaler ? [] : [`${autoscaler} scales these pods, but the Deployment has 'replicas' as well. Allowed: one of both. `
      + 'Each apply would override the autoscaler: at peak load most pods are stopped at once. '
      + `Remedy: ${remedyOf(object, kubeService !== undefined)}.`],
  ];
}

function remedyOf({ kind }: ApiObject, isService: boolean): string {
  if (kind !== 'ScaledObject') { return "use 'autoscaling', or give the construct as the autoscaler's target"; }
  return isService ? 'call markHasAutoscaler() of the service' : "remove it and use 'keda', or call markHasAutoscaler() of the worker";
}

function key(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
