import { ManifestObject } from '../../manifests';

/** The annotations by which Helm and Argo CD know hooks, and their order. */
export const HELM_HOOK = 'helm.sh/hook';
export const HELM_WEIGHT = 'helm.sh/hook-weight';
export const ARGO_HOOK = 'argocd.argoproj.io/hook';
export const ARGO_WAVE = 'argocd.argoproj.io/sync-wave';

/** The events at which Helm runs a hook. */
export function helmEvents({ annotations }: ManifestObject): string[] {
  return (annotations[HELM_HOOK] ?? '').split(',').map(event => event.trim()).filter(event => event !== '');
}
