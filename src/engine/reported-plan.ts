import { printable } from './printable';
import { ReportedPlan } from './report';
import { reportRecipe } from './reported-recipe';
import { ClusterProfile } from '../analysis/cluster-profile';
import { Finding, Findings, RuleOverrides } from '../rules';
import { judgeUpdate, Recipe, Update } from '../rules/diff';
import { recipeInWords, releasesInWords, UNTIL } from '../rules/diff/recipe-text';
import { editsOf } from '../rules/diff/release-edits';
import { planReleases } from '../rules/diff/release-plan';
import { listWords } from '../text';

/** The findings about the update of one cluster. */
export interface JudgedUpdate extends Findings {
  readonly update: Update;
  readonly cluster: string;
  readonly profile: ClusterProfile;
  readonly policy: RuleOverrides;
}

/**
 * The releases that update each cluster, if there is more than one recipe to follow; empty if the recipes cannot be combined.
 */
export function reportPlans(judged: readonly JudgedUpdate[], isAsked: boolean): ReportedPlan[] {
  const all = judged.map(one => ({ ...one, recipes: distinctRecipes(one.findings) }));
  if (!isAsked && all.every(({ recipes }) => recipes.length < 2)) { return []; }
  try {
    return all.filter(({ recipes }) => isAsked || recipes.length > 0).map(one => planOf(one, one.recipes, judged.length > 1));
  } catch {
    return [];
  }
}

function planOf({ update, cluster, profile, policy }: JudgedUpdate, recipes: readonly Recipe[], isNamed: boolean): ReportedPlan {
  const errorsOf = (step: Update): Recipe[] =>
    distinctRecipes(judgeUpdate(step, profile, policy).findings.filter(({ severity }) => severity === 'error'));
  const releases = planReleases(update, recipes, errorsOf);
  const plan = releases.map(({ manifests, until }, i) =>
    ({ edits: editsOf(update, manifests), ...i < releases.length - 1 && { until: inOneSentence(until) } }));
  return {
    ...isNamed && { cluster: printable(cluster) },
    releases: reportRecipe(plan),
    words: releasesInWords(plan).map(text => printable(text, LONGEST)),
    objects: releases.map(({ manifests }) => manifests.objects),
  };
}

/** What all of the releases wait for. Pods are those of the release, whichever recipe names them. */
function inOneSentence(until: readonly string[]): string {
  const isAboutPods = (text: string): boolean => /^when .*pods.* are ready$/.test(text);
  const others = until.filter(text => !isAboutPods(text)).map(text => text.replace(/^when /, ''));
  const pods = until.some(isAboutPods) || others.length === 0 ? [UNTIL.replace(/^when /, '')] : [];
  return `when ${listWords([...pods, ...others])}`;
}

const LONGEST = 20_000;

function distinctRecipes(findings: readonly Finding[]): Recipe[] {
  const recipes = findings.flatMap(({ recipe }) => recipe ? [recipe] : []);
  return [...new Map(recipes.map(recipe => [recipeInWords(recipe), recipe])).values()];
}
