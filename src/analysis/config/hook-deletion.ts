import { ManifestObject, Path } from '../../manifests';

const HOOKS = [
  { tool: 'Helm', hook: 'helm.sh/hook', policies: 'helm.sh/hook-delete-policy', value: 'hook-succeeded' },
  { tool: 'Argo CD', hook: 'argocd.argoproj.io/hook', policies: 'argocd.argoproj.io/hook-delete-policy', value: 'HookSucceeded' },
];

/** A tool that deletes a hook once it has run. */
export interface HookDeletion {
  readonly tool: string;
  readonly value: string;
  /** The annotation that says so. */
  readonly path: Path;
}

/** The tool that deletes an object as soon as the hooks of a release have succeeded; undefined if the object is kept. */
export function deletionAfterHooks({ annotations }: ManifestObject): HookDeletion | undefined {
  const found = HOOKS.find(({ hook, policies, value }) => Object.hasOwn(annotations, hook) && Object.hasOwn(annotations, policies)
    && annotations[policies].split(',').some(policy => policy.trim() === value));
  return found && { tool: found.tool, value: found.value, path: ['metadata', 'annotations', found.policies] };
}
