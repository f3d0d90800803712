import { isBuildMetadata, isBuildVariable } from './build-metadata';
import { POD_TEMPLATE } from '../../../analysis/pod/pod-spec';
import { isSameJson, isMapping, keysAt, listAt, ManifestObject, Path, rootOf, stringAt, valueAt } from '../../../manifests';
import { Change } from '../object-diff';
import { hasOtherImage, templateOf } from '../pod-template';

/** A difference of two pod templates that does not matter to the pods. */
export interface NoOpDifference {
  /** In the object. */
  readonly path: Path;
  /** The previous value. */
  readonly value: unknown;
  readonly kind: 'annotation or label' | 'variable' | 'variables' | 'order';
}

const METADATA = ['annotations', 'labels'];
const CONTAINERS = ['containers', 'initContainers'];
/** Lists whose order does not matter; the order of `env` may matter, where one variable refers to another. */
const OF_PODS = ['volumes', 'tolerations', 'topologySpreadConstraints'];
const OF_CONTAINERS = ['ports', 'volumeMounts'];

/** The differences in the templates of an object; undefined if one of them matters to the pods. */
export function noOpDifferences({ before, after }: Change<ManifestObject>): NoOpDifference[] | undefined {
  if (hasOtherImage({ before, after })) { return undefined; }
  const [old, now] = [templateOf(before), templateOf(after)];
  if (!isSameJson(normalizedTemplate(old), normalizedTemplate(now))) { return undefined; }
  const at = (path: Path, kind: NoOpDifference['kind']): NoOpDifference => {
    const inObject = [...POD_TEMPLATE, ...path];
    return { path: inObject, value: valueAt(rootOf(before.json), inObject), kind };
  };
  const differs = (path: Path): boolean => !isSameJson(valueAt(rootOf(old), path), valueAt(rootOf(now), path));
  const metadata = METADATA.flatMap(field => keysOf([old, now], ['metadata', field]).map((key): Path => ['metadata', field, key]));
  const containers = CONTAINERS.flatMap(list => listAt(rootOf(now), ['spec', list]).map((_, i): Path => ['spec', list, i]));
  const lists = [...OF_PODS.map((list): Path => ['spec', list]), ...containers.flatMap(path => OF_CONTAINERS.map((list): Path => [...path, list]))];
  return [
    ...metadata.filter(differs).map(path => at(path, 'annotation or label')),
    ...containers.map((path): Path => [...path, 'env']).filter(differs).flatMap(path => variables(old, now, path).map(each => at(each.path, each.kind))),
    ...lists.filter(differs).map(path => at(path, 'order')),
  ];
}

function keysOf(templates: unknown[], path: Path): string[] {
  return [...new Set(templates.flatMap(template => keysAt(rootOf(template), path)))];
}

function variables(old: unknown, now: unknown, path: Path): Pick<NoOpDifference, 'path' | 'kind'>[] {
  const [was, is] = [old, now].map(template => listAt(rootOf(template), path));
  if (was.length !== is.length || was.some((variable, i) => stringAt(variable, ['name']) !== stringAt(is[i], ['name']))) { return [{ path, kind: 'variables' }]; }
  return is.flatMap((variable, i) => isSameJson(variable.value, was[i].value) ? [] : [{ path: [...path, i, 'value'], kind: 'variable' as const }]);
}

/** A template without the fields that do not matter to the pods. */
function normalizedTemplate(template: unknown): unknown {
  if (!isMapping(template)) { return template; }
  const { metadata, spec, ...rest } = template;
  return { ...rest, metadata: mapped(metadata, METADATA, essentialMetadata), spec: essentialSpec(spec) };
}

// An empty mapping is the same as none.
function essentialMetadata(texts: unknown): unknown {
  if (!isMapping(texts)) { return texts; }
  const left = Object.entries(texts).filter(([key]) => !isBuildMetadata(key));
  return left.length === 0 ? undefined : Object.fromEntries(left);
}

function essentialSpec(spec: unknown): unknown {
  return mapped(mapped(spec, OF_PODS, sorted), CONTAINERS, list => Array.isArray(list)
    ? list.map(container => mapped(mapped(container, OF_CONTAINERS, sorted), ['env'], essentialVariables)) : list);
}

function essentialVariables(list: unknown): unknown {
  if (!Array.isArray(list)) { return list; }
  const left = list.filter(variable => !isBuildVariable(stringAt(rootOf(variable), ['name']) ?? ''));
  const names = left.map(variable => stringAt(rootOf(variable), ['name']));
  const isOrdered = new Set(names).size < names.length || left.some(variable => stringAt(rootOf(variable), ['value'])?.includes('$('));
  if (left.length === 0) { return undefined; }
  return isOrdered ? left : sorted(left);
}

function sorted(list: unknown): unknown {
  if (!Array.isArray(list)) { return list; }
  return list
    .map(item => [canonical(item), item] as const)
    .sort(([one], [other]) => one < other ? -1 : 1)
    .map(([, item]) => item);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) => isMapping(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => one < other ? -1 : 1)) : inner) ?? '';
}

function mapped(value: unknown, keys: readonly string[], change: (inner: unknown) => unknown): unknown {
  if (!isMapping(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys.includes(key) ? change(inner) : inner]));
}
