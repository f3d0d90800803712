import { Recipe } from './recipe';
import { Update } from './update';
import { RuleText, Target, Verdict, Violation } from '../../rules';

/** One way in which the step from what runs to what will run makes users notice. Its id is one of `RULE_IDS`. */
export interface UpdateRule extends RuleText {
  readonly examples: UpdateExamples;
  judge(update: Update, target: Target): UpdateVerdict[];
}

/** Parts of manifests, merged into a service without findings as those of rules are. */
export interface UpdateExamples {
  /** What runs. */
  readonly before: string;
  /** What changes then: merged into what runs. */
  readonly unsafe: string;
  readonly safe: string;
  /** Whether the API server refuses the unsafe change, so that it is applied by halves. */
  readonly refused?: boolean;
  /** What differs from the default target. */
  readonly target?: Partial<Target>;
}

/** What a rule says about one object: of the manifests after, or of those before if it is removed. */
export interface UpdateVerdict extends Verdict {
  readonly violations: UpdateViolation[];
}

export interface UpdateViolation extends Violation {
  /** The releases that get there unnoticed. The fix is the sentence before them. */
  readonly recipe?: Recipe;
}
