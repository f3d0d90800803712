import { ManifestObject } from '../../manifests';

/** The annotations by which Helm and Argo CD know hooks, and their order. */
export const HELM_HOOK = 'helm.sh/hook';
export const HELM_WEIGHT = 'helm.sh/hook-weight';
export const ARGO_HOOK = 'argocd.argoproj.io/hook';
export const ARGO_WAVE = 'argocd.argoproj.io/sync-wave';

/** The events at which Helm runs a hook. */
export function helmEvents(object: ManifestObject): string[] {
  return eventsOf(object, HELM_HOOK);
}

/** The events at which the tool with this annotation runs a hook. */
export function eventsOf({ annotations }: ManifestObject, hook: string): string[] {
  return (annotations[hook] ?? '').split(',').map(event => event.trim()).filter(event => event !== '');
}
