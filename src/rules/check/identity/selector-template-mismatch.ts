import { groupOf, LabelSelector, ManifestSet, matcherOf, PodOwner, rootOf, selectorAt, showPath, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { FixEdit, Rule, RuleResult, Violation } from '../../rule';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

export const selectorTemplateMismatch: Rule = {
  id: 'selector-template-mismatch',
  severity: 'error',
  title: 'Selector that does not match the pod template',
  impact: 'The API server refuses the object, so the release stops there.',
  why: 'The labels of the pod template must match the selector; otherwise the controller would not recognise its own pods.',
  fix: 'Give the pod template all labels of the selector.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  examples: {
    refused: true,
    failing: `
kind: Deployment
spec: { template: { metadata: { labels: { $patch: replace, app: web, tier: front } } }, selector: { matchLabels: { app: web, tier: back } } }
`,
    passing: `
kind: Deployment
spec: { template: { metadata: { labels: { app: web, tier: front } } } }
`,
  },
  judge: (manifests: ManifestSet) => manifests.podOwners.flatMap((pods): RuleResult[] => {
    const { object } = pods;
    if (!KINDS.includes(object.kind) || !['apps', 'extensions'].includes(groupOf(object))) { return []; }
    const selector = selectorAt(rootOf(object.json), WORKLOAD_PATHS.selector);
    return selector ? [{ object, violations: findViolations(selector, pods) }] : [];
  }),
};

function findViolations(selector: LabelSelector, { object, podLabels }: PodOwner): Violation[] {
  if (matcherOf(selector)(podLabels)) { return []; }
  const lacking = Object.entries(selector.matchLabels)
    .filter(([key, value]) => !Object.hasOwn(podLabels, key) || podLabels[key] !== value);
  const wanted = lacking.map(([key, value]) => shorten(`${key}=${value}`)).slice(0, MOST_NAMED).join(', ') || 'the labels of matchExpressions';
  return [{
    path: WORKLOAD_PATHS.podLabels,
    message: `The pods of ${object.kind} ${object.name} do not have ${wanted}, which its selector requires: the API server refuses it.`,
    ...lacking.length > 0
      ? edited(editsOf(lacking, podLabels), {
        ...lacking.some(([key]) => Object.hasOwn(podLabels, key)) && { byHand: 'that the selector is right, and not the labels of the pods' },
      })
      : { fix: `Change ${showPath(WORKLOAD_PATHS.podLabels)} so that they match ${showPath([...WORKLOAD_PATHS.selector, 'matchExpressions'])}.` },
  }];
}

const MOST_NAMED = 5;

function editsOf(lacking: readonly [string, string][], podLabels: PodOwner['podLabels']): FixEdit[] {
  return lacking.length <= MOST_NAMED
    ? lacking.map(([key, value]) => ({ path: [...WORKLOAD_PATHS.podLabels, key], value }))
    : [{ path: WORKLOAD_PATHS.podLabels, value: { ...podLabels, ...Object.fromEntries(lacking) } }];
}
