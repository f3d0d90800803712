import { UPDATE_RULES } from './catalogue';
import { recipeInWords } from './recipe-words';
import { Update } from './update';
import { UpdateVerdict } from './update-rule';
import { judgedBy, Judgement, Policy, Target, Verdict } from '../../rules';

/** Judges what one cluster is about to go through by all rules of updates. */
export function judgeUpdate(update: Update, target: Target, policy: Policy): Judgement {
  return judgedBy(UPDATE_RULES, rule => rule.judge(update, target).map(withRecipe), update.after.objects, policy);
}

/** The fix goes on with the releases that get there. */
function withRecipe({ violations, ...verdict }: UpdateVerdict): Verdict {
  return {
    ...verdict,
    violations: violations.map(({ recipe, ...violation }) => recipe ? { ...violation, fix: `${violation.fix} ${recipeInWords(recipe)}` } : violation),
  };
}
