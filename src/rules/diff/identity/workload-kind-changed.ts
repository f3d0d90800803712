import { whyNotBeside } from './coexistence';
import { replacedPods } from './replaced-pods';
import { replacedControllers, Replacement } from './replacements';
import { isSwitchedAway } from './traffic-switch';
import { isController, servicesBy } from '../../../analysis/identity/controllers';
import { workloadsByObject } from '../../../analysis/workloads';
import { ManifestObject, mappingAt, rootOf, stringAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { distinctEdits, Recipe, retain } from '../recipe';
import { replacedBeside, retainOldWorkload } from '../retain-old-workload';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const STATEFUL_SET = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  replicas: 3
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'registry.example.com/web:1.5.0' }] }
`;

export const workloadKindChanged: UpdateRule = {
  id: 'workload-kind-changed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Workload replaced by another kind',
  impact: 'All pods are deleted while the new ones are still starting: every request fails until they are ready.',
  why: 'Kubernetes cannot turn one kind into another: the old object and its pods are deleted, and the new one starts from nothing, even if both have the same name.',
  fix: 'Add the new workload in one release, and remove the old one in the next.',
  reference: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects',
  examples: {
    before: '',
    unsafe: `kind: Deployment\n$patch: delete\n---${STATEFUL_SET}`,
    safe: STATEFUL_SET,
  },
  judge: update => update.objects.added.filter(isController).map((object): RuleResult => ({
    object,
    workload: workloadsByObject(update.after).get(object),
    violations: [
      ...replacedControllers(update, 'kind', object).filter(({ before }) => !isSwitchedAway(before, update)).map(replacement => violation(replacement, update)),
      ...ofPods(replacedPods(update).get(object) ?? [], object, update),
    ],
  })),
};

function violation(replacement: Replacement, update: Update): Violation {
  const { before, after } = replacement;
  const obstacle = whyNotBeside(before, after, update.before);
  const [service] = servicesBy(update.before).get(before) ?? [];
  const recipe = recipeOf(replacement, obstacle, update);
  return {
    path: ['kind'],
    message: `${displayName(before)} becomes a ${shorten(after.kind)}, which is another object: the pods of the ${shorten(before.kind)} are deleted while those of the ${
      shorten(after.kind)} are still starting, and until they are ready ${service ? `${displayName(service.object)} has no pod to send to` : 'no pod does its work'}.`,
    fix: proposeFix(replacement, obstacle),
    ...service ? {} : { severity: 'warning' },
    ...recipe ? { recipe } : {},
  };
}

function ofPods(pods: readonly ManifestObject[], after: ManifestObject, update: Update): Violation[] {
  if (pods.length === 0) { return []; }
  const obstacle = pods.map(pod => whyNotBeside(pod, after, update.before)).find(found => found !== undefined);
  const names = listWords(pods.map(pod => displayName(pod)));
  const [service] = servicesBy(update.before).get(pods[0])!;
  return [{
    path: ['kind'],
    message: `${names} ${pods.length === 1 ? 'is' : 'are'} deleted while the pods of ${displayName(after)} are still starting: until they are ready ${
      displayName(service.object)} has no pod to send to.`,
    fix: obstacle
      ? `Schedule a maintenance window for this release: ${obstacle}.`
      : `Keep ${names} until the pods of the ${shorten(after.kind)} are ready.`,
    ...!obstacle && {
      recipe: [
        { edits: distinctEdits(pods.flatMap(pod => retainOldWorkload(pod, update))), until: `when the pods of the ${shorten(after.kind)} are ready` },
        { edits: [] },
      ],
    },
  }];
}

function proposeFix(replacement: Replacement, obstacle: string | undefined): string {
  const { before, after } = replacement;
  if (usesTemplateOf(replacement)) { return `Keep ${displayName(before)}: ${displayName(after)} takes its pod template from there.`; }
  return obstacle
    ? `Set kind to ${shorten(before.kind)} again: ${obstacle}.`
    : `Keep ${displayName(before)} until the pods of the ${shorten(after.kind)} are ready.`;
}

function recipeOf(replacement: Replacement, obstacle: string | undefined, update: Update): Recipe | undefined {
  const { before, after } = replacement;
  if (usesTemplateOf(replacement)) { return [{ edits: [retain(before)] }]; }
  return obstacle ? undefined : replacedBeside(before, `when the pods of the ${shorten(after.kind)} are ready`, update);
}

/** A Rollout may refer to the template of the Deployment that it replaces. */
function usesTemplateOf({ before, after }: Replacement): boolean {
  const reference = mappingAt(rootOf(after.json), ['spec', 'workloadRef']);
  return stringAt(reference, ['name']) === before.name && stringAt(reference, ['kind']) === before.kind;
}
