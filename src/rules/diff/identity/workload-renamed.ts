import { whyNotBeside } from './coexistence';
import { replacedControllers, Replacement } from './replacements';
import { isSwitchedAway } from './traffic-switch';
import { hasPods, isController, podsBy, replicasOf, servicesBy } from '../../../analysis/identity/controllers';
import { workloadsByObject } from '../../../analysis/workloads';
import { ManifestObject, matcherOf } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { replacedBeside } from '../retain-old-workload';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

export const workloadRenamed: UpdateRule = {
  id: 'workload-renamed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Workload renamed',
  impact: 'All pods are deleted while the new ones are still starting: every request fails until they are ready.',
  why: 'For a cluster, another name is another object. Pruning deletes the old one as soon as the new one is applied, without waiting for pods. '
    + 'Without pruning both run, and the old version keeps serving.',
  fix: 'Keep the name. Or add the new workload in one release, and remove the old one in the next.',
  reference: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects',
  examples: {
    before: `
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { color: blue } } } }
---
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1 }
`,
    unsafe: `
kind: Deployment
metadata: { name: web }
$patch: delete
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web, color: green } }
  template:
    metadata: { labels: { app: web, color: green } }
    spec: { containers: [{ name: web, image: 'registry.example.com/web:1.5.0' }] }
`,
    safe: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web, color: green } }
  template:
    metadata: { labels: { app: web, color: green } }
    spec: { containers: [{ name: web, image: 'registry.example.com/web:1.5.0' }] }
`,
  },
  judge: update => update.objects.added.filter(isController).map((object): RuleResult => ({
    object,
    workload: workloadsByObject(update.after).get(object),
    violations: replacedControllers(update, 'name', object).filter(({ before }) => isFelt(before, update) && !isSwitchedAway(before, update))
      .map(replacement => violation(replacement, update)),
  })),
};

/** Services with as many other pods keep serving. */
function isFelt(object: ManifestObject, update: Update): boolean {
  return Math.min(...served(object, update).map(({ left }) => left)) < replicasOf(update.before, object)
    || served(object, update).length === 0;
}

/** The Services that send to its pods, and how many other pods remain for each. */
function served(object: ManifestObject, update: Update): { readonly service: ManifestObject; readonly left: number }[] {
  const services = servicesBy(update.before).get(object) ?? [];
  return services.map(service => ({ service: service.object, left: leftBy(update).get(service.object)! }));
}

const leftBy = perUpdate(({ before, objects }): ReadonlyMap<ManifestObject, number> => {
  const removed = new Set(objects.removed);
  return new Map(before.services.map(({ object }) => [
    object,
    before.selected.get(object)!.filter(pods => !removed.has(pods.object) && hasPods(before, pods.object))
      .reduce((sum, pods) => sum + replicasOf(before, pods.object), 0),
  ]));
});

function violation({ before, after }: Replacement, update: Update): Violation {
  const obstacle = whyNotBeside(before, after, update.before);
  const [worst] = served(before, update)
    .sort((one, other) => one.left - other.left) as (ReturnType<typeof served>[number] | undefined)[];
  const both = worst
    && (servicesBy(update.after).get(after) ?? []).some(({ object, selector }) => object.name === worst.service.name
      && matcherOf({ matchLabels: selector, matchExpressions: [] })(podsBy(update.before).get(before)?.podLabels ?? {}));
  return {
    path: ['metadata', 'name'],
    message: `${displayName(before)} is removed in the same release in which ${displayName(after)} replaces it: its pods are deleted while the new ones are still starting, and until they are ready `
      + `${consequence(worst, replicasOf(update.before, before))}.${both ? ' If applied without pruning, the old pods keep serving beside the new ones.' : ''}`,
    fix: obstacle ? `Set metadata.name to ${shorten(before.name)} again: ${obstacle}.` : `Keep ${displayName(before)} until the pods of ${displayName(after)} are ready.`,
    ...worst ? {} : { severity: 'warning' },
    ...obstacle ? {} : { recipe: replacedBeside(before, `when the pods of ${displayName(after)} are ready`, update) },
  };
}

function consequence(worst: { readonly service: ManifestObject; readonly left: number } | undefined, replicas: number): string {
  if (!worst) { return 'no pod does its work'; }
  return worst.left === 0 ? `${displayName(worst.service)} has no pod to send to` : `${displayName(worst.service)} has ${worst.left} of ${worst.left + replicas} pods`;
}
