import { ManifestObject, Path } from '../../manifests';

const HOOKS = [
  { tool: 'Helm', hook: 'helm.sh/hook', policies: 'helm.sh/hook-delete-policy', value: 'hook-succeeded' },
  { tool: 'Argo CD', hook: 'argocd.argoproj.io/hook', policies: 'argocd.argoproj.io/hook-delete-policy', value: 'HookSucceeded' },
];

/** What a tool does with a hook once it has run. */
export interface HookDeletion {
  readonly tool: string;
  readonly value: string;
  /** Where it is told so. */
  readonly path: Path;
}

/** That a tool deletes an object again as soon as the hooks of a release have succeeded; undefined where it stays. */
export function deletionAfterHooks({ annotations }: ManifestObject): HookDeletion | undefined {
  const found = HOOKS.find(({ hook, policies, value }) => Object.hasOwn(annotations, hook) && Object.hasOwn(annotations, policies)
    && annotations[policies].split(',').some(policy => policy.trim() === value));
  return found && { tool: found.tool, value: found.value, path: ['metadata', 'annotations', found.policies] };
}
