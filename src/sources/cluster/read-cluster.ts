import { ManifestObject, Manifests, parseManifests, InputProblem } from '../../manifests';
import { objectOf } from '../../manifests/object-of';
import { ToolResult } from '../run-tool';
import { sourceError } from '../source-error';
import { answerProblems, unknownKinds } from './answer-problems';
import { desiredState } from './desired-state/desired-state';
import { Kubectl, kubectlIn } from './kubectl';
import { LiveObject, liveObjects, matchLiveObjects } from './live-objects';
import { withFixedNames, prunedKinds, requestFor } from './request';

/** What to read from a cluster. */
export interface ClusterOptions {
  readonly cwd: string;
  readonly asked?: readonly ManifestObject[];
  readonly pruneSelector?: string;
  readonly namespace?: string;
}

/** Reads the live state of some objects, reduced to the fields that their owners wrote. It never writes. */
export function readCluster(
  source: string, context: string, { cwd, asked, pruneSelector, namespace }: ClusterOptions,
): Manifests {
  if (asked === undefined) { return refused(source, 'A cluster can only be compared with manifests. Name it first: cluster: FOLDER.'); }
  const objects = withFixedNames(asked);
  if (objects.length === 0) { return refused(source, 'The manifests contain no object to look for in this cluster. Check their path, or synthesize first.'); }
  const kubectl = kubectlIn(cwd, context, namespace);
  const problems: InputProblem[] = [];
  const read = (result: ToolResult): LiveObject[] => {
    problems.push(...answerProblems(source, result, kubectl));
    return liveObjects(parsed(source, result, problems));
  };

  const first = kubectl.get(['--filename=-'], requestFor(objects));
  const found = matchLiveObjects(read(first), objects);
  if (pruneSelector && !problems.some(({ level }) => level === 'error')) {
    found.push(...pruned(kubectl, objects, pruneSelector, unknownKinds(first), read, new Set(found.map(({ uid }) => uid))));
  }
  if (found.length === 0 && !problems.some(({ level }) => level === 'error')) {
    problems.push(sourceError(source, 'None of the objects to apply is in this cluster, so all of them count as new. Is it the right context and namespace?', 'warning'));
  }
  const results = found.map(each => objectOf(desiredState(each), { file: source, document: 0, place: [], lineOf: () => 1 }));
  return {
    objects: results.flatMap(({ object }) => object ?? []),
    problems: unique([...problems, ...results.flatMap(result => result.problems)]),
  };
}

function refused(source: string, message: string): Manifests {
  return { objects: [], problems: [sourceError(source, message)] };
}

/** The objects that a selector finds besides those already read, with one call for each namespace. */
function pruned(
  kubectl: Kubectl, objects: readonly ManifestObject[], selector: string, isUnknown: (object: ManifestObject) => boolean,
  read: (result: ToolResult) => LiveObject[], seen: Set<unknown>,
): LiveObject[] {
  const kinds = prunedKinds(objects, object => !isUnknown(object));
  return [...new Set(objects.map(({ namespace }) => namespace))].flatMap(namespace => {
    const place = namespace === undefined ? [] : [`--namespace=${namespace}`];
    return read(kubectl.get([`--selector=${selector}`, ...place, kinds.join(',')]))
      .filter(({ uid, isControlled }) => !isControlled && !seen.has(uid) && seen.add(uid))
      .map(each => ({ ...each, namespace: namespace === undefined ? undefined : each.namespace }));
  });
}

// js-yaml refuses these characters, but kubectl does not escape them in JSON strings.
const UNESCAPED = /[\x7f-\x9f\ufffe\uffff]/g;

function parsed(source: string, { stdout, failure }: ToolResult, problems: InputProblem[]): ManifestObject[] {
  // A truncated response is not JSON.
  if (failure) { return []; }
  const text = stdout.toString('utf8').replace(UNESCAPED, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const manifests = parseManifests(source, text);
  problems.push(...manifests.problems);
  return manifests.objects;
}

function unique(problems: readonly InputProblem[]): InputProblem[] {
  return [...new Map(problems.map(problem => [JSON.stringify(problem), problem])).values()];
}
