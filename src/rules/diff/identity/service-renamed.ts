import { clashes } from './coexistence';
import { lostReferences } from './lost-references';
import { podsLater, replacementsOf, sendsAlike } from './replacements';
import { isController, servicesBy } from '../../../analysis/identity/controllers';
import { workloadsByObject } from '../../../analysis/workloads';
import { isForMetrics, ManifestObject, Service } from '../../../manifests';
import { ClusterProfile, RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { distinctEdits, retain } from '../recipe';
import { retainOldWorkload, routesTo } from '../retain-old-workload';
import { hasTargetGroups } from '../routing/route-routers';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const RENAMED = `
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`;

export const serviceRenamed: UpdateRule = {
  id: 'service-renamed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Service renamed',
  impact: 'The name that clients call disappears at once, and with it the address of its load balancer.',
  why: 'The DNS name, the cluster IP and the load balancer belong to a Service. A Service with another name gets new ones, although the pods are the same.',
  fix: 'Keep the old Service beside the new one until no client uses it.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services',
  examples: {
    before: '',
    unsafe: `kind: Service\nmetadata: { name: web }\n$patch: delete\n---${RENAMED}`,
    safe: RENAMED,
  },
  judge: (update, profile) => {
    const replacements = replacementsOf(update);
    const removed = update.services.removed.flatMap((service): RuleResult[] => {
      const replacement = replacements.get(service.object);
      if (replacement) {
        return replacement.how === 'name' ? [{ object: replacement.after, violations: [renamed(service, replacement.after, update, profile)] }] : [];
      }
      const pods = podsLater(service, update);
      return pods.size === 0
        ? []
        : [{ object: service.object, violations: isMissed(service, pods, update) ? [gone(service, pods)] : [] }];
    });
    const judged = new Set(removed.map(({ object }) => object));
    return [...removed, ...update.services.added
      .filter(({ object }) => !judged.has(object))
      .map(({ object }) => ({ object, violations: [] }))];
  },
};

function renamed(service: Service, after: ManifestObject, update: Update, profile: ClusterProfile): Violation {
  const old = service.object;
  const replaced = update.before.selected.get(old)!.map(({ object }) => object)
    .filter(object => isController(object) && replacementsOf(update).has(object));
  const routes = routesTo([service], update);
  const edits = distinctEdits([retain(old), ...replaced.flatMap(object => retainOldWorkload(object, update)), ...routes]);
  // Such a route is moved by weight, in releases of its own.
  const isWeighted = update.after.routes.some(route => routes.some(({ object }) => object === route.object)
    && hasTargetGroups(route, update.after, profile));
  const balancer = service.type === 'LoadBalancer' ? ' and the address of its load balancer' : '';
  const isTaken = clashes(service, update);
  return {
    path: ['metadata', 'name'],
    message: `${displayName(old)} is replaced by ${displayName(after)}: this release removes its DNS name${balancer}, and clients that still call it get no response.`,
    fix: isTaken ? `Set metadata.name to ${shorten(old.name)} again: both ask for the same address or node port, so they cannot exist side by side.`
      : `Keep ${displayName(old)} beside it until clients use the new name.`,
    ...isTaken ? {} : { recipe: isWeighted ? [{ edits }] : [{ edits, until: 'when clients use the new name' }, { edits: [] }] },
  };
}

/** Whether no other Service sent to its pods before, and clients may call it. */
function isNeeded(service: Service, pods: ReadonlySet<ManifestObject>, { before, after, services }: Update): boolean {
  const views = [...pods].flatMap(object => workloadsByObject(after).get(object) ?? []);
  if (views.some(view => isForMetrics(service, view))) { return false; }
  const earlierOf = new Map(services.kept.map(kept => [kept.after.object, kept.before]));
  return ![...pods].some(object => (servicesBy(after).get(object) ?? []).some(other => {
    const earlier = earlierOf.get(other.object);
    return earlier !== undefined && before.selected.get(earlier.object)!.length > 0 && sendsAlike(service, other);
  }));
}

// A route that still leads to it is reported on the route.
function isMissed(service: Service, pods: ReadonlySet<ManifestObject>, update: Update): boolean {
  return isNeeded(service, pods, update)
    && !lostReferences(update).some(({ provider, loss }) => loss === 'service' && provider === service.object);
}

function gone({ object, type }: Service, pods: ReadonlySet<ManifestObject>): Violation {
  const [first] = pods;
  return {
    path: ['metadata', 'name'],
    severity: 'warning',
    message: `${displayName(object)} is removed, while its pods stay (${displayName(first)}): this release removes its DNS name${
      type === 'LoadBalancer' ? ' and the address of its load balancer' : ''}, and clients that still call it get no response.`,
    fix: `Remove ${displayName(object)} only when clients no longer call it.`,
  };
}
