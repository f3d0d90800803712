import { ARGO_HOOK, HELM_HOOK } from './hook-annotations';
import { ManifestObject, Path } from '../../manifests';

const HOOKS = [
  { tool: 'Helm', hook: HELM_HOOK, policies: 'helm.sh/hook-delete-policy', value: 'hook-succeeded' },
  { tool: 'Argo CD', hook: ARGO_HOOK, policies: 'argocd.argoproj.io/hook-delete-policy', value: 'HookSucceeded' },
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

/** Whether an object becomes a hook of Helm: it is no longer part of the release, and Helm deletes it after the first hooks have run. */
export function becomesHook(before: ManifestObject, after: ManifestObject): boolean {
  const isOfHelm = ({ annotations }: ManifestObject): boolean => Object.hasOwn(annotations, HELM_HOOK);
  return isOfHelm(after) && !isOfHelm(before) && after.annotations['helm.sh/resource-policy'] !== 'keep';
}

const RECREATING = ['pre-upgrade', 'PreSync'];

/** The tool that deletes an object before each release and creates it again; undefined if none does. */
export function recreatedByHooks({ annotations }: ManifestObject): string | undefined {
  const found = HOOKS.find(({ hook, policies }) => Object.hasOwn(annotations, hook)
    && annotations[hook].split(',').some(word => RECREATING.includes(word.trim()))
    && (!Object.hasOwn(annotations, policies) || /before-hook-creation|BeforeHookCreation/.test(annotations[policies])));
  return found?.tool;
}
