import { judgeClusters } from './compose-report';
import { mergeClusters } from './merge-clusters';
import { clustersOf, InputProblem, isAddition, isWithin, ManifestObject, Manifests, parseManifests } from '../manifests';
import { ObjectEdit, patchFiles } from '../patching/patch-file';
import { editsOf, Finding, judgeInProps } from '../rules';
import { Settings } from '../settings';
import { printable } from './printable';
import { withTwins } from './twins';

/** A file, and its text with the fixes. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface FixedFiles {
  readonly files: FixedFile[];
  /** A sentence for each fix that is not applied because a construct of this library writes the file, with the props to set. */
  readonly left: string[];
}

/** One fix can make room for another, and two of one field wait for each other. */
const MOST_PASSES = 10;

/**
 * The files with all fixes that need no decision. Each pass writes fixes that do not affect each other and judges again, until
 * there is nothing left to write. A source that cannot be read twice, such as a pipe, is not changed.
 */
export function fixManifests(
  { objects, problems }: Manifests, settings: Settings, before: (file: string) => string | undefined,
): FixedFiles {
  const texts = new Map<string, string>();
  let current: readonly ManifestObject[] = objects;
  let left: string[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const findings = findingsIn(current, problems, settings);
    left = leftToConstructs(findings);
    const changed = fixOnce(findings, current, file => texts.get(file) ?? before(file));
    if (changed.size === 0) { break; }
    changed.forEach((text, file) => texts.set(file, text));
    const read = new Map([...changed].map(([file, text]) => [file, parseManifests(file, text).objects]));
    current = withFilesRead(current, read);
  }
  return { files: [...texts].map(([file, after]) => ({ file, before: before(file)!, after })), left };
}

function leftToConstructs(findings: readonly Finding[]): string[] {
  const left = findings.filter(({ construct, edits }) => construct && edits);
  return [...new Set(left.map(({ rule, construct }) => printable(
    `${rule.id} is not fixed in ${construct!.object.file}, because ${construct!.type} ${construct!.object.name} writes it. ${construct!.fix}`)))];
}

function findingsIn(objects: readonly ManifestObject[], problems: readonly InputProblem[], settings: Settings): Finding[] {
  const { clusters } = clustersOf(objects, problems);
  const toJudge = clusters.map((cluster, i) => ({ name: `${i}`, files: cluster.files, judge: judgeInProps.bind(undefined, cluster) }));
  return [...mergeClusters(judgeClusters(toJudge, objects, settings).judged).findings.keys()];
}

function fixOnce(
  findings: readonly Finding[], objects: readonly ManifestObject[], textOf: (file: string) => string | undefined,
): Map<string, string> {
  const changed = new Map<string, string>();
  const touched = new Map<ManifestObject, ObjectEdit[]>();
  // An added document moves the ones after it: edits in place are first, then additions, the last one first.
  const additionOf = (edits: readonly ObjectEdit[]): number => edits.find(isAddition)?.object.document ?? Number.MAX_SAFE_INTEGER;
  const isSafe = ({ byHand, construct }: Finding): boolean => byHand === undefined && construct === undefined;
  const fixes = findings.filter(isSafe).map(finding => withTwins(editsOf(finding), objects));
  const lowest = new Map<string, number>();
  for (const edits of fixes.sort((one, other) => additionOf(other) - additionOf(one))) {
    const isMoved = edits.some(({ object: { file, document } }) => document > (lowest.get(file) ?? Infinity));
    const isTouched = edits.some(edit => touched.get(edit.object)?.some(other => meet(edit, other)));
    if (edits.length === 0 || isMoved || isTouched) { continue; }
    const patched = patchFiles(edits, file => changed.get(file) ?? textOf(file));
    if (!patched) { continue; }
    patched.forEach((text, file) => changed.set(file, text));
    edits.forEach(edit => touched.set(edit.object, [...touched.get(edit.object) ?? [], edit]));
    edits.filter(isAddition).forEach(({ object: { file, document } }) => lowest.set(file, document));
  }
  return changed;
}

/** Whether two edits concern the same field, or one of them a field inside the other's; or both move items of the same list. */
function meet(edit: ObjectEdit, other: ObjectEdit): boolean {
  const [one, two] = [moved(edit), moved(other)];
  return isWithin(one, two) || isWithin(two, one);
}

function moved({ path, value }: ObjectEdit): ObjectEdit['path'] {
  return value === undefined && typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
}

type ObjectsByFile = ReadonlyMap<string, readonly ManifestObject[]>;

function withFilesRead(objects: readonly ManifestObject[], read: ObjectsByFile): ManifestObject[] {
  const done = new Set<string>();
  return objects.flatMap(object => {
    const fresh = read.get(object.file);
    if (!fresh) { return [object]; }
    if (done.has(object.file)) { return []; }
    done.add(object.file);
    return fresh;
  });
}
