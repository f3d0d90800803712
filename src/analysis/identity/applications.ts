import { booleanAt, groupOf, ManifestObject, Path, rootOf, stringAt, stringsAt } from '../../manifests';

/** What makes the controller of an application delete, together with it, all objects that it has applied. */
export interface CascadingDeletion {
  readonly tool: 'Flux' | 'Argo CD';
  /** The field by which it keeps them, and its value; undefined if the field is to be removed. */
  readonly kept: { readonly path: Path; readonly value: unknown };
}

const FINALIZER = /^resources-finalizer\.argocd\.argoproj\.io(?:\/|$)/;

/** Whether the objects of an application are deleted with it; undefined if they stay, or if it is another object. */
export function cascadingDeletionOf(object: ManifestObject): CascadingDeletion | undefined {
  const root = rootOf(object.json);
  switch (`${object.kind}.${groupOf(object)}`) {
    case 'Kustomization.kustomize.toolkit.fluxcd.io': return booleanAt(root, ['spec', 'suspend']) ? undefined : ofKustomization(object);
    case 'HelmRelease.helm.toolkit.fluxcd.io':
      return booleanAt(root, ['spec', 'suspend']) ? undefined : { tool: 'Flux', kept: { path: ['spec', 'suspend'], value: true } };
    case 'Application.argoproj.io': return ofApplication(object);
    default: return undefined;
  }
}

function ofKustomization({ json }: ManifestObject): CascadingDeletion | undefined {
  const root = rootOf(json);
  const policy = stringAt(root, ['spec', 'deletionPolicy']) ?? 'MirrorPrune';
  if (policy === 'Orphan' || (policy === 'MirrorPrune' && booleanAt(root, ['spec', 'prune']) !== true)) { return undefined; }
  const kept = policy === 'MirrorPrune' ? { path: ['spec', 'prune'], value: false } : { path: ['spec', 'deletionPolicy'], value: 'Orphan' };
  return { tool: 'Flux', kept };
}

function ofApplication({ json }: ManifestObject): CascadingDeletion | undefined {
  const path = ['metadata', 'finalizers'];
  const finalizers = stringsAt(rootOf(json), path);
  if (!finalizers.some(name => FINALIZER.test(name))) { return undefined; }
  const others = finalizers.filter(name => !FINALIZER.test(name));
  return { tool: 'Argo CD', kept: { path, value: others.length > 0 ? others : undefined } };
}
