import { selectingBy, selectorOf } from '../../../analysis/identity/controllers';
import { hasImmutableSelector, labelsForOldSelector, refusedSelector } from '../../../analysis/identity/immutable-selectors';
import { ADDRESS_LABEL } from '../../../analysis/identity/names';
import { workloadsByObject } from '../../../analysis/workloads';
import { isSameJson, ManifestObject, matcherOf, Path, rootOf, selectorAt, showPath, stringMapAt, valueAt, WORKLOAD_PATHS } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';
import { counterparts } from '../routing/service-steps';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

type Labels = Readonly<Record<string, string>>;

const SELECTOR: Path = WORKLOAD_PATHS.selector;
const POD_LABELS: Path = WORKLOAD_PATHS.podLabels;
const REFUSED = 'the API server refuses it, while the rest of the release is applied.';

export const selectorChanged: UpdateRule = {
  id: 'selector-changed',
  severity: 'error',
  title: 'Immutable selector changed',
  impact: 'The release is applied only in part: Services that were already applied may select no pod at all.',
  why: 'The API server refuses a change of `spec.selector`, and a pod template that it does not match. The other objects that `kubectl apply` changed stay changed.',
  fix: 'Keep the selector. To change it, add a workload with another name beside the old one, and remove the old one in a later release.',
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
  judge: update => update.objects.kept.filter(({ after }) => hasImmutableSelector(after)).map((kept): RuleResult => ({
    object: kept.after,
    workload: workloadsByObject(update.after).get(kept.after),
    violations: violationsOf(kept, update),
  })),
};

function violationsOf(kept: Change<ManifestObject>, update: Update): Violation[] {
  switch (refusedSelector(kept)) {
    case 'selector': return [otherSelector(kept, update)];
    case 'labels': return [otherLabels(kept, update)];
    default: return [];
  }
}

function otherSelector(kept: Change<ManifestObject>, update: Update): Violation {
  const { before, after } = kept;
  const [old, now] = [before, after].map(selectorOf);
  const address = old?.matchLabels[ADDRESS_LABEL];
  const isMoved = address !== undefined && now?.matchLabels[ADDRESS_LABEL] !== address;
  return {
    path: SELECTOR,
    message: `The selector of ${displayName(after)} changes from ${valueInWords(written(before))} to ${valueInWords(written(after))}${
      isMoved ? ', because its construct was moved or renamed' : ''}: ${REFUSED}`,
    fix: isMoved
      ? `Give the pods the label ${ADDRESS_LABEL} with the value ${shorten(address)} again (deployment.podMetadata.addLabel()), and select that.`
      : `Leave ${showPath(SELECTOR)} as it is, and keep its labels in the pod template.`,
    recipe: [{ edits: [set(after, SELECTOR, written(before)), ...keepingLabels(kept, update)] }],
  };
}

function otherLabels(kept: Change<ManifestObject>, update: Update): Violation {
  const { after } = kept;
  return {
    path: POD_LABELS,
    message: `The pods of ${displayName(after)} will have the labels ${valueInWords(labelsOf(after))}, which its selector ${valueInWords(written(after))} does not match: ${REFUSED}`,
    fix: `Keep the labels that ${showPath(SELECTOR)} requires in the pod template.`,
    recipe: [{ edits: keepingLabels(kept, update) }],
  };
}

function written({ json }: ManifestObject): unknown {
  return valueAt(rootOf(json), SELECTOR);
}

function labelsOf({ json }: ManifestObject): Labels {
  return stringMapAt(rootOf(json), POD_LABELS);
}

/** Objects that select the pods by their new labels change as well: they stay as they were, or select the labels that the pods keep. */
function keepingLabels(kept: Change<ManifestObject>, update: Update): Edit[] {
  const [labels, now] = [labelsForOldSelector(kept), labelsOf(kept.after)];
  if (isSameJson(labels, now)) { return []; }
  const selecting = (selectingBy(update.after).get(kept.after) ?? []).filter(object => !selects(object, labels));
  return [
    set(kept.after, POD_LABELS, labels),
    ...selecting.flatMap(object => {
      const before = counterparts(update).beforeOf.get(object);
      return before && selects(before, labels) ? set(object, SELECTOR, written(before)) : following(object, now, labels);
    }),
  ];
}

function following(object: ManifestObject, now: Labels, labels: Labels): Edit[] {
  const path = object.kind === 'Service' ? SELECTOR : [...SELECTOR, 'matchLabels'];
  const selector = stringMapAt(rootOf(object.json), path);
  const entries = Object.entries(selector).map(([key, value]) => [key, now[key] === value ? labels[key] : value]);
  const back = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return isSameJson(selector, back) ? [] : [set(object, path, back)];
}

function selects({ kind, json }: ManifestObject, labels: Labels): boolean {
  if (kind !== 'Service') {
    const selector = selectorAt(rootOf(json), SELECTOR);
    return selector !== undefined && matcherOf(selector)(labels);
  }
  const matchLabels = stringMapAt(rootOf(json), SELECTOR);
  return Object.keys(matchLabels).length > 0 && matcherOf({ matchLabels, matchExpressions: [] })(labels);
}
