import { replacementsOf } from './replacements';
import { hasPods, isController, podsBy, servicesBy } from '../../../analysis/identity/controllers';
import { ManifestObject, matcherOf, Service } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

const CANARY = (app: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}-canary }
spec:
  selector: { matchLabels: { app: ${app}, track: canary } }
  template:
    metadata: { labels: { app: ${app}, track: canary } }
    spec: { containers: [{ name: ${app}, image: 'registry.example.com/web:1.5.0' }] }
`;

export const orphanedWorkload: UpdateRule = {
  id: 'orphaned-workload',
  severity: 'info',
  title: 'Removed workload that keeps serving',
  impact: 'Some requests still reach an old version that is no longer updated.',
  why: 'An apply without pruning does not delete objects that are no longer in the manifests. A Service selects pods by their labels, whichever controller created them.',
  fix: 'Apply with pruning, or delete the workload yourself.',
  reference: 'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects',
  examples: {
    before: `${CANARY('web')}---${CANARY('job')}`,
    unsafe: 'kind: Deployment\nmetadata: { name: web-canary }\n$patch: delete\n',
    safe: 'kind: Deployment\nmetadata: { name: job-canary }\n$patch: delete\n',
  },
  judge: update => update.objects.removed
    .filter(isController)
    .filter(object => !replacementsOf(update).has(object))
    .map((object): RuleResult => {
      const service = hasPods(update.before, object) ? stillSelecting(object, update) : undefined;
      return { object, violations: service ? [violation(object, service, update)] : [] };
    }),
};

/** A Service that sends to its pods, and keeps selecting them beside others. */
function stillSelecting(object: ManifestObject, update: Update): Service | undefined {
  const labels = podsBy(update.before).get(object)?.podLabels ?? {};
  return (servicesBy(update.before).get(object) ?? []).map(service => keptServices(update).get(service.object))
    .filter(service => service !== undefined && update.after.selected.get(service.object)!.length > 0)
    .find(service => matcherOf({ matchLabels: service!.selector, matchExpressions: [] })(labels));
}

const keptServices = perUpdate(({ services }) => new Map(services.kept.map(({ before, after }) => [before.object, after])));

function violation(object: ManifestObject, service: Service, { after }: Update): Violation {
  const [other] = after.selected.get(service.object)!;
  const inNamespace = object.namespace === undefined ? '' : ` --namespace ${shorten(object.namespace)}`;
  return {
    path: ['metadata', 'name'],
    message: `${displayName(object)} is no longer in the manifests, but ${displayName(service.object)} still selects its pods. Unless they are applied with pruning, `
      + `the pods keep serving beside ${displayName(other.object)}, in their current version.`,
    fix: `Apply with pruning, or run kubectl delete ${shorten(object.kind).toLowerCase()} ${shorten(object.name)}${inNamespace} after the release.`,
  };
}
