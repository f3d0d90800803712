import type { OperatedInstances } from './operated-instances';
import { booleanAt, FieldCursor, isMapping, listAt, ManifestObject, ManifestSet, numberAt, placeAt, rootOf, stringAt, stringsAt } from '../../manifests';

const ROLES = ['master', 'data', 'ingest'] as const;

/**
 * The nodes of an Elasticsearch by role. The default budget of ECK selects all pods of the cluster, and allows no eviction while
 * one of these roles has one node only. It does not keep the only pod of a cluster of one node.
 */
export function elasticsearchNodes(root: FieldCursor, object: ManifestObject, manifests: ManifestSet): OperatedInstances[] {
  const sets = listAt(root, ['spec', 'nodeSets']);
  const counts = sets.map(set => numberAt(set, ['count']));
  const own = placeAt(root, ['spec', 'podDisruptionBudget']).value;
  const isOff = isMapping(own) && Object.keys(own).length === 0;
  if (isOff || counts.includes(undefined) || isAutoscaled(object, manifests)) { return []; }
  const total = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
  const hasBudget = total > 1 && own === undefined;
  const found = ROLES.flatMap((role): OperatedInstances[] => {
    const having = sets.filter((set, index) => (counts[index] ?? 0) > 0 && hasRole(set, role));
    const instances = having.reduce((all, set) => all + (numberAt(set, ['count']) ?? 0), 0);
    return having.slice(0, 1).map(({ path }) => ({
      operator: 'ECK',
      role: `${role} node`,
      instances,
      path: [...path, 'count'],
      needed: role === 'master' ? 3 : 2,
      ...hasBudget && { budget: { keeps: 1, guards: 'all', switch: { path: ['spec', 'podDisruptionBudget'], value: {} } } },
    }));
  });
  // One finding for the same number.
  const fieldOf = ({ path, instances }: OperatedInstances): string => `${String(path)} ${instances}`;
  return found.filter((role, index) => found.findIndex(other => fieldOf(other) === fieldOf(role)) === index);
}

/** All roles by default, else those in `node.roles`, which may be nested, or not those that are false, as before 7.9. */
function hasRole(set: FieldCursor, role: string): boolean {
  const config = placeAt(set, ['config']);
  for (const place of [placeAt(config, ['node.roles']), placeAt(config, ['node', 'roles'])]) {
    if (place.value !== undefined) { return stringsAt(place, []).includes(role); }
  }
  const flag = isMapping(config.value) && Object.hasOwn(config.value, `node.${role}`) ? [`node.${role}`] : ['node', role];
  return booleanAt(config, flag) !== false;
}

function isAutoscaled(object: ManifestObject, { objects }: ManifestSet): boolean {
  return Object.hasOwn(object.annotations, 'elasticsearch.alpha.elastic.co/autoscaling-spec') || objects.some(other => other.kind === 'ElasticsearchAutoscaler'
    && other.namespace === object.namespace && stringAt(rootOf(other.json), ['spec', 'elasticsearchRef', 'name']) === object.name);
}
