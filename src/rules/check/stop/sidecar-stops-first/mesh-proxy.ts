import { longestRequestOf } from '../../../../analysis/pod/grace-period';
import { hookTimeOf } from '../../../../analysis/pod/stop-delay';
import { hasNativeSidecar, ISTIO_CONFIG, istioSetting, LINKERD_WAIT, linkerdWait, Mesh, meshOf, secondsOf } from '../../../../analysis/traffic/mesh';
import { servesRequests } from '../../../../analysis/traffic/router';
import { SHUTDOWN_OVERHEAD } from '../../../../lifecycle';
import { showPath, Workload, WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { withIstioSetting } from '../../../fixes/istio';
import { workloadPart } from '../../workload-rule';

const NATIVE = { istio: 'sidecar.istio.io/nativeSidecar', linkerd: 'config.alpha.linkerd.io/proxy-enable-native-sidecar' };
const CALLED = { istio: "Istio's", linkerd: "Linkerd's" };
const NATIVE_SIDECARS_SINCE = 29;

export const meshProxy = workloadPart((workload, profile, manifests) => {
  const { kubernetesMinor } = profile;
  const mesh = meshOf(workload, manifests);
  const stopDelay = hookTimeOf(workload);
  // Without a hook both stop at once, which another rule reports.
  if (!mesh || !stopDelay || !servesRequests(workload)) { return undefined; }
  // Linkerd's proxy lets requests in flight finish by itself.
  const needed = mesh === 'linkerd' ? stopDelay : stopDelay + (longestRequestOf(workload, profile) ?? allowedRequest(workload, stopDelay));
  const drain = drainOf(workload, mesh);
  if (hasNativeSidecar(workload, mesh, kubernetesMinor, manifests) || drain >= needed) { return []; }
  const path = [...WORKLOAD_PATHS.podAnnotations, mesh === 'istio' ? ISTIO_CONFIG : LINKERD_WAIT];
  const or = kubernetesMinor >= NATIVE_SIDECARS_SINCE ? `set ${showPath([...WORKLOAD_PATHS.podAnnotations, NATIVE[mesh]])} to "true"` : undefined;
  return [{
    path,
    message: `${CALLED[mesh]} proxy stops ${drain} s after the stop of a pod has begun, but the application keeps working for ${needed} s: `
      + 'its answers and its own calls after that fail.',
    ...mesh === 'istio' ? withIstioSetting(workload, 'terminationDrainDuration', `${needed}s`, or) : edited([{ path, value: `${needed}` }], { or }),
  }];
});

const LIKELY_REQUEST = 30;

// By default as long as the grace period allows for requests, but no longer than is likely.
function allowedRequest({ gracePeriod }: Workload, stopDelay: number): number {
  return Math.min(LIKELY_REQUEST, Math.max(0, gracePeriod - stopDelay - SHUTDOWN_OVERHEAD));
}

const ISTIO_DRAIN = 5;

// With EXIT_ON_ZERO_ACTIVE_CONNECTIONS the proxy waits until the last connection is closed, after the minimum drain time.
function drainOf(workload: Workload, mesh: Mesh): number {
  if (mesh === 'linkerd') { return linkerdWait(workload); }
  if (istioSetting(workload, 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS') === 'true') { return Infinity; }
  return secondsOf(istioSetting(workload, 'terminationDrainDuration') ?? '') ?? ISTIO_DRAIN;
}
