import { callsSibling } from '../../../../analysis/pod/asked-siblings';
import { wordsOf } from '../../../../analysis/pod/containers';
import { isBystander, isHelper, isMeshProxy, isReverseProxy } from '../../../../analysis/pod/known-images';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SIDECARS_MINOR } from '../../../../intent/kubernetes-version';
import { Container, showPath, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { capitalizedContainerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const unorderedContainers = workloadPart((workload, { kubernetesMinor }) => {
  const { containers, sidecars, serving } = workload;
  const helpers = containers.filter(container => container !== serving && (isHelper(container) || isCalled(container, workload)));
  if (!servesRequests(workload) || [...helpers, ...sidecars.filter(isHelper)].length === 0) { return undefined; }
  // A hook, or an option to wait for the last connection, keeps it running until the application has finished.
  return helpers.filter(helper => !helper.preStop && !wordsOf(workload, helper).some(word => /^--?(?:max-sigterm-delay|term_timeout)\b/.test(word))).map(helper => ({
    path: helper.path,
    message: `${capitalizedContainerLabel(helper)} gets SIGTERM together with the application and stops at once: requests that still need it fail.`,
    fix: kubernetesMinor >= SIDECARS_MINOR
      ? `Move ${showPath(helper.path)} to ${showPath(WORKLOAD_PATHS.initContainers)} and give it restartPolicy Always.`
      : `Give ${showPath(helper.path)} a preStop hook that takes as long as the application needs to finish.`,
  }));
});

// Without a hook both stop at the same time, and the container behind a reverse proxy is the application.
function isCalled(container: Container, workload: Workload): boolean {
  const { serving } = workload;
  return serving !== undefined && Boolean(hookTimeOf(workload)) && !isReverseProxy(serving) && !isMeshProxy(container)
    && !isBystander(container) && callsSibling(serving, container, workload);
}
