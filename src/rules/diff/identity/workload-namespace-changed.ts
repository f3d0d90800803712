import { clashes, whyNotBeside } from './coexistence';
import { isClaim, isMovable } from './replacement-matchers';
import { replacedBy, Replacement, replacementsOf } from './replacements';
import { hasPods, isController, servicesBy } from '../../../analysis/identity/controllers';
import { workloadsByObject } from '../../../analysis/workloads';
import { ManifestObject } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { distinctEdits, Recipe, retain } from '../recipe';
import { retainOldWorkload } from '../retain-old-workload';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

export const workloadNamespaceChanged: UpdateRule = {
  id: 'workload-namespace-changed',
  severity: 'error',
  title: 'Workload moved to another namespace',
  impact: 'Everything in the old namespace is deleted while pods in the new one are still starting, and the addresses that clients use are removed.',
  why: 'An object cannot be moved to another namespace: a new one is created there, and the old one is deleted. The namespace is also part of the DNS name of each Service.',
  fix: 'Add everything in the new namespace first, and remove it from the old one when clients no longer call it there.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-of-services',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
metadata: { namespace: store }
---
kind: Service
metadata: { namespace: store }
---
kind: PodDisruptionBudget
metadata: { namespace: store }
`,
    safe: `
apiVersion: v1
kind: List
metadata: { name: store }
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: store }
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec: { containers: [{ name: web, image: 'registry.example.com/web:1.4.2' }] }
  - apiVersion: v1
    kind: Service
    metadata: { name: web, namespace: store }
    spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`,
  },
  judge: update => update.objects.added.filter(isMovable).map((object): RuleResult => ({
    object,
    workload: workloadsByObject(update.after).get(object),
    violations: (replacedBy(update).get(object) ?? []).filter(replacement => isFound(replacement, update))
      .map(replacement => violation(replacement, update)),
  })),
};

/** Reported once for a workload and its Services. */
function isFound({ before, how }: Replacement, update: Update): boolean {
  if (how !== 'namespace') { return false; }
  if (isController(before)) { return hasPods(update.before, before); }
  const moves = (object: ManifestObject): boolean => replacementsOf(update).get(object)?.how === 'namespace' && hasPods(update.before, object);
  return !(update.before.selected.get(before) ?? []).some(({ object }) => moves(object));
}

function violation(replacement: Replacement, update: Update): Violation {
  const { before, after } = replacement;
  const [old, now] = [before, after].map(({ namespace }) => shorten(namespace!));
  const obstacle = findObstacle(replacement, update);
  const routed = (servicesBy(update.before).get(before) ?? []).length > 0
    && (workloadsByObject(update.before).get(before)?.routes.length ?? 0) > 0;
  const recipe = obstacle || routed ? undefined : keepingBoth(replacement, update);
  return {
    path: ['metadata', 'namespace'],
    message: `${displayName(before)} moves from namespace ${old} to ${now}: ${consequence(before, old, update)}`,
    fix: obstacle ? `Set metadata.namespace to ${old} again: ${obstacle}.`
      : `Keep ${displayName(before)} and what it needs in namespace ${old} until clients use the one in ${now}.${
        routed ? ' Move its routes last: two routes for the same host and path exclude each other.' : ''}`,
    ...recipe ? { recipe } : {},
  };
}

function findObstacle({ before, after }: Replacement, update: Update): string | undefined {
  if (isController(before)) { return whyNotBeside(before, after, update.before); }
  return isClaim(before) ? 'a volume cannot be moved along' : undefined;
}

function consequence(before: ManifestObject, old: string, update: Update): string {
  if (isClaim(before)) { return 'the data of the old volume is deleted, and pods get a new, empty volume.'; }
  const service = isController(before) ? servicesBy(update.before).get(before)?.[0]?.object : before;
  const address = service ? `clients of ${shorten(service.name)}.${old} get no response` : undefined;
  if (!isController(before)) { return `${address!}.`; }
  return `its pods there are deleted while the new ones are still starting${address ? `, and ${address}` : ''}.`;
}

function keepingBoth({ before, after }: Replacement, update: Update): Recipe | undefined {
  const edits = isController(before) ? distinctEdits(retainOldWorkload(before, update)) : [retain(before)];
  const services = isController(before) ? servicesBy(update.before).get(before) ?? []
    : update.services.removed.filter(({ object }) => object === before);
  if (services.some(service => clashes(service, update))) { return undefined; }
  const namespace = update.objects.removed.find(({ kind, name }) => kind === 'Namespace' && name === before.namespace);
  return [
    { edits: [...edits, ...namespace ? [retain(namespace)] : []], until: `when clients use namespace ${shorten(after.namespace!)}` },
    { edits: [] },
  ];
}
