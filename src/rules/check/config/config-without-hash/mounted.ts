import { usedConfigs } from '../../../../analysis/config/used-configs';
import { showPath, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { workloadPart } from '../../workload-rule';
import { hashedName, keptName } from '../hashed-name';

export const mounted = workloadPart((workload: Workload, _profile, manifests) => usedConfigs(workload, manifests)
  ?.filter(({ isFrozen, isSafe, fixed }) => !isFrozen && !isSafe && !fixed?.watcher)
  .map(({ kind, name, path, fixed }) => ({
    path,
    message: `New content of ${kind} ${shorten(name)} appears in all running pods of ${workload.name} within about a minute: a mistake in it breaks all of them, at once or at their next start, and no rollout stops it.`,
    fix: fixed ? keptName(kind, fixed) : `${hashedName(kind, showPath(path))}.`,
  })));
