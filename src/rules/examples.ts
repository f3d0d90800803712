import { dump, loadAll } from 'js-yaml';
import { CLEAN_SERVICE } from './clean-service';
import { once } from '../analysis/memoize';
import { isMapping } from '../manifests';

type Json = { [key: string]: unknown };

const NAMESPACE = 'shop';
const MERGED_BY_NAME = ['containers', 'initContainers', 'ports', 'volumes', 'env'];

// Most examples change one of its objects, and there are thousands of them.
const cleanService = loadAll(CLEAN_SERVICE) as Json[];
const yamlOf = once((object: Json) => dump(object, { noRefs: true, lineWidth: -1 }));

/** The manifests that a rule's example stands for: its parts merged into a service without findings. */
export function exampleManifests(example: string): string {
  const objects = [...cleanService];
  for (const part of loadAll(example) as Json[]) {
    const name = (part.metadata as Json | undefined)?.name;
    const index = objects.findIndex(({ kind, metadata }) =>
      kind === part.kind && (name === undefined || (metadata as Json).name === name));
    if (part.$patch === 'delete') {
      requireFound(index, part);
      objects.splice(index, 1);
    } else if (index >= 0) {
      objects[index] = merged(objects[index], part) as Json;
    } else {
      if (part.apiVersion === undefined || name === undefined) { throw new Error(`a separate object needs apiVersion and a name: ${JSON.stringify(part)}`); }
      const isCluster = ['Namespace', 'Node', 'PersistentVolume', 'PriorityClass', 'ClusterRole', 'IngressClass', 'GatewayClass'].includes(part.kind as string);
      objects.push({ ...part, metadata: { ...isCluster ? {} : { namespace: NAMESPACE }, ...part.metadata as Json } });
    }
  }
  return objects.map(yamlOf).join('---\n');
}

function requireFound(index: number, part: Json): void {
  if (index < 0) { throw new Error(`nothing to delete: ${JSON.stringify(part)}`); }
}

// As in a strategic merge patch.
function merged(base: unknown, part: unknown, key = ''): unknown {
  if (isMapping(part)) {
    if (!isMapping(base) || part.$patch === 'replace') { return withoutDirectives(part); }
    const entries = Object.entries(part).map(([k, value]) => [k, merged(base[k], value, k)]);
    return Object.fromEntries(Object.entries({ ...base, ...Object.fromEntries(entries) }).filter(([, value]) => value !== null));
  }
  const isMergedByName = Array.isArray(part) && Array.isArray(base) && MERGED_BY_NAME.includes(key)
    && part.every(item => isMapping(item) && item.name !== undefined);
  if (isMergedByName) {
    return byName(base as Json[], part as Json[]);
  }
  return withoutDirectives(part);
}

function byName(base: Json[], parts: Json[]): Json[] {
  const kept = base.filter(({ name }) => !parts.some(part => part.name === name && part.$patch === 'delete'))
    .map(item => merged(item, parts.find(({ name }) => name === item.name) ?? {}) as Json);
  const added = parts.filter(({ name, $patch }) => $patch !== 'delete' && !base.some(item => item.name === name));
  return [...kept, ...added.map(item => withoutDirectives(item) as Json)];
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(withoutDirectives); }
  if (!isMapping(value)) { return value; }
  return Object.fromEntries(Object.entries(value).filter(([key, inner]) => key !== '$patch' && inner !== null)
    .map(([key, inner]) => [key, withoutDirectives(inner)]));
}
