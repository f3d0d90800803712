import type { Recipe } from './diff/recipe';
import { ClusterProfile } from '../analysis/cluster-profile';
import { FieldEdit, ManifestObject, ManifestSet, Path, Workload } from '../manifests';

export type { RuleId } from '../intent/rule-ids';

/**
 * `error`: users lose requests, or a release or a drain gets stuck. `warning`: they do under common conditions.
 * `info`: a weakness that needs something rare, or a habit.
 */
export type Severity = 'error' | 'warning' | 'info';

/** What a rule is about: all that a report or the catalogue says of it. */
export interface RuleText {
  /** It stands in users' acknowledgements, so it is never renamed. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in a few words: `No preStop hook`. */
  readonly title: string;
  /** What users feel, in one sentence. */
  readonly impact: string;
  /** How it comes about, with the arithmetic. */
  readonly why: string;
  /** What to write instead, in general; a violation says it with its own fields and values. */
  readonly fix: string;
  /** Where it is documented: an address. */
  readonly reference: string;
}

/** One way in which manifests make users notice an update, a drain or a failure. Its id is one of `RULE_IDS`. */
export interface Rule extends RuleText {
  readonly examples: Examples;
  judge(manifests: ManifestSet, profile: ClusterProfile): RuleResult[];
}

/** One way in which the defect of a rule comes about, where there are several. */
export type RulePart = Pick<Rule, 'judge'>;

/** What all parts of a rule find. */
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
 * `kubectl patch --type strategic` does: `kind` alone means the object that is there, with a name of its own it is
 * another one, `$patch: delete` takes it away.
 */
export interface Examples {
  readonly failing: string;
  readonly passing: string;
  /** Whether the API server refuses the failing example, so that nothing of it is applied. */
  readonly refused?: boolean;
  /** What differs from the default target. */
  readonly profile?: Partial<ClusterProfile>;
}

/**
 * What a fix writes into manifests: one field of the object of the result, or of another one; with an empty path, an object
 * of its own behind it.
 */
export interface FixEdit extends FieldEdit {
  readonly object?: ManifestObject;
}

/** What a rule says about one object. Without violations it passes; to an object without a result the rule does not apply. */
export interface RuleResult {
  /** Of an update, it is one of the manifests after, or of those before if it is removed. */
  readonly object: ManifestObject;
  /** Whose pods it is about: acknowledgements on that Deployment count, too. */
  readonly workload?: Workload;
  /** What the object speaks of: acknowledgements on it count, too. */
  readonly about?: ManifestObject;
  readonly violations: Violation[];
}

export interface Violation {
  /** Where it does not stand in the object of the pod template: the Argo Rollout that refers to a Deployment. */
  readonly object?: ManifestObject;
  /** In the object of the result; a path that does not exist stands for its nearest parent. */
  readonly path: Path;
  /** Of a text of several lines at the path: which of its lines, from 0. */
  readonly row?: number;
  /** What is there, and what follows from it for users, in plain sentences with the values. */
  readonly message: string;
  /** The exact field and value to write; where there is a recipe, the sentence before it. */
  readonly fix: string;
  /** The same as data, if edits are all that it takes: `fix` is made from them. */
  readonly edits?: readonly FixEdit[];
  /** What a person has to know before these edits are written: `check --fix` leaves them alone. */
  readonly byHand?: string;
  /** Where this case is milder than the rule's own severity. */
  readonly severity?: Severity;
  /** The releases in which an update gets there unnoticed. */
  readonly recipe?: Recipe;
}
