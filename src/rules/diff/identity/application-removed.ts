import { CascadingDeletion, cascadingDeletionOf } from '../../../analysis/identity/applications';
import { isSameJson, ManifestObject, showPath } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { valueInWords } from '../../wording/values';
import { Update } from '../update';
import { UpdateRule } from '../update-rule';

const KUSTOMIZATION = (name: string, prune: boolean) => `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 10m, path: ./clusters/shop, prune: ${prune}, sourceRef: { kind: GitRepository, name: platform } }
`;

export const applicationRemoved: UpdateRule = {
  id: 'application-removed',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'Kustomization, HelmRelease or Application removed that deletes its objects',
  impact: 'Everything that it has applied is deleted at once, pods, Services and volumes among it: every request fails.',
  why: 'Flux deletes the objects of a Kustomization with spec.prune together with it, and uninstalls the release of a HelmRelease. Argo CD does the same for an Application with its finalizer. Under another name it is another application: the old one is deleted, although the new one applies the same objects.',
  fix: 'Keep the name. To rename it, first make its controller keep the objects, and rename it one release later.',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#prune',
  examples: {
    before: KUSTOMIZATION('apps', true),
    unsafe: `kind: Kustomization\nmetadata: { name: apps, namespace: flux-system }\n$patch: delete\n---${KUSTOMIZATION('shop-apps', true)}`,
    safe: 'kind: Kustomization\nmetadata: { name: apps, namespace: flux-system }\nspec: { prune: false }\n',
  },
  judge: update => [
    ...update.objects.kept.filter(({ before }) => cascadingDeletionOf(before))
      .map(({ after }): RuleResult => ({ object: after, violations: [] })),
    ...update.objects.removed.flatMap((object): RuleResult[] => {
      const deletion = cascadingDeletionOf(object);
      return deletion ? [{ object, violations: [violation(object, deletion, update)] }] : [];
    }),
  ],
};

function violation(
  object: ManifestObject, { tool, kept: { path, value } }: CascadingDeletion, { objects: { added } }: Update,
): Violation {
  const called = displayName(object);
  const keeping = `${value === undefined ? `remove ${showPath(path)}` : `set ${showPath(path)} to ${valueInWords(value)}`} in ${called}, and apply that`;
  const successor = added.find(other => other.kind === object.kind && isSameJson(specOf(other), specOf(object)));
  if (successor) {
    return {
      path: ['metadata', 'name'],
      message: `${called} is replaced by ${displayName(successor)}: ${tool} deletes the old one with everything that it has applied, and until the new one has applied it again and pods are ready, every request fails.`,
      fix: `Keep the name, or first ${keeping}. One release later, rename it.`,
    };
  }
  return {
    path: ['metadata', 'name'],
    severity: 'warning',
    message: `${called} is removed, and ${tool} deletes everything that it has applied with it.`,
    fix: `Check that users need nothing of it. To keep its objects, first ${keeping}. One release later, remove it.`,
  };
}

function specOf({ json }: ManifestObject): unknown {
  return (json as { spec?: unknown }).spec;
}
