import { ApiObject } from 'cdk8s';
import { sameNames } from '../../service/collisions/names';

/** Objects of an API that have the name of another object in the chart: the cluster keeps only one of the two. */
export function takenNames(own: readonly ApiObject[], all: readonly ApiObject[]): string[] {
  const others = sameNames(all);
  return own.filter(object => others.has(object)).map(object =>
    `the ${object.kind} '${object.name}' also comes from ${others.get(object)!.node.path}. Allowed: one object of a kind and name in a chart and namespace. `
      + 'The cluster would keep only one of them: clients of the other API get 404. '
      + "Remedy: give one of them another 'name'.");
}
