import { Problem } from '../manifests';
import { RuleText, Severity } from '../rules';
import { FailOn } from '../settings';

/** A finding as every format shows it. No text in it has control characters. */
export interface ReportedFinding {
  readonly rule: RuleText;
  readonly severity: Severity;
  readonly object: ReportedObject;
  /** As people write it: `spec.template.spec.containers[0].lifecycle`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly fix: string;
  /** Stays the same when lines move. */
  readonly fingerprint: string;
  /** The clusters that it holds for, where that is not all that are checked. */
  readonly clusters?: readonly string[];
}

/** A finding that somebody accepted. */
export interface ReportedException extends ReportedFinding {
  readonly reason: string;
}

export interface ReportedObject {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly file: string;
  /** Its first. */
  readonly line: number;
  /** Known if cdk8s recorded it beside the manifests. */
  readonly constructPath?: string;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly accepted: number;
  /** How many were judged. */
  readonly objects: number;
  readonly objectsWithFindings: number;
  readonly excluded: number;
}

/** What the manifests were judged for. */
export interface ReportedTarget {
  /** For example `1.31`. */
  readonly kubernetesVersion: string;
  /** Whether nobody said the version. */
  readonly isAssumed: boolean;
  readonly platform?: string;
}

/** All that one check has to say. */
export interface CheckReport {
  /** By file, object, severity and line. */
  readonly findings: readonly ReportedFinding[];
  readonly exceptions: readonly ReportedException[];
  readonly problems: readonly Problem[];
  /** The names of clusters that were judged apart; empty if there is only one. */
  readonly clusters: readonly string[];
  readonly target: ReportedTarget;
  readonly summary: Summary;
}

/** Whether findings are bad enough to stop a pipeline. */
export function fails({ summary }: CheckReport, failOn: FailOn = 'error'): boolean {
  return summary.errors > 0 || (failOn === 'warning' && summary.warnings > 0);
}

/** Whether something could not be read, so that the findings are not all there are. */
export function isIncomplete({ problems }: CheckReport): boolean {
  return problems.some(({ level }) => level === 'error');
}
