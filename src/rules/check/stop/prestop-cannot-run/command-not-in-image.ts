import { ClusterProfile } from '../../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../../analysis/disruption/handover';
import { runningContainers } from '../../../../analysis/pod/containers';
import { isWithoutShell, lacksProgram } from '../../../../analysis/pod/shell-less-images';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../../analysis/traffic/router';
import { Container, CONTAINER_PATHS, ManifestSet, PreStopHook, showPath, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { hasSleepAction, raisedGracePeriodClause, requiredDelay, sleepingHook, withGracePeriod } from '../../../fixes/prestop';
import { Violation } from '../../../rule';
import { hookPath, containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const commandNotInImage = workloadPart((workload, profile, manifests) => {
  if (!servesRequests(workload) || !hasSuccessor(workload, manifests)) { return undefined; }
  const judged = runningContainers(workload)
    .filter(({ image, preStop }) => preStop && (isWithoutShell(image) || isOneWord(preStop)));
  return judged.length === 0 ? undefined : judged.flatMap(container => violationOf(workload, container, profile, manifests));
});

// Without a shell `sleep 10` is not split: it is looked up as the name of a program.
function isOneWord(hook: PreStopHook): boolean {
  return hook.kind === 'exec' && /\s/.test((hook.command[0] ?? '').trim());
}

function violationOf(workload: Workload, container: Container, profile: ClusterProfile, manifests: ManifestSet): Violation[] {
  const { preStop, image } = container;
  if (preStop?.kind !== 'exec' || (!isOneWord(preStop) && !lacksProgram(image, preStop.command[0] ?? ''))) { return []; }
  const seconds = requiredDelay(container, workload, profile, manifests);
  const what = isOneWord(preStop)
    ? `looks for a program called "${shorten(preStop.command[0])}", since each word must be a separate list item`
    : `runs ${shorten(preStop.command[0])}, which its image ${shorten(image)} does not have`;
  const hook = [...container.path, ...CONTAINER_PATHS.preStop];
  // All containers get SIGKILL together, so requests have the time that the hook of the serving container leaves.
  const was = container !== workload.serving && hookTimeOf(workload) ? seconds : 0;
  return [{
    path: hookPath(container),
    message: `The preStop hook of ${containerLabel(container)} ${what}: the hook fails, and SIGTERM is sent at once.`,
    ...hasSleepAction(profile)
      ? withGracePeriod(sleepingHook(hook, seconds, profile), seconds, was, workload, profile)
      : { fix: `Replace ${showPath(hook)} with httpGet and a path that the application answers after ${seconds} s${raisedGracePeriodClause(seconds, was, workload, profile, ', and set')}.` },
  }];
}
