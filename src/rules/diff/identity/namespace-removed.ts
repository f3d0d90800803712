import { replacementsOf } from './replacements';
import { groupOf, ManifestObject } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { retain } from '../recipe';
import { perUpdate, Update } from '../update';
import { UpdateRule } from '../update-rule';

const NAMESPACE = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name} }
`;

export const namespaceRemoved: UpdateRule = {
  id: 'namespace-removed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Namespace removed',
  impact: 'Everything in the namespace is deleted at once: pods, Services, volumes and objects that are in no manifest.',
  why: 'Deleting a namespace deletes all objects in it, whether they are in the manifests or not, and in no order that spares requests. Until it is deleted, no new object is accepted there.',
  fix: 'Keep the Namespace as long as it contains objects.',
  reference: 'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace',
  examples: {
    before: `${NAMESPACE('shop')}---${NAMESPACE('empty')}`,
    unsafe: 'kind: Namespace\nmetadata: { name: shop }\n$patch: delete\n',
    safe: 'kind: Namespace\nmetadata: { name: empty }\n$patch: delete\n',
  },
  judge: update => update.objects.removed
    .filter(isNamespace)
    .map((object): RuleResult => ({ object, violations: violations(object, update) })),
};

function violations(object: ManifestObject, update: Update): Violation[] {
  const { name } = object;
  const stays = livingIn(update).after.get(name);
  if (stays) {
    return [{
      path: ['metadata', 'name'],
      message: `${displayName(object)} is no longer in the manifests, but ${displayName(stays)} is still in it. Pruning deletes the namespace with everything in it.`,
      fix: `Keep ${displayName(object)}.`,
      recipe: [{ edits: [retain(object)] }],
    }];
  }
  const went = livingIn(update).before.get(name);
  // For objects that move, another rule says to keep the old ones, including the namespace.
  if (!went || [...replacementsOf(update).values()].some(({ how, before }) => how === 'namespace' && before.namespace === name)) { return []; }
  return [{
    path: ['metadata', 'name'],
    severity: 'warning',
    message: `${displayName(object)} is removed with everything in it, including ${displayName(went)}: all other objects there, such as volumes and Secrets that are in no manifest, are deleted too.`,
    fix: `List what is left with kubectl get all,pvc,secret --namespace ${shorten(name)}, and remove ${displayName(object)} when nothing in it is needed.`,
  }];
}

function isNamespace(object: ManifestObject): boolean {
  return object.kind === 'Namespace' && groupOf(object) === '';
}

/** One object in each namespace. */
const livingIn = perUpdate(({ before, after }) => {
  const [old, now] = [before, after].map(({ objects }) => new Map(objects.map(object => [object.namespace, object])));
  return { before: old, after: now };
});
