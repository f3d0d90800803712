import { UPDATE_RULES } from './catalogue';
import { Update } from './update';
import { Findings, Policy, runRules, Target } from '../../rules';

/** Judges what one cluster is about to go through by all rules of updates. */
export function judgeUpdate(update: Update, target: Target, policy: Policy): Findings {
  return runRules(UPDATE_RULES, rule => rule.judge(update, target), update.after.objects, policy);
}
