import { FOLLOWED_BY } from './exceptions';
import { withTwinsIn } from '../../src/engine/twins';
import { ROUTERS } from '../../src/lifecycle';
import { clustersOf, identityOf, ManifestObject, ManifestSet, parseManifests, STDIN } from '../../src/manifests';
import { ClusterProfile, editsOf, Finding, RULES, runRules, Severity } from '../../src/rules';
import { patchFiles } from '../../test/patching/patch-files';
import { Json } from '../differential/server';

/** The result of one fix. */
export interface Tried {
  readonly isSafe: boolean;
  readonly isWritten: boolean;
  /** How many changed objects were sent to the API server. */
  readonly asked: number;
  readonly wrong: readonly string[];
}

/** Why an API server refuses an object; undefined if it accepts it. */
type Refusal = (object: Json) => Promise<string | undefined>;

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
const NO_OVERRIDES = { severities: {}, excludes: () => false };

/** Writes the fixes of some files, each separately. */
export async function fixEach(texts: ReadonlyMap<string, string>, profile: Partial<ClusterProfile> | undefined, refusal: Refusal): Promise<Tried[]> {
  const target: ClusterProfile = { kubernetesMinor: 34, router: ROUTERS.cluster, ...profile };
  const objects = objectsIn(texts);
  const before = findingsIn(objects, target);
  const tried: Tried[] = [];
  for (const finding of before.filter(({ edits, object }) => edits && object.file !== STDIN)) {
    const isSafe = finding.byHand === undefined;
    const patched = patchFiles(withTwinsIn(objects)(editsOf(finding)), file => texts.get(file)!);
    if (!patched) {
      tried.push({ isSafe, isWritten: false, asked: 0, wrong: [`${keyOf(finding)}: ${finding.fix} It cannot be written.`] });
      continue;
    }
    const now = objectsIn(new Map([...texts, ...patched]));
    const found = findingsIn(now, target);
    const answers = await Promise.all(changed(objects, now).map(([was, is]) => refusedNow(was, is, refusal)));
    tried.push({
      isSafe,
      isWritten: true,
      asked: answers.length,
      wrong: [...judgedWrong(finding, before, found), ...answers.flatMap(answer => answer ? [`${keyOf(finding)}: ${finding.fix} The API server refuses it: ${answer}`] : [])],
    });
  }
  return tried;
}

function objectsIn(texts: ReadonlyMap<string, string>): ManifestObject[] {
  return [...texts].flatMap(([file, text]) => parseManifests(file, text).objects);
}

function findingsIn(objects: ManifestObject[], profile: ClusterProfile): Finding[] {
  return clustersOf(objects).clusters.flatMap(cluster => allFindings(cluster, profile));
}

/** The findings in one cluster, without acknowledged ones. */
export function allFindings(cluster: ManifestSet, profile: ClusterProfile): Finding[] {
  return runRules(RULES, rule => rule.judge(cluster, profile), cluster.objects, NO_OVERRIDES).findings;
}

/** The objects that changed, with their previous state unless they are new. */
function changed(before: readonly ManifestObject[], after: readonly ManifestObject[]): [ManifestObject | undefined, ManifestObject][] {
  const known = new Set(before.map(({ json }) => JSON.stringify(json)));
  return after.filter(({ json }) => !known.has(JSON.stringify(json))).map(object =>
    [before.find(was => was.file === object.file && identityOf(was) === identityOf(object)), object]);
}

/** Why it is refused now, if it was accepted before. */
async function refusedNow(was: ManifestObject | undefined, is: ManifestObject, refusal: Refusal): Promise<string | undefined> {
  const answer = await refusal(is.json);
  return answer === undefined || (was && await refusal(was.json) !== undefined) ? undefined : answer;
}

function judgedWrong(finding: Finding, before: readonly Finding[], after: readonly Finding[]): string[] {
  const count = (findings: readonly Finding[], key: string): number => findings.filter(each => keyOf(each) === key).length;
  const said = `${keyOf(finding)}: ${finding.fix}`;
  const key = keyOf(finding);
  return [
    ...count(after, key) >= count(before, key) ? [`${said} It leaves the finding.`] : [],
    ...after
      .filter(other => RANK[other.severity] >= RANK[finding.severity] && count(after, keyOf(other)) > count(before, keyOf(other)))
      .filter(other => !FOLLOWED_BY[finding.rule.id]?.[other.rule.id])
      .map(other => `${said} It makes ${keyOf(other)}: ${other.message}`),
  ];
}

/** The same finding, wherever its lines are now. */
export function keyOf({ rule, object: { kind, namespace, name, file } }: Finding): string {
  return [rule.id, kind, namespace, name, file].join(' ');
}
