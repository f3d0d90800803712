import { Update } from './update';
import { RuleResult, RuleText, ClusterProfile } from '../../rules';

/** One way in which the step from what runs to what will run makes users notice. Its id is one of `RULE_IDS`. */
export interface UpdateRule extends RuleText {
  readonly examples: UpdateExamples;
  judge(update: Update, profile: ClusterProfile): RuleResult[];
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
  readonly profile?: Partial<ClusterProfile>;
}
