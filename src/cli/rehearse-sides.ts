import { RehearseOptions } from './rehearse-options';
import { requireObjects } from './require-objects';
import { clustersOf, ManifestObject, ManifestSet } from '../manifests';
import { RehearsedManifests } from '../rehearse/explain/evidence';
import { readSource, sourceKind } from '../sources';
import { listWords, shorten } from '../text';

/** The sides of a rehearsal, as they were read. */
export interface Sides {
  readonly before?: readonly ManifestObject[];
  readonly after: readonly ManifestObject[];
  readonly problems: ReturnType<typeof readSource>['problems'];
}

/** Reads one or both sides; that of a cluster from the namespace of the rehearsal. */
export function readSides({ before: old, after: now, namespace }: RehearseOptions, context: string): Sides {
  const inContext = (source: string): string => source === 'cluster:' ? `cluster:${context}` : source;
  const after = requireObjects(readSource(now), now, 'rehearsed');
  if (old === undefined) { return { after: after.objects, problems: after.problems }; }
  const read = readSource(inContext(old), { asked: after.objects, namespace });
  const before = sourceKind(old) === 'cluster' ? read : requireObjects(read, old, 'rehearsed');
  return { before: before.objects, after: after.objects, problems: [...before.problems, ...after.problems] };
}

export function manifestsOf({ before, after }: Sides): RehearsedManifests {
  const setOf = (objects: readonly ManifestObject[]): ManifestSet => clustersOf(objects).clusters[0];
  return { after: setOf(after), ...before && { before: setOf(before) } };
}

/** The namespaces that the objects state. */
export function namespacesOf(objects: readonly ManifestObject[]): string[] {
  return [...new Set(objects.flatMap(({ namespace }) => namespace ?? []))];
}

export function whichNamespace(stated: readonly string[]): string {
  return stated.length === 0
    ? 'The manifests name no namespace. Add --namespace with a new one, or with --in-place, an existing one.'
    : `The manifests name ${stated.length} namespaces (${listWords(stated.map(name => shorten(name)))}), but a rehearsal uses one. Name the manifests of one of them.`;
}
