import { hasSuccessor } from '../../../../analysis/disruption/handover';
import { runningContainers } from '../../../../analysis/pod/containers';
import { isWithoutShell } from '../../../../analysis/pod/shell-less-images';
import { servesRequests } from '../../../../analysis/traffic/router';
import { Container, refusedScriptOf } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { Violation } from '../../../rule';
import { containerLabel, hookPath } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const scriptRefused = workloadPart((workload, _, manifests) => {
  if (!servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const judged = runningContainers(workload).filter(({ image, preStop }) => preStop?.kind === 'exec' && !isWithoutShell(image));
  return judged.length === 0 ? undefined : judged.flatMap(violationsOf);
});

function violationsOf(container: Container): Violation[] {
  const { preStop } = container;
  const refused = preStop?.kind === 'exec' ? refusedScriptOf(preStop.command) : undefined;
  if (!refused) { return []; }
  const path = [...hookPath(container), refused.at];
  return [{
    path,
    message: `The preStop hook of ${containerLabel(container)} runs a script that its shell refuses as a whole, since no command stands between & and ;: the hook fails, and SIGTERM is sent at once.`,
    ...edited([{ path, value: refused.meant }]),
  }];
}
