import { filtered, mappingIn } from './json';

type Json = Readonly<Record<string, unknown>>;

/** What the cluster, and the tools that apply manifests, record for themselves. */
const SYSTEM_ANNOTATIONS = new RegExp(`^(${[
  'kubectl\\.kubernetes\\.io/last-applied-configuration$', 'deployment\\.kubernetes\\.io/', 'deprecated\\.daemonset\\.template\\.generation$',
  'autoscaling\\.alpha\\.kubernetes\\.io/', 'pv\\.kubernetes\\.io/', 'volume\\.(beta\\.)?kubernetes\\.io/', 'meta\\.helm\\.sh/',
  'argocd\\.argoproj\\.io/tracking-id$', 'objectset\\.rio\\.cattle\\.io/',
].join('|')})`);
const SYSTEM_LABELS = /^(kustomize\.toolkit\.fluxcd\.io\/|helm\.toolkit\.fluxcd\.io\/|argocd\.argoproj\.io\/instance$|objectset\.rio\.cattle\.io\/|kubernetes\.io\/metadata\.name$)/;
const SYSTEM_FINALIZERS = /^(kubernetes(\.io\/.*)?|foregroundDeletion|orphan|service\.kubernetes\.io\/.*)$/;

/** Labels, annotations and finalizers that users write. */
export function withoutSystemMetadata(metadata: Json): Json {
  const labels = filtered(mappingIn(metadata, 'labels'), key => !SYSTEM_LABELS.test(key));
  const annotations = filtered(mappingIn(metadata, 'annotations'), key => !SYSTEM_ANNOTATIONS.test(key));
  const finalizers = (Array.isArray(metadata.finalizers)
    ? metadata.finalizers
    : []).filter(name => !SYSTEM_FINALIZERS.test(String(name)));
  return {
    ...Object.keys(labels).length > 0 ? { labels } : {},
    ...Object.keys(annotations).length > 0 ? { annotations } : {},
    ...finalizers.length > 0 ? { finalizers } : {},
  };
}
