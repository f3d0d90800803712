import { UPDATE_RULES } from './catalogue';
import { recipeInWords } from './recipe-words';
import { Update } from './update';
import { UpdateRule } from './update-rule';
import { acknowledged, Finding, Judgement, needless, Policy, Severity, Target } from '../rules';

/** Judges what one cluster is about to go through by all rules of updates. */
export function judgeUpdate(update: Update, target: Target, policy: Policy): Judgement {
  const rules = UPDATE_RULES.filter(({ id }) => policy.severities[id] !== 'off');
  const found = rules.flatMap(rule => findingsOf(rule, update, target, policy));
  const { findings, exceptions, used } = acknowledged(found);
  const judged = update.after.objects.filter(object => !policy.excludes(object));
  return { findings: [...findings, ...needless(judged, new Set(rules.map(({ id }) => id)), used)], exceptions };
}

function findingsOf(rule: UpdateRule, update: Update, target: Target, { severities, excludes }: Policy): Finding[] {
  const decided = severities[rule.id] as Severity | undefined;
  return rule.judge(update, target)
    .filter(({ object, workload, violations }) => violations.length > 0 && !excludes(object) && !(workload && excludes(workload.object)))
    .flatMap(({ object, workload, violations }) => violations.map(({ recipe, ...violation }): Finding => ({
      ...violation,
      fix: recipe ? `${violation.fix} ${recipeInWords(recipe)}` : violation.fix,
      rule,
      severity: decided ?? violation.severity ?? rule.severity,
      object,
      workload,
    })));
}
