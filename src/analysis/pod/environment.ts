import { placeOf } from './containers';
import { Container, FieldCursor, listAt, ManifestSet, mappingAt, Path, stringAt, Workload } from '../../manifests';
import { ConfigObject, configFinder, textIn } from '../config/config-objects';
import { once, onceInCluster } from '../memoize';

/** An environment variable of a container. */
export interface Variable {
  /** Undefined if it is stated elsewhere, such as in a Secret. */
  readonly value?: string;
  /** The list in the manifest of the workload that sets it. */
  readonly path: Path;
}

/** Variables with one origin, which containers share: each key of a ConfigMap as a variable, or the list of one container. */
export interface VariableSource {
  readonly values: ReadonlyMap<string, string | undefined>;
  /** The names that match, in the order of the origin. */
  matching(pattern: RegExp): readonly string[];
}

/** The environment variables of a container, including those from ConfigMaps in the manifests. A later source overrides an earlier one. */
export interface Environment {
  readonly sources: readonly VariableSource[];
  get(name: string): Variable | undefined;
  /** The variables whose names match. */
  matching(pattern: RegExp): ReadonlyMap<string, Variable>;
  /** The source whose value a variable has. */
  sourceOf(name: string): VariableSource | undefined;
}

export function environmentOf(workload: Workload, container: Container, manifests: ManifestSet): Environment {
  return environments(workload, manifests)(container);
}

const environments = onceInCluster((workload: Workload, manifests) =>
  once((container: Container) => readEnvironment(workload, container, manifests)));

function readEnvironment(workload: Workload, container: Container, manifests: ManifestSet): Environment {
  const place = placeOf(workload, container);
  const find = configFinder(manifests);
  const own = sourceFrom(new Map(listAt(place, ['env']).map(variable => [stringAt(variable, ['name']) ?? '', stringAt(variable, ['value']) ?? referred(variable)])));
  const sources = [...listAt(place, ['envFrom']).flatMap(shared), own];
  const sourceOf = (name: string): VariableSource | undefined => sources.filter(({ values }) => values.has(name)).at(-1);
  const get = (name: string): Variable | undefined => {
    const source = sourceOf(name);
    return source && { value: source.values.get(name), path: [...container.path, source === own ? 'env' : 'envFrom'] };
  };
  const matching = (pattern: RegExp): ReadonlyMap<string, Variable> =>
    new Map(sources.flatMap(source => source.matching(pattern)).map(name => [name, get(name)!]));
  return { sources, get, matching, sourceOf };

  function shared(from: FieldCursor): VariableSource[] {
    const prefix = stringAt(from, ['prefix']) ?? '';
    return (['ConfigMap', 'Secret'] as const).flatMap(kind => {
      const found = find(workload, { kind, name: stringAt(from, [`${kind === 'Secret' ? 'secret' : 'configMap'}Ref`, 'name']) ?? '' });
      return found ? [sourcesFrom(found)(prefix)] : [];
    });
  }

  function referred(variable: FieldCursor): string | undefined {
    const reference = mappingAt(variable, ['valueFrom', 'configMapKeyRef']);
    const found = find(workload, { kind: 'ConfigMap', name: stringAt(reference, ['name']) ?? '' });
    return found && textIn(found, stringAt(reference, ['key']) ?? '');
  }
}

/** By prefix: a thousand containers read all keys of one ConfigMap. */
const sourcesFrom = once((config: ConfigObject) => {
  const byPrefix = new Map<string, VariableSource>();
  return (prefix: string): VariableSource => {
    const found = byPrefix.get(prefix) ?? sourceFrom(new Map([...config.keys].map(key => [`${prefix}${key}`, textIn(config, key)])));
    byPrefix.set(prefix, found);
    return found;
  };
});

function sourceFrom(values: ReadonlyMap<string, string | undefined>): VariableSource {
  const matching = once((pattern: RegExp): readonly string[] => [...values.keys()].filter(name => pattern.test(name)));
  return { values, matching };
}
