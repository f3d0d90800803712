import { usedConfigs } from '../../../../analysis/config/used-configs';
import { showPath, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { workloadPart } from '../../workload-rule';
import { hashedName } from '../hashed-name';

export const mounted = workloadPart((workload: Workload, _profile, manifests) => usedConfigs(workload, manifests)
  ?.filter(({ isFrozen, isSafe }) => !isFrozen && !isSafe)
  .map(({ kind, name, path }) => ({
    path,
    message: `New content of ${kind} ${shorten(name)} appears in all running pods of ${workload.name} within about a minute: a mistake in it breaks all of them, at once or at their next start, and no rollout stops it.`,
    fix: `${hashedName(kind, showPath(path))}.`,
  })));
