import { withoutPart } from './construct-paths';
import { fingerprints } from './fingerprint';
import { MergedFindings } from './merge-clusters';
import { printable, printableName } from './printable';
import { ReportedConstruct, ReportedFinding, ReportedFix, ReportedObject } from './report';
import { reportAddition, reportEdit, reportRecipe } from './reported-recipe';
import { isAddition, ManifestObject, showPath } from '../manifests';
import { editsOf, Finding, Findings, referenceFor, Severity, WritingConstruct } from '../rules';
import { recipeInWords } from '../rules/diff/recipe-text';

/** The most important first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings as every format shows them, sorted. Lines are determined here, only for objects with findings. */
export function reportFindings(
  { findings, acknowledged }: { readonly [list in keyof Findings]: MergedFindings },
  constructPathOf: (object: ManifestObject) => string | undefined,
): { readonly [list in keyof Findings]: ReportedFinding[] } {
  const objects = new Map<ManifestObject, ReportedObject>();
  const objectOf = (object: ManifestObject): ReportedObject => {
    const known = objects.get(object) ?? reportObject(object, constructPathOf(object));
    objects.set(object, known);
    return known;
  };
  const fingerprintOf = fingerprintsOf([findings, acknowledged]);
  const report = (found: MergedFindings): ReportedFinding[] => [...found].map(([finding, clusters]) => ({
    rule: finding.rule,
    severity: finding.severity,
    object: objectOf(finding.object),
    path: printable(showPath(finding.path)),
    line: finding.object.lineOf(finding.path, finding.row),
    message: printable(finding.message),
    reference: referenceFor(finding.rule.reference, finding.object.kind),
    fix: printable(fixOf(finding)),
    remedy: printable(finding.construct?.fix ?? finding.fix),
    // The next synth would undo an edit of manifests that a construct writes.
    ...finding.construct
      ? { construct: reportConstruct(finding.construct, constructPathOf) }
      : finding.edits && { fixes: [reportFix(finding)] },
    ...finding.recipe && { recipe: reportRecipe(finding.recipe) },
    get fingerprint() { return fingerprintOf(finding); },
    ...finding.isNew && { isNew: true },
    ...clusters && { clusters: clusters.map(name => printable(name)) },
    ...finding.acknowledgement && { acknowledgement: { reason: printable(finding.acknowledgement.reason) } },
  }));
  return { findings: sortFindings(report(findings)), acknowledged: sortFindings(report(acknowledged)) };
}

/** Computed together when the first one is read: findings of one place are numbered in order, and text shows none. */
function fingerprintsOf(lists: readonly MergedFindings[]): (finding: Finding) => string {
  let known: Map<Finding, string> | undefined;
  return finding => {
    if (!known) {
      const fingerprintOf = fingerprints();
      known = new Map(lists.flatMap(list => [...list.keys()]).map(each => [each, fingerprintOf(each)]));
    }
    return known.get(finding)!;
  };
}

function reportFix(finding: Finding): ReportedFix {
  const { byHand } = finding;
  const edits = editsOf(finding);
  return {
    safe: byHand === undefined,
    ...byHand !== undefined && { byHand: printable(byHand) },
    edits: edits.map(edit => isAddition(edit) ? reportAddition(edit.value, finding.object) : reportEdit({ kind: 'set', ...edit })),
    patchDocuments: documentOf => loadPatching().patchDocuments(edits, documentOf),
  };
}

function reportConstruct(
  { type, object, props }: WritingConstruct, constructPathOf: (object: ManifestObject) => string | undefined,
): ReportedConstruct {
  const path = constructPathOf(object);
  return {
    type,
    name: printable(object.name),
    ...path !== undefined && { path: printable(withoutPart(path)) },
    props: props.map(({ name, value }) => ({ name, ...value !== undefined && { value: printable(value) } })),
  };
}

/** Loads the YAML writer only for reports that show changed text. */
function loadPatching(): typeof import('../patching/patch-file') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../patching/patch-file');
}

/** The sentence, and the releases that get there. */
function fixOf({ fix: ofManifest, construct, recipe }: Finding): string {
  const fix = construct?.fix ?? ofManifest;
  return recipe ? `${fix} ${recipeInWords(recipe)}` : fix;
}

function reportObject(object: ManifestObject, constructPath: string | undefined): ReportedObject {
  return {
    ...printableName(object),
    file: printable(object.file),
    line: object.lineOf(),
    ...constructPath === undefined ? {} : { constructPath: printable(constructPath) },
  };
}

function sortFindings(findings: ReportedFinding[]): ReportedFinding[] {
  return findings.sort((one, other) => compareTexts(one.object.file, other.object.file)
    || one.object.line - other.object.line
    || SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
    || one.line - other.line
    || compareTexts(one.rule.id, other.rule.id));
}

function compareTexts(one: string, other: string): number {
  if (one === other) { return 0; }
  return one < other ? -1 : 1;
}
