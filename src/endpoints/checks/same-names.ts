import { ApiObject } from 'cdk8s';

/** Objects of an API that have the name of another object in the chart: the cluster keeps one of the two. */
export function sameNames(own: readonly ApiObject[], all: readonly ApiObject[]): string[] {
  const others = new Map(all.filter(object => !own.includes(object)).map(object => [keyOf(object), object]));
  return own.flatMap(object => {
    const other = others.get(keyOf(object));
    return other ? [`the ${object.kind} '${object.name}' also comes from ${other.node.path}. Allowed: one object of a kind and name in a chart and namespace. `
      + 'The cluster would keep only one of them: clients of the other API get 404. '
      + "Remedy: give one of them another 'name'."] : [];
  });
}

function keyOf({ apiGroup, kind, name, metadata: { namespace } }: ApiObject): string {
  return [apiGroup, kind, namespace ?? '', name].join('/');
}
