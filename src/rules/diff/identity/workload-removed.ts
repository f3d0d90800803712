import { replacementsOf } from './replacements';
import { hasPods, imagesOf } from '../../../analysis/identity/controllers';
import { isSameJson, groupedBy, isForMetrics, Service, Workload } from '../../../manifests';
import { RuleResult, ClusterProfile, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { danglingService } from '../../check/routing/dangling-service';
import { displayName } from '../../wording/objects';
import { retiredPods } from '../routing/retired-pods';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

const CART = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: cart, image: 'registry.example.com/cart:1.4.2' }] }
`;

export const workloadRemoved: UpdateRule = {
  id: 'workload-removed',
  severity: 'warning',
  title: 'Serving workload removed',
  impact: 'Whoever still calls it gets errors, from the moment of the release.',
  why: 'Nothing takes its place: the manifests have no other pods for its Services.',
  fix: 'Remove the routes to it first, and the workload when no request has reached it for a while.',
  reference: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects',
  examples: {
    before: `${CART}---
apiVersion: v1
kind: Service
metadata: { name: cart }
spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 8080 }] }
---${CART.replaceAll('cart', 'old-cart')}`,
    unsafe: `
kind: Deployment
metadata: { name: cart }
$patch: delete
---
kind: Service
metadata: { name: cart }
$patch: delete
`,
    safe: `
kind: Deployment
metadata: { name: old-cart }
$patch: delete
`,
  },
  judge: (update, profile) => {
    const retired = new Set(retiredPods(update, profile).map(({ object }) => object));
    const judged = update.workloads.removed.filter(({ object }) => !retired.has(object) && !isSaidElsewhere(object, update));
    return judged.map((workload): RuleResult => {
      const services = serving(workload, update);
      return {
        object: workload.object,
        violations: services.length === 0 ? [] : violations(workload, services, update, profile),
      };
    });
  },
};

/** What takes its place, or why it goes, is the business of other rules. */
function isSaidElsewhere(object: Workload['object'], update: Update): boolean {
  return replacementsOf(update).has(object) || namespacesRemoved(update).has(object.namespace)
    || elsewhere(update).get(object.name)?.some(other => isSameJson(imagesOf(other), imagesOf(object))) === true;
}

const namespacesRemoved = perUpdate(({ objects: { removed } }) =>
  new Set<string | undefined>(removed.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name)));

/** What ran under the same name in another namespace all along: clients have moved there. */
const elsewhere = perUpdate(({ workloads }) => groupedBy(workloads.kept.map(({ after }) => after.object), ({ name }) => [name]));

/** The Services that clients use; none if one of them has other pods then. */
function serving(workload: Workload, { after, services, before }: Update): Service[] {
  if (!hasPods(before, workload.object)) { return []; }
  const used = workload.services.filter(service => !isForMetrics(service, workload));
  const goOn = services.kept.some(kept => used.includes(kept.before) && after.selected.get(kept.after.object)!.length > 0);
  return goOn ? [] : used;
}

function violations({ object, routes }: Workload, services: Service[], update: Update, profile: ClusterProfile): Violation[] {
  const stays = update.services.kept.find(({ before }) => services.includes(before))?.after.object;
  if (stays) {
    return emptyServices(update, profile).has(stays) ? [] : [{
      path: ['metadata', 'name'],
      severity: 'error',
      message: `${displayName(object)} goes, but ${displayName(stays)}, which sends to its pods, stays: every request to it fails.`,
      fix: `Keep ${displayName(object)}, or remove ${displayName(stays)} with it when no client calls it any more.`,
    }];
  }
  const routed = routes.length > 0 ? ` ${displayName(routes[0].object)} leads there.` : '';
  return [{
    path: ['metadata', 'name'],
    message: `${displayName(object)} goes with ${displayName(services[0].object)}, and nothing takes its place: whoever still calls ${shorten(services[0].object.name)} gets no answer.${routed}`,
    fix: `Remove ${displayName(object)} only when no client calls it any more${routed ? `, and what leads there in ${displayName(routes[0].object)} one release earlier` : ''}.`,
  }];
}

/** Those that check finds. */
const emptyServices = (update: Update, profile: ClusterProfile) => empty(update)(profile);
const empty = perUpdate(({ after }) => (profile: ClusterProfile) => new Set(danglingService.judge(after, profile)
  .filter(verdict => verdict.violations.length > 0).map(({ object }) => object)));
