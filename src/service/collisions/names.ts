import { ApiObject } from 'cdk8s';
import { Ingress } from 'cdk8s-plus-27';
import { CollisionCheck, Member } from './member';
import { keyOf } from '../../manifests';

/** Two objects of one kind and name: the second overwrites the first, and its pods serve the first one's users. */
export const nameProblems: CollisionCheck = (members, objects) => {
  const others = sameNames(objects);
  if (others.size === 0) { return []; }

  return members.flatMap(member => {
    const taken = objectsOf(member).filter(object => others.has(object));
    return taken.length === 0 ? [] : [{
      member,
      text: `${taken.map(object => `the ${object.kind} '${object.name}' also comes from ${others.get(object)!.node.path}`).join(', ')}. `
        + 'Allowed: one object of a kind and name in a chart and namespace. '
        + 'The cluster would keep only one of them: requests for one service reach the other, or fail. '
        + `Remedy: ${taken.every(({ kind }) => kind === 'Ingress') ? OTHER_INGRESS : `give one of them another 'name'${member.kubeService ? " or 'serviceName'" : ''}`}.`,
    }];
  });
};

const OTHER_INGRESS = "give exposeViaIngress an Ingress with another name, as its option 'ingress'";

/** A name may have any type here, since its own check refuses it later. */
function wordOf(name: unknown): string {
  return typeof name === 'string' ? name : '';
}

/** For each object whose kind and name another one has: the other one. */
export function sameNames(objects: readonly ApiObject[]): Map<ApiObject, ApiObject> {
  const byName = new Map<string, ApiObject>();
  const others = new Map<ApiObject, ApiObject>();
  for (const object of objects) {
    const name = keyOf(object.apiGroup, object.kind, wordOf(object.metadata.namespace), wordOf(object.name));
    const first = byName.get(name);
    if (first) {
      others.set(object, first);
      others.set(first, object);
    } else {
      byName.set(name, object);
    }
  }
  return others;
}

function objectsOf({ service, kubeService, disruptionBudget, scaledObject, contract }: Member): ApiObject[] {
  const { deployment, autoscaler, node } = service;
  const ingresses = node.children.filter(child => child instanceof Ingress);
  return [
    deployment,
    ...kubeService ? [kubeService] : [],
    ...disruptionBudget ? [disruptionBudget] : [],
    ...scaledObject ? [scaledObject] : [],
    ...contract ? [contract] : [],
    ...autoscaler ? [autoscaler] : [],
    ...ingresses,
  ].map(ApiObject.of);
}
