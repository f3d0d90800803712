import { ClusterProfile } from '../../../../analysis/cluster-profile';
import { callsSibling, isFilterOf } from '../../../../analysis/pod/asked-siblings';
import { placeOf, wordsOf } from '../../../../analysis/pod/containers';
import { earlyStopOf } from '../../../../analysis/pod/early-stop';
import { imageName } from '../../../../analysis/pod/image-reference';
import { isBystander, isHelper, isMeshProxy, isReverseProxy, isShipper } from '../../../../analysis/pod/known-images';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SIDECARS_MINOR } from '../../../../intent/kubernetes-version';
import { backgroundSeconds, Container, CONTAINER_PATHS, hookSeconds, listAt, showPath, stringAt, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { capitalizedContainerLabel, containerLabel, hookPath } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const unorderedContainers = workloadPart((workload, profile) => {
  const { containers, sidecars, serving } = workload;
  const helpers = containers.filter(container => container !== serving && (isHelper(container) || isAsked(container, workload)));
  const native = sidecars.filter(isHelper);
  if (!servesRequests(workload) || [...helpers, ...native].length === 0) { return undefined; }
  return [
    ...helpers.filter(helper => !waitsForOthers(helper, workload)).map(helper => ({
      path: helper.path,
      message: `${capitalizedContainerLabel(helper)} ${stopInWords(helper, workload)}: requests that still need it fail.`,
      fix: laterStop(helper, profile),
    })),
    ...native.filter(helper => isStoppedByHook(helper) && !waitsAfterSignal(helper, workload)).map(helper => ({
      path: hookPath(helper),
      message: `The preStop hook of ${containerLabel(helper)} stops it as soon as the stop of a pod begins, although it is a native sidecar: requests that still need it fail.`,
      ...edited([{ path: [...helper.path, ...CONTAINER_PATHS.preStop], value: undefined }]),
    })),
  ];
});

// The hook of a native sidecar runs together with those of the other containers, so one that stops it has to be removed.
function laterStop(helper: Container, { kubernetesMinor }: ClusterProfile): string {
  const path = showPath(helper.path);
  if (kubernetesMinor < SIDECARS_MINOR) { return `Give ${path} ${helper.preStop ? 'instead ' : ''}a preStop hook that takes as long as the application needs to finish.`; }
  const hook = isWithoutWait(helper) ? `, and remove its ${CONTAINER_PATHS.preStop.join('.')}` : '';
  return `Move ${path} to ${showPath(WORKLOAD_PATHS.initContainers)} and give it restartPolicy Always${hook}.`;
}

// A hook, or an option to wait for the last connection, keeps it running until the application has finished.
function waitsForOthers(helper: Container, workload: Workload): boolean {
  return Boolean(helper.preStop) && !isWithoutWait(helper) && !isShorter(helper, workload) || waitsAfterSignal(helper, workload);
}

function waitsAfterSignal(helper: Container, workload: Workload): boolean {
  const variables = listAt(placeOf(workload, helper), ['env']).map(variable => stringAt(variable, ['name']) ?? '');
  return wordsOf(workload, helper).some(word => /^--?(?:m(?:ax|in)-sigterm-delay|term_timeout)\b/.test(word))
    || variables.some(name => /^(?:CSQL|ALLOYDB)_PROXY_M(?:AX|IN)_SIGTERM_DELAY$/.test(name));
}

/** Whether its hook takes no time, or stops it before it waits. */
function isWithoutWait(helper: Container): boolean {
  return secondsOf(helper) === 0 || isStoppedByHook(helper);
}

/** How long its hook takes, as far as known. A command in the background may delay SIGTERM, too. */
function secondsOf({ preStop }: Container): number | undefined {
  return (preStop?.kind === 'exec' ? backgroundSeconds(preStop.command) : undefined) ?? hookSeconds(preStop);
}

/** PgBouncer and PgCat serve the connections that they have for some time after a signal. */
function isStoppedByHook(helper: Container): boolean {
  return earlyStopOf(helper) !== undefined && !/^pg(?:bouncer|cat)$/.test(imageName(helper.image));
}

/** Whether its hook is certainly over before that of the application, which serves until then. */
function isShorter(helper: Container, workload: Workload): boolean {
  const [own, needed] = [secondsOf(helper), hookTimeOf(workload)];
  return own !== undefined && needed !== undefined && own < needed;
}

function stopInWords(helper: Container, workload: Workload): string {
  const own = secondsOf(helper);
  if (helper.preStop && isWithoutWait(helper)) {
    return `has a preStop hook that ${isStoppedByHook(helper) ? 'stops it at once' : 'does not wait, so it stops at once'}, before the application has finished`;
  }
  return !own ? 'gets SIGTERM together with the application and stops at once'
    : `gets SIGTERM ${own} s after the stop of a pod has begun, but the preStop hook of ${containerLabel(workload.serving!)} keeps serving for ${hookTimeOf(workload)} s`;
}

// Without a hook both stop at the same time, and the container behind a reverse proxy is the application.
function isAsked(container: Container, workload: Workload): boolean {
  const { serving } = workload;
  if (!serving || !hookTimeOf(workload)) { return false; }
  return isFilterOf(serving, container)
    || (!isReverseProxy(serving) && !isMeshProxy(container) && !isBystander(container) && !isShipper(container)
      && callsSibling(serving, container, workload));
}
