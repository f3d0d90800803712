import { DocumentOf, InputProblem, ManifestObject } from '../manifests';
import { Acknowledgement, RuleText, Severity } from '../rules';
import { FailOn } from '../settings';
import { BaselineEntry } from './baseline/baseline';
import type { PatchedDocuments } from '../patching/patch-file';
import { Timeline } from '../timeline/model';

/** The result of a check. Its texts do not contain control characters. */
export interface Report {
  /** Sorted by file, object, severity and line; without infos, unless the settings ask for all. */
  readonly findings: readonly ReportedFinding[];
  /** Findings with an acknowledgement, in the same order: they do not cause a failure. */
  readonly acknowledged: readonly ReportedFinding[];
  readonly problems: readonly InputProblem[];
  /** The names of clusters that were judged separately; empty if there is only one. */
  readonly clusters: readonly string[];
  readonly target: ReportedTarget;
  readonly summary: Summary;
  /** Objects about which findings do not tell anything; set if there are such objects. */
  readonly unjudged?: Unjudged;
  /** Given if the findings were compared with a baseline: `findings` and `summary` then contain only those that are not in it. */
  readonly baseline?: ReportedBaseline;
  /** Whether input that could not be read does not cause a failure: it is listed in any case. */
  readonly isUnreadAccepted?: boolean;
}

/** How findings compare with those that a baseline accepts. */
export interface ReportedBaseline {
  readonly file: string;
  /** Findings that are in the baseline. */
  readonly known: readonly ReportedFinding[];
  /** How many of its findings are resolved: fixed, or their objects removed. */
  readonly gone: number;
  /** Findings of files that were not read. */
  readonly notReached: readonly BaselineEntry[];
}

/** What a report does not cover, although readers may assume it. */
export interface Unjudged {
  /** What is missing among the objects, so that most rules had nothing to judge. */
  readonly lacks?: 'workload';
  /** Objects that install applications whose manifests are not here. */
  readonly installers: readonly ObjectName[];
  /** Objects that serve users or affect their requests, of kinds that no rule reads; in a comparison, those that change. */
  readonly objects: readonly UnjudgedObject[];
  /** Whether sentences list all of them, not only the first few. */
  readonly isFull: boolean;
}

/** An object that the rules do not judge. */
export interface UnjudgedObject extends ObjectName {
  /** Why, as the end of a sentence, if rules read its kind. */
  readonly because?: string;
}

/** The result of a comparison: what the update does, and what `check` newly finds. */
export interface DiffReport extends Report {
  readonly changes: ReportedChanges;
  readonly restarts: readonly ReportedRestart[];
  /** The releases of all recipes combined, for each cluster, if there are several recipes. */
  readonly plans: readonly ReportedPlan[];
  /** Which contracts of APIs were compared; given if any is recorded. */
  readonly contracts?: ReportedContracts;
}

/** How many recorded contracts of APIs an update changes, and which tool compared them. */
export interface ReportedContracts {
  readonly compared: number;
  readonly notCompared: number;
  readonly unchanged: number;
  /** Recorded for the first time, so there is nothing to compare them with. */
  readonly added: number;
  /** Such as `oasdiff 1.37.0 (WebAssembly)`. */
  readonly by: readonly string[];
}

/** The releases that replace a change, in their order. */
export interface ReportedPlan {
  /** Given if there are several clusters. */
  readonly cluster?: string;
  readonly releases: readonly ReportedRelease[];
  /** A sentence for each. */
  readonly words: readonly string[];
  /** What each release applies. */
  readonly objects: readonly (readonly ManifestObject[])[];
}

/** A finding as every format shows it. */
export interface ReportedFinding {
  readonly rule: RuleText;
  readonly severity: Severity;
  readonly object: ReportedObject;
  /** In the usual notation: `spec.template.spec.containers[0].lifecycle`. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
  /** The URL of the documentation for objects of this kind. */
  readonly reference: string;
  /** With the releases of the recipe as text. */
  readonly fix: string;
  /** Without the releases. */
  readonly remedy: string;
  /** The fix as edits, if these are the whole fix. */
  readonly fixes?: readonly ReportedFix[];
  /** The construct of this library that writes the objects which the fix changes; `fix` names its props. */
  readonly construct?: ReportedConstruct;
  /** The releases that take the place of the change, in their order. */
  readonly recipe?: readonly ReportedRelease[];
  /** Does not change when lines move. */
  readonly fingerprint: string;
  /** Whether `check` finds it after the update but not before. */
  readonly isNew?: boolean;
  /** The clusters that it applies to, unless these are all that are checked. */
  readonly clusters?: readonly string[];
  /** Given if an annotation acknowledges it. */
  readonly acknowledgement?: Acknowledgement;
}

/** A construct that writes manifests, and what to set in its props. */
export interface ReportedConstruct {
  readonly type: 'ZeroDowntimeService' | 'ZeroDowntimeWorker';
  /** The name of its Deployment. */
  readonly name: string;
  /** The construct path, if cdk8s recorded it beside the manifests. */
  readonly path?: string;
  /** Each with the TypeScript expression to write, if that is known. */
  readonly props: readonly { readonly name: string; readonly value?: string }[];
}

/** What a fix writes. */
export interface ReportedFix {
  /** Whether `check --fix` writes it. */
  readonly safe: boolean;
  /** The question that a person has to answer first; given if `check --fix` does not write it. */
  readonly byHand?: string;
  readonly edits: readonly ReportedEdit[];
  /** The documents that it changes; undefined if the fix cannot be written. */
  patchDocuments(documentOf: DocumentOf): PatchedDocuments | undefined;
}

export interface ReportedObject extends ObjectName {
  readonly file: string;
  /** The first line. */
  readonly line: number;
  /** The construct path, if cdk8s recorded it beside the manifests. */
  readonly constructPath?: string;
}

/** What identifies an object to users. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One release: the change, with these edits in their order. */
export interface ReportedRelease {
  readonly edits: readonly ReportedEdit[];
  /** What to wait for before the next release; undefined for the last one. */
  readonly until?: string;
}

/** How a release differs from the change. */
export interface ReportedEdit {
  /** As in the recipe of the rule; `unset` for an omitted field, and `add` for an object that a fix adds. */
  readonly kind: 'retain' | 'keepPrevious' | 'defer' | 'set' | 'unset' | 'add';
  readonly object: ObjectName;
  /** The path in the usual notation, of a field that is set or omitted. */
  readonly path?: string;
  /** The same for tools: a JSON Pointer, with all texts as in the manifests. */
  readonly pointer?: string;
  readonly value?: unknown;
  /** Given instead of the value: the field keeps its current value, which is in a Secret or ConfigMap and must not be logged. */
  readonly asBefore?: true;
}

/** The number of findings of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface Summary extends Counts {
  readonly acknowledged: number;
  /** The number of objects that were judged. */
  readonly objects: number;
  /** Of the findings that are listed. */
  readonly objectsWithFindings: number;
  /** The number of infos that were found but are not listed. */
  readonly notShown: number;
  readonly excluded: number;
}

/** What the manifests were judged for. */
export interface ReportedTarget {
  /** For example `1.31`. */
  readonly kubernetesVersion: string;
  /** Whether the version is the default, as no option or setting states it. */
  readonly isAssumed: boolean;
  readonly platform?: string;
  /** Given for a comparison that judges the dates of retirements. */
  readonly today?: string;
}

/** How many objects an update touches. */
export interface ReportedChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** A workload whose pods an update replaces. */
export interface ReportedRestart {
  readonly object: ObjectName;
  /** The predicted course of the update; undefined for other kinds than Deployment. */
  readonly timeline?: Timeline;
  /** The share of the current pods that stays available throughout; undefined if there are no pods now, or if it is unknown. */
  readonly leastOfNow?: number;
  /** The clusters in which it restarts, unless these are all. */
  readonly clusters?: readonly string[];
}

export function countSeverities(findings: readonly Pick<ReportedFinding, 'severity'>[]): Counts {
  const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** Whether it is the report of a comparison. */
export function isDiffReport(report: Report): report is DiffReport {
  return 'restarts' in report;
}

/** Whether findings are severe enough to stop a pipeline. */
export function fails({ summary }: Report, failOn: FailOn = 'error'): boolean {
  return failOn !== 'none' && (summary.errors > 0 || (failOn === 'warning' && summary.warnings > 0));
}

/** Whether something could not be read, so that findings may be missing. */
export function isIncomplete(report: Report): boolean {
  return report.isUnreadAccepted !== true && hasUnread(report);
}

/** The same, even if the user accepts it. */
export function hasUnread({ problems }: Report): boolean {
  return problems.some(({ level }) => level === 'error');
}
