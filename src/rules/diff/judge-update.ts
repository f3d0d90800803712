import { UPDATE_RULES } from './catalogue';
import { Update } from './update';
import { Findings, RuleOverrides, runRules, ClusterProfile } from '../../rules';

/** Judges the update of one cluster by all update rules. */
export function judgeUpdate(update: Update, profile: ClusterProfile, policy: RuleOverrides): Findings {
  return runRules(UPDATE_RULES, rule => rule.judge(update, profile), update.after.objects, policy);
}
