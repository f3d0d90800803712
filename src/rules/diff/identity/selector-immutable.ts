import { selectorOf } from '../../../analysis/identity/controllers';
import { ADDRESS_LABEL } from '../../../analysis/identity/names';
import { workloadsByObject } from '../../../analysis/workloads';
import { isSameJson, groupOf, ManifestObject, Path, rootOf, showPath, stringMapAt, valueAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const SELECTOR: Path = ['spec', 'selector'];
const POD_LABELS: Path = ['spec', 'template', 'metadata', 'labels'];
const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

export const selectorImmutable: UpdateRule = {
  id: 'selector-immutable',
  severity: 'error',
  title: 'A selector that cannot be changed',
  impact: 'The release stops half-way: Services that were already applied may send to no pod at all.',
  why: 'The API server refuses another `spec.selector` for what already exists. What `kubectl apply` changed before and after it stays changed.',
  fix: 'Keep the selector. For another one, add a workload with another name beside the old one, and remove the old one in a later release.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec:
  selector: { matchLabels: { app: web, tier: front } }
  template: { metadata: { labels: { app: web, tier: front } } }
`,
    safe: `
kind: Deployment
spec:
  template: { metadata: { labels: { app: web, tier: front } } }
`,
    refused: true,
  },
  judge: update => update.objects.kept.filter(({ after }) => isOfKind(after)).map((kept): RuleResult => ({
    object: kept.after,
    workload: workloadsByObject(update.after).get(kept.after),
    violations: isKept(kept) ? [] : [violation(kept, update)],
  })),
};

function isOfKind(object: ManifestObject): boolean {
  return KINDS.includes(object.kind) && ['apps', 'extensions'].includes(groupOf(object));
}

function violation({ before, after }: Change<ManifestObject>, update: Update): Violation {
  const [old, now] = [before, after].map(selectorOf);
  const address = old?.matchLabels[ADDRESS_LABEL];
  const isMoved = address !== undefined && now?.matchLabels[ADDRESS_LABEL] !== address;
  return {
    path: SELECTOR,
    message: `The selector of ${displayName(after)} changes from ${valueInWords(written(before))} to ${valueInWords(written(after))}${
      isMoved ? ', since its construct was moved or renamed' : ''}: the API server refuses it, and the rest of the release is applied all the same.`,
    fix: isMoved
      ? `Give the pods the label ${ADDRESS_LABEL} with the value ${shorten(address)} again (deployment.podMetadata.addLabel()), and select that.`
      : `Leave ${showPath(SELECTOR)} as it is, and keep its labels in the pod template.`,
    recipe: [{ edits: keepingSelector(before, after, update) }],
  };
}

function isKept({ before, after }: Change<ManifestObject>): boolean {
  return isSameJson(written(before), written(after)) || isSameJson(compared(before), compared(after));
}

/** What the API server compares: an empty list is none. */
function compared(object: ManifestObject): unknown {
  const selector = selectorOf(object);
  return selector && { matchLabels: selector.matchLabels, matchExpressions: selector.matchExpressions };
}

function written({ json }: ManifestObject): unknown {
  return valueAt(rootOf(json), SELECTOR);
}

/** What selects the pods by what their labels would have been follows. */
function keepingSelector(
  before: ManifestObject,
  after: ManifestObject,
  { after: { services, budgets, selected } }: Update,
): Edit[] {
  const labels = stringMapAt(rootOf(after.json), POD_LABELS);
  const needed = selectorOf(before)?.matchLabels ?? {};
  const changed = Object.entries(needed).filter(([label, value]) => Object.hasOwn(labels, label) && labels[label] !== value);
  const selecting = changed.length === 0 ? []
    : [...services, ...budgets].filter(({ object }) => selected.get(object)!.some(pods => pods.object === after));
  return [
    set(after, SELECTOR, written(before)),
    set(after, POD_LABELS, { ...labels, ...needed }),
    ...selecting.flatMap(({ object }) => {
      const path = object.kind === 'Service' ? SELECTOR : [...SELECTOR, 'matchLabels'];
      const selector = stringMapAt(rootOf(object.json), path);
      const back = Object.fromEntries(changed.filter(([label]) => Object.hasOwn(selector, label)));
      return Object.keys(back).length === 0 ? [] : [set(object, path, { ...selector, ...back })];
    }),
  ];
}
