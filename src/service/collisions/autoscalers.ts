import { ApiObject } from 'cdk8s';
import { CollisionCheck, Member } from './member';

/** Autoscalers that somebody else put on a service: one too many, one that goes down to one pod, one that each apply resets. */
export const autoscalerProblems: CollisionCheck = (members, objects) => {
  const own = new Set(members.flatMap(({ service }) => service.autoscaler ? [ApiObject.of(service.autoscaler)] : []));
  const foreign = objects.filter(object => object.kind === 'HorizontalPodAutoscaler' && !own.has(object));
  if (foreign.length === 0) { return []; }

  const byDeployment = new Map(
    members.map(member => [key(member.service.deployment.metadata.namespace, member.service.deployment.name), member]),
  );
  const seen = new Set<Member>();
  return foreign.flatMap(object => {
    const { scaleTargetRef, minReplicas } = object.toJson().spec ?? {};
    const member = scaleTargetRef?.kind === 'Deployment' ? byDeployment.get(key(object.metadata.namespace, scaleTargetRef.name)) : undefined;
    if (!member) { return []; }
    const hasOther = member.service.autoscaler !== undefined || seen.has(member);
    seen.add(member);
    return problemsOf(member, object, minReplicas, hasOther).map(text => ({ member, text }));
  });
};

function problemsOf({ service }: Member, object: ApiObject, minReplicas: number | undefined, hasOther: boolean): string[] {
  const autoscaler = `the HorizontalPodAutoscaler '${object.name}' (${object.node.path})`;
  return [
    ...hasOther ? [`${autoscaler} scales this service too. Allowed: one autoscaler. `
      + 'Two of them undo each other: pods come and go, and capacity with them. Remedy: remove one.'] : [],
    ...(minReplicas ?? 1) < 2 ? [`${autoscaler} has minReplicas ${minReplicas ?? '1 (by default)'}. Allowed: at least 2. `
      + 'At low load a single pod is left: when its node is drained, users get nothing. '
      + "Remedy: set minReplicas to 2, or use 'autoscaling' of this service."] : [],
    ...service.deployment.hasAutoscaler ? [] : [`${autoscaler} scales this service, but the Deployment has 'replicas' as well. Allowed: one of both. `
      + 'Each apply would reset what the autoscaler did: at peak load most pods are stopped at once. '
      + "Remedy: use 'autoscaling', or give the service as the autoscaler's target."],
  ];
}

function key(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
