import { InputProblem, ManifestObject } from '../manifests';
import { Acknowledgement, RuleText, Severity } from '../rules';
import { FailOn } from '../settings';
import { BaselineEntry } from './baseline/baseline';
import type { PatchedDocument } from '../patching/patch-file';
import { Timeline } from '../timeline/model';

/** All that a check has to say. No text in it has control characters. */
export interface Report {
  /** By file, object, severity and line; without infos, unless the settings ask for all. */
  readonly findings: readonly ReportedFinding[];
  /** Findings with an acknowledgement, in the same order: they fail nothing. */
  readonly acknowledged: readonly ReportedFinding[];
  readonly problems: readonly InputProblem[];
  /** The names of clusters that were judged apart; empty if there is only one. */
  readonly clusters: readonly string[];
  readonly target: ReportedTarget;
  readonly summary: Summary;
  /** Objects about which findings do not tell anything; set if there are such objects. */
  readonly unjudged?: Unjudged;
  /** Given if the findings were compared with a baseline: `findings` and `summary` have only those that are not in it. */
  readonly baseline?: ReportedBaseline;
  /** Whether what could not be read does not fail: it is named all the same. */
  readonly isUnreadAccepted?: boolean;
}

/** How findings compare with those that were accepted before. */
export interface ReportedBaseline {
  readonly file: string;
  /** Findings that it has. */
  readonly known: readonly ReportedFinding[];
  /** How many of its findings are gone: fixed, or their objects removed. */
  readonly gone: number;
  /** Those of files that were not looked at. */
  readonly notReached: readonly BaselineEntry[];
}

/** What a report is not about, though one may think so. */
export interface Unjudged {
  /** What is missing among the objects, so that most rules had nothing to look at. */
  readonly lacks?: 'workload';
  /** What installs applications that are not here. */
  readonly installers: readonly ObjectName[];
  /** What serves users or changes how their requests flow, of kinds that no rule reads; of a comparison, those that change. */
  readonly objects: readonly UnjudgedObject[];
  /** Whether sentences name all of them, not only the first few. */
  readonly isFull: boolean;
}

/** An object that no rule judges. */
export interface UnjudgedObject extends ObjectName {
  /** As the end of a sentence, where rules read its kind. */
  readonly because?: string;
}

/** All that a comparison has to say: what the update does, and what `check` newly finds. */
export interface DiffReport extends Report {
  readonly changes: ReportedChanges;
  readonly restarts: readonly ReportedRestart[];
  /** The releases that all recipes make together, for each cluster, if there are several recipes. */
  readonly plans: readonly ReportedPlan[];
  /** What was compared of the contracts of APIs; given if any is recorded. */
  readonly contracts?: ReportedContracts;
}

/** How many recorded contracts of APIs an update changes, and what compared them. */
export interface ReportedContracts {
  readonly compared: number;
  readonly notCompared: number;
  readonly unchanged: number;
  /** Recorded for the first time, so that there is nothing to compare them with. */
  readonly added: number;
  /** Such as `oasdiff 1.37.0 (WebAssembly)`. */
  readonly by: readonly string[];
}

/** The releases that take the place of a change, in their order. */
export interface ReportedPlan {
  /** Given if there are several. */
  readonly cluster?: string;
  readonly releases: readonly ReportedRelease[];
  /** A sentence for each. */
  readonly words: readonly string[];
  /** What each of them applies. */
  readonly objects: readonly (readonly ManifestObject[])[];
}

/** A finding as every format shows it. */
export interface ReportedFinding {
  readonly rule: RuleText;
  readonly severity: Severity;
  readonly object: ReportedObject;
  /** As people write it: `spec.template.spec.containers[0].lifecycle`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  /** Where it is documented for objects of this kind: an address. */
  readonly reference: string;
  /** With the releases of the recipe in words. */
  readonly fix: string;
  /** Without them. */
  readonly remedy: string;
  /** The fix as edits, if those are all that it takes. */
  readonly fixes?: readonly ReportedFix[];
  /** The construct of this library that writes the objects which the fix changes; `fix` names its props. */
  readonly construct?: ReportedConstruct;
  /** The releases that take the place of the change, in their order. */
  readonly recipe?: readonly ReportedRelease[];
  /** Stays the same when lines move. */
  readonly fingerprint: string;
  /** Whether `check` finds it after an update, and did not before. */
  readonly isNew?: boolean;
  /** The clusters that it holds for, where that is not all that are checked. */
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
  /** What a person has to know before, where it does not. */
  readonly byHand?: string;
  readonly edits: readonly ReportedEdit[];
  /** The texts of the files that it changes; undefined where it cannot be written. */
  patch(textOf: (file: string) => string): ReadonlyMap<string, string> | undefined;
  /** The same, but only the documents that change. */
  patchDocuments(textOf: (file: string) => string | undefined): readonly PatchedDocument[] | undefined;
}

export interface ReportedObject extends ObjectName {
  readonly file: string;
  /** Its first. */
  readonly line: number;
  /** The construct path, if cdk8s recorded it beside the manifests. */
  readonly constructPath?: string;
}

/** What users call an object. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One release: the change, but for these edits in their order. */
export interface ReportedRelease {
  readonly edits: readonly ReportedEdit[];
  /** What to wait for before the next release; the last one has none. */
  readonly until?: string;
}

/** How a release differs from the change. */
export interface ReportedEdit {
  /** As in the recipe of the rule; `unset` for a field that is left out, and `add` for an object that a fix adds. */
  readonly kind: 'retain' | 'keepPrevious' | 'defer' | 'set' | 'unset' | 'add';
  readonly object: ObjectName;
  /** As people write it, of a field that is set or left out. */
  readonly path?: string;
  /** The same for tools: a JSON Pointer. Here all texts are as the manifests have them. */
  readonly pointer?: string;
  readonly value?: unknown;
  /** In place of the value: it is what the field has now, in a Secret or a ConfigMap, and nothing for a log. */
  readonly asBefore?: true;
}

/** How many findings there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface Summary extends Counts {
  readonly acknowledged: number;
  /** How many were judged. */
  readonly objects: number;
  /** Of the findings that are listed. */
  readonly objectsWithFindings: number;
  /** How many infos were found, and are not listed. */
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
  /** Of a comparison in which dates of retirements are judged. */
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
  /** The clusters in which it restarts, where that is not all. */
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

/** Whether findings are bad enough to stop a pipeline. */
export function fails({ summary }: Report, failOn: FailOn = 'error'): boolean {
  return failOn !== 'none' && (summary.errors > 0 || (failOn === 'warning' && summary.warnings > 0));
}

/** Whether something could not be read, so that the findings are not all there are. */
export function isIncomplete({ problems, isUnreadAccepted = false }: Report): boolean {
  return !isUnreadAccepted && problems.some(({ level }) => level === 'error');
}
