import type { Recipe } from './diff/recipe';
import { ClusterProfile } from '../analysis/cluster-profile';
import { FieldEdit, ManifestObject, ManifestSet, Path, Workload } from '../manifests';

export type { RuleId } from '../intent/rule-ids';

/**
 * `error`: users lose requests, or a release or a drain gets stuck. `warning`: the same, under common conditions.
 * `info`: a weakness that needs a rare event, or a habit.
 */
export type Severity = 'error' | 'warning' | 'info';

/** The description of a rule, for reports and the catalogue. */
export interface RuleText {
  /** Acknowledgements of users contain it, so it is never renamed. */
  readonly id: string;
  /** The severity of most findings. */
  readonly severity: Severity;
  /** The severities of its other findings: milder where users notice less, or it is not certain; more severe where the loss is certain. */
  readonly otherSeverities?: readonly Severity[];
  /** What is wrong, in a few words: `No preStop hook`. */
  readonly title: string;
  /** What users notice, in one sentence. */
  readonly impact: string;
  /** How it comes about, with the arithmetic. */
  readonly why: string;
  /** The general remedy; a violation has one with its own fields and values. */
  readonly fix: string;
  /** The URL of the documentation. */
  readonly reference: string;
}

/** One way in which manifests make users notice an update, a drain or a failure. Its id is one of `RULE_IDS`. */
export interface Rule extends RuleText {
  readonly examples: Examples;
  judge(manifests: ManifestSet, profile: ClusterProfile): RuleResult[];
}

/** One of several ways in which the defect of a rule comes about. */
export type RulePart = Pick<Rule, 'judge'>;

/** The findings of all parts of a rule. */
export function togetherJudging(...parts: readonly RulePart[]): Rule['judge'] {
  return (manifests, profile) => parts.flatMap(part => part.judge(manifests, profile));
}

/** A part whose cases are milder than the rule's own severity. */
export function milder(severity: Severity, part: RulePart): RulePart {
  return {
    judge: (manifests, profile) => part.judge(manifests, profile).map(({ violations, ...result }) =>
      ({ ...result, violations: violations.map(violation => ({ ...violation, severity: violation.severity ?? severity })) })),
  };
}

/**
 * Parts of manifests, in YAML, merged into a service without findings (examples.ts) the way
 * `kubectl patch --type strategic` does: `kind` alone means the existing object, with another name it is
 * a new one, `$patch: delete` removes it.
 */
export interface Examples {
  readonly failing: string;
  readonly passing: string;
  /** Whether the API server refuses the failing example, so that it is never applied. */
  readonly refused?: boolean;
  /** Settings that differ from the default target. */
  readonly profile?: Partial<ClusterProfile>;
}

/**
 * An edit of a fix: one field of the object of the result, or of another one; with an empty path, an additional object
 * after it.
 */
export interface FixEdit extends FieldEdit {
  readonly object?: ManifestObject;
}

/** The result of a rule for one object. Without violations it passes; a rule does not apply to an object without a result. */
export interface RuleResult {
  /** In an update, an object of the manifests after it, or of those before it if the object is removed. */
  readonly object: ManifestObject;
  /** The workload whose pods the result is about: acknowledgements on that Deployment count too. */
  readonly workload?: Workload;
  /** The object that the object refers to: acknowledgements on it count too. */
  readonly about?: ManifestObject;
  readonly violations: Violation[];
}

export interface Violation {
  /** The object of the path, if it is not the one with the pod template: the Argo Rollout that refers to a Deployment. */
  readonly object?: ManifestObject;
  /** In the object of the result; a path that does not exist stands for its nearest parent. */
  readonly path: Path;
  /** The line within a text of several lines at the path, from 0. */
  readonly row?: number;
  /** The defect and its consequence for users, in plain sentences with the values. */
  readonly message: string;
  /** The exact field and value to set; if there is a recipe, the sentence before it. */
  readonly fix: string;
  /** The same as data, if edits are enough: `fix` is made from them. */
  readonly edits?: readonly FixEdit[];
  /** What a person must know before these edits are written: `check --fix` does not write them. */
  readonly byHand?: string;
  /** Set if it differs from the severity of the rule; one of its `otherSeverities`. */
  readonly severity?: Severity;
  /** The releases by which the update becomes safe. */
  readonly recipe?: Recipe;
}
