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
  otherSeverities: ['error'],
  title: 'Serving workload removed',
  impact: 'Clients that still call it get errors as soon as the release is applied.',
  why: 'Nothing replaces it: the manifests have no other pods for its Services.',
  fix: 'Remove the routes to it first, and the workload when no request has reached it for some time.',
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

/** Other rules report what replaces it, or why it is removed. */
function isSaidElsewhere(object: Workload['object'], update: Update): boolean {
  return replacementsOf(update).has(object) || namespacesRemoved(update).has(object.namespace)
    || elsewhere(update).get(object.name)?.some(other => isSameJson(imagesOf(other), imagesOf(object))) === true;
}

const namespacesRemoved = perUpdate(({ objects: { removed } }) =>
  new Set<string | undefined>(removed.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name)));

/** A workload with the same name that already ran in another namespace: clients have moved there. */
const elsewhere = perUpdate(({ workloads }) => groupedBy(workloads.kept.map(({ after }) => after.object), ({ name }) => [name]));

/** The Services that clients use; none if one of them has other pods afterwards. */
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
      message: `${displayName(object)} is removed, but ${displayName(stays)}, which sends to its pods, stays: every request to it fails.`,
      fix: `Keep ${displayName(object)}, or remove ${displayName(stays)} with it when clients no longer call it.`,
    }];
  }
  const routed = routes.length > 0 ? ` ${displayName(routes[0].object)} leads there.` : '';
  return [{
    path: ['metadata', 'name'],
    message: `${displayName(object)} is removed with ${displayName(services[0].object)}, and nothing replaces it: clients that still call ${shorten(services[0].object.name)} get no response.${routed}`,
    fix: `Remove ${displayName(object)} only when clients no longer call it${routed ? `, and its route in ${displayName(routes[0].object)} one release earlier` : ''}.`,
  }];
}

/** The Services that check reports. */
const emptyServices = (update: Update, profile: ClusterProfile) => empty(update)(profile);
const empty = perUpdate(({ after }) => (profile: ClusterProfile) => new Set(danglingService.judge(after, profile)
  .filter(verdict => verdict.violations.length > 0).map(({ object }) => object)));
