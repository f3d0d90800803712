import { UPDATE_RULES } from './catalogue';
import { Update } from './update';
import { Findings, RuleOverrides, runRules, ClusterProfile } from '../../rules';

/** Judges what one cluster is about to go through by all rules of updates. */
export function judgeUpdate(update: Update, profile: ClusterProfile, policy: RuleOverrides): Findings {
  return runRules(UPDATE_RULES, rule => rule.judge(update, profile), update.after.objects, policy);
}
