import { callsSibling, isFilterOf } from '../../../../analysis/pod/asked-siblings';
import { wordsOf } from '../../../../analysis/pod/containers';
import { isBystander, isHelper, isMeshProxy, isReverseProxy, isShipper } from '../../../../analysis/pod/known-images';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SIDECARS_MINOR } from '../../../../intent/kubernetes-version';
import { Container, hookSeconds, showPath, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { capitalizedContainerLabel, containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const unorderedContainers = workloadPart((workload, { kubernetesMinor }) => {
  const { containers, sidecars, serving } = workload;
  const helpers = containers.filter(container => container !== serving && (isHelper(container) || isAsked(container, workload)));
  if (!servesRequests(workload) || [...helpers, ...sidecars.filter(isHelper)].length === 0) { return undefined; }
  return helpers.filter(helper => !waitsForOthers(helper, workload)).map(helper => ({
    path: helper.path,
    message: `${capitalizedContainerLabel(helper)} ${stopInWords(helper, workload)}: requests that still need it fail.`,
    fix: kubernetesMinor >= SIDECARS_MINOR
      ? `Move ${showPath(helper.path)} to ${showPath(WORKLOAD_PATHS.initContainers)} and give it restartPolicy Always.`
      : `Give ${showPath(helper.path)} a preStop hook that takes as long as the application needs to finish.`,
  }));
});

// A hook, or an option to wait for the last connection, keeps it running until the application has finished.
function waitsForOthers(helper: Container, workload: Workload): boolean {
  const waits = Boolean(helper.preStop) && !isShorter(helper, workload);
  return waits || wordsOf(workload, helper).some(word => /^--?(?:max-sigterm-delay|term_timeout)\b/.test(word));
}

/** Whether its hook is certainly over before that of the application, which serves until then. */
function isShorter({ preStop }: Container, workload: Workload): boolean {
  const [own, needed] = [hookSeconds(preStop), hookTimeOf(workload)];
  return own !== undefined && needed !== undefined && own < needed;
}

function stopInWords(helper: Container, workload: Workload): string {
  const own = hookSeconds(helper.preStop);
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
