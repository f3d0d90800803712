import { GuardedPods } from '../../../analysis/disruption/guarded-pods';
import { orphanedBudgets } from '../../../analysis/disruption/orphaned-budgets';
import { BUDGET_PATHS, isEmptySelector, ManifestObject, ManifestSet, rootOf, selectorAt, showPath } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { labelsToSelect } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbEmptySelectorSemantics = budgetRule({
  id: 'pdb-empty-selector-semantics',
  severity: 'error',
  title: 'A budget without labels to select by',
  impact: 'Either nothing holds drains back, or one broken pod anywhere in the namespace blocks all of them.',
  why: 'A missing selector selects no pod. An empty one selects every pod of the namespace in policy/v1, and none in policy/v1beta1.',
  fix: 'Select the pods by their labels.',
  reference: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/#poddisruptionbudget-v125',
  examples: {
    failing: `
kind: PodDisruptionBudget
spec: { selector: null }
`,
    passing: `
kind: PodDisruptionBudget
spec: { selector: { matchLabels: { app: web } } }
`,
  },
  judge: ({ object }, guarded, _profile, manifests) => {
    const written = selectorAt(rootOf(object.json), BUDGET_PATHS.selector);
    if (written && !isEmptySelector(written)) { return []; }
    const path = BUDGET_PATHS.selector;
    return [{ path, ...fixOf(object, guarded, manifests), ...written ? empty(object) : missing() }];
  },
});

type What = Pick<Violation, 'message' | 'severity'>;

function missing(): What {
  return { message: `The budget has no ${showPath(BUDGET_PATHS.selector)}, so it selects no pod: drains may evict all pods at once.` };
}

function empty({ apiVersion }: ManifestObject): What {
  const selector = `${showPath(BUDGET_PATHS.selector)} is empty`;
  return apiVersion === 'policy/v1beta1'
    ? { message: `The ${selector}, which selects no pod in policy/v1beta1, but every pod of the namespace in policy/v1: drains may evict all pods at once now, and get stuck after the change.` }
    : {
      message: `The ${selector}, which selects every pod of the namespace, also those to come: one broken pod uses up what all of them together may lose, and blocks drains.`,
      severity: 'warning',
    };
}

function fixOf(object: ManifestObject, { sole }: GuardedPods, manifests: ManifestSet): Fix {
  const meant = orphanedBudgets(manifests).get(object) ?? sole;
  const path = [...BUDGET_PATHS.selector, 'matchLabels'];
  return meant
    ? edited([{ path, value: labelsToSelect(meant) }], { or: 'to those of other pods that it is meant for', byHand: 'which pods it is meant for' })
    : { fix: `Set ${showPath(path)} to those of the pods it is meant for.` };
}
