import { Update } from './update';
import { RuleResult, RuleText, ClusterProfile } from '../../rules';

/** One way in which users notice an update, although both states are fine. Its id is one of `RULE_IDS`. */
export interface UpdateRule extends RuleText {
  readonly examples: UpdateExamples;
  judge(update: Update, profile: ClusterProfile): RuleResult[];
}

/** Parts of manifests, merged into a service without findings like the examples of check rules. */
export interface UpdateExamples {
  /** The running state. */
  readonly before: string;
  /** The change, merged into the running state. */
  readonly unsafe: string;
  readonly safe: string;
  /** Whether the API server refuses the unsafe change, so that it is applied only in part. */
  readonly refused?: boolean;
  /** Differences from the default target. */
  readonly profile?: Partial<ClusterProfile>;
}
