import { RehearseOptions } from './rehearse-options';
import { requireObjects } from './require-objects';
import { clustersOf, ManifestObject, ManifestSet } from '../manifests';
import { RehearsedManifests } from '../rehearse/explain/evidence';
import { readSource, sourceKind } from '../sources';
import { listWords, shorten } from '../text';

/** What is rehearsed, as it was read. */
export interface Sides {
  readonly before?: readonly ManifestObject[];
  readonly after: readonly ManifestObject[];
  readonly problems: ReturnType<typeof readSource>['problems'];
}

/** Reads both sides, or one; that of a cluster in the namespace of the rehearsal. */
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

/** Those that the objects state. */
export function namespacesOf(objects: readonly ManifestObject[]): string[] {
  return [...new Set(objects.flatMap(({ namespace }) => namespace ?? []))];
}

export function whichNamespace(stated: readonly string[]): string {
  return stated.length === 0
    ? 'The manifests name no namespace. Add --namespace with one that does not exist yet, or with --in-place, one that does.'
    : `The manifests name ${stated.length} namespaces (${listWords(stated.map(name => shorten(name)))}), and a rehearsal has one. Name the manifests of one of them.`;
}
