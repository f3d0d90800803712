import { ClusterProfile } from '../../../../analysis/cluster-profile';
import { hasSuccessor } from '../../../../analysis/disruption/handover';
import { runningContainers } from '../../../../analysis/pod/containers';
import { servesRequests } from '../../../../analysis/traffic/router';
import { Container, CONTAINER_PATHS, ManifestSet, PreStopHook, showPath, Workload } from '../../../../manifests';
import { shorten } from '../../../../text';
import { hasSleepAction, raisedGracePeriodClause, requiredDelay, sleepingHook, withGracePeriod } from '../../../fixes/prestop';
import { Violation } from '../../../rule';
import { hookPath, containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

/** These images are built without a shell; only some of their tags have one, for debugging. */
const WITHOUT_SHELL = /distroless|^cgr\.dev\/|(?:^|\/)chainguard\/|(?:^|\/)(?:scratch|static)(?:[:@]|-debian|$)/;
const WITH_SHELL = /\bdebug\b|-dev\b|-shell\b|(?:^|\/)(?:wolfi-base|busybox|bash)\b/;
const FROM_A_SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:(?:ba|da|a)?sh|sleep|usleep|env|busybox|timeout|nohup)$/;

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

function isWithoutShell(image: string): boolean {
  return WITHOUT_SHELL.test(image) && !WITH_SHELL.test(image);
}

function violationOf(workload: Workload, container: Container, profile: ClusterProfile, manifests: ManifestSet): Violation[] {
  const { preStop, image } = container;
  if (preStop?.kind !== 'exec' || (!isOneWord(preStop) && !FROM_A_SHELL.test(preStop.command[0] ?? ''))) { return []; }
  const seconds = requiredDelay(container, workload, profile, manifests);
  const what = isOneWord(preStop)
    ? `looks for a program called "${shorten(preStop.command[0])}", since each word must be a separate list item`
    : `runs ${shorten(preStop.command[0])}, which its image ${shorten(image)} does not have`;
  const hook = [...container.path, ...CONTAINER_PATHS.preStop];
  return [{
    path: hookPath(container),
    message: `The preStop hook of ${containerLabel(container)} ${what}: the hook fails, and SIGTERM is sent at once.`,
    ...hasSleepAction(profile)
      ? withGracePeriod(sleepingHook(hook, seconds, profile), seconds, 0, workload, profile)
      : { fix: `Replace ${showPath(hook)} with httpGet and a path that the application answers after ${seconds} s${raisedGracePeriodClause(seconds, 0, workload, profile, ', and set')}.` },
  }];
}
