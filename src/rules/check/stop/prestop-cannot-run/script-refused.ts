import { hasSuccessor } from '../../../../analysis/disruption/handover';
import { runningContainers } from '../../../../analysis/pod/containers';
import { isWithoutShell } from '../../../../analysis/pod/shell-less-images';
import { servesRequests } from '../../../../analysis/traffic/router';
import { Container, ManifestSet, refusedScriptOf, Workload } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { Violation } from '../../../rule';
import { containerLabel, hookPath } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const scriptRefused = workloadPart((workload, _, manifests) => {
  const judged = runningContainers(workload)
    .filter(({ image, preStop }) => preStop?.kind === 'exec' && !isWithoutShell(image));
  const isLoss = losesRequests(workload, manifests);
  return judged.length === 0 ? undefined : judged.flatMap(container => violationsOf(container, isLoss));
});

// Of other pods, what the hook is for does not happen.
function losesRequests(workload: Workload, manifests: ManifestSet): boolean {
  return servesRequests(workload) && hasSuccessor(workload, manifests);
}

function violationsOf(container: Container, isLoss: boolean): Violation[] {
  const { preStop } = container;
  const refused = preStop?.kind === 'exec' ? refusedScriptOf(preStop.command) : undefined;
  if (!refused) { return []; }
  const path = [...hookPath(container), refused.at];
  return [{
    severity: isLoss ? undefined : 'warning',
    path,
    message: `The preStop hook of ${containerLabel(container)} runs a script that its shell refuses as a whole, since no command stands between & and ;: the hook fails, and SIGTERM is sent at once.`,
    ...edited([{ path, value: refused.meant }]),
  }];
}
