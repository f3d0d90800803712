import { judgeClusters } from './compose-report';
import { mergeClusters } from './merge-clusters';
import { clustersOf, DocumentOf, documentsOf, InputProblem, isAddition, LoadDocument, ManifestObject, Manifests, parseManifests } from '../manifests';
import { ObjectEdit, patchDocuments, PatchedDocuments, patchedTexts } from '../patching/patch-file';
import { editsOf, Finding, judgeInProps } from '../rules';
import { Settings } from '../settings';
import { printable } from './printable';
import { TouchedFields } from './touched-fields';
import { withTwinsIn } from './twins';

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
  { objects, problems }: Manifests, settings: Settings, before: (file: string) => string | undefined, load?: LoadDocument,
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
    const read = new Map([...changed].map(([file, text]) => [file, parseManifests(file, text, load).objects]));
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

/** A fix as the edits that it makes. */
type Fix = readonly ObjectEdit[];

function fixOnce(
  findings: readonly Finding[], objects: readonly ManifestObject[], textOf: (file: string) => string | undefined,
): Map<string, string> {
  const isSafe = ({ byHand, construct }: Finding): boolean => byHand === undefined && construct === undefined;
  const addsObject = (fix: Fix): number => Number(fix.some(isAddition));
  const fixes = findings.filter(isSafe).map((finding): Fix => editsOf(finding)).filter(({ length }) => length > 0)
    .sort((one, other) => addsObject(one) - addsObject(other));
  const documentOf = documentsOf(textOf);
  const withTwins = withTwinsIn(objects);
  const failed = new Set<Fix>();
  for (;;) {
    const failures = failed.size;
    const patched = patchAll(apart(fixes.filter(fix => !failed.has(fix)), withTwins), documentOf, failed);
    // A fix that cannot be written does not stop others.
    if (failed.size === failures) { return patchedTexts(patched, textOf); }
  }
}

/** The fixes that do not affect an earlier one, each with its edits of all copies. */
function apart(fixes: readonly Fix[], withTwins: (edits: Fix) => Fix): [Fix, Fix][] {
  const touched = new TouchedFields();
  return fixes.flatMap((fix): [Fix, Fix][] => {
    const edits = touched.hasAny(fix) ? [] : withTwins(fix);
    if (edits.length === 0 || touched.hasAny(edits)) { return []; }
    touched.add(edits);
    return [[fix, edits]];
  });
}

/** Patches all at once, since a document is parsed each time; if that fails, each half separately, to find those that fail. */
function patchAll(
  fixes: readonly [Fix, Fix][], documentOf: DocumentOf, failed: Set<Fix>, earlier: PatchedDocuments = new Map(),
): PatchedDocuments {
  const patched = patchDocuments(fixes.flatMap(([, edits]) => edits), documentOf, earlier);
  if (patched) { return new Map([...earlier, ...patched]); }
  if (fixes.length === 1) {
    failed.add(fixes[0][0]);
    return earlier;
  }
  const half = Math.ceil(fixes.length / 2);
  return patchAll(fixes.slice(half), documentOf, failed, patchAll(fixes.slice(0, half), documentOf, failed, earlier));
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
