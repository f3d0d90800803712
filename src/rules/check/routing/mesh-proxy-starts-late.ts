import { isStore } from '../../../analysis/pod/store-images';
import { hasNativeSidecar, ISTIO_CONFIG, istioSetting, Mesh, meshOf } from '../../../analysis/traffic/mesh';
import { Path, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { withIstioSetting } from '../../fixes/istio';
import { workloadRule } from '../workload-rule';

const AWAIT = 'config.linkerd.io/proxy-await';

export const meshProxyStartsLate = workloadRule({
  id: 'mesh-proxy-starts-late',
  severity: 'info',
  title: 'Mesh proxy that starts after the application',
  impact: 'The first calls of a new pod fail; an application that exits because of that restarts until the proxy happens to be ready first.',
  why: 'The containers of a pod start without waiting for each other, but no request leaves the pod before the proxy is ready.',
  fix: 'Make the containers wait for the proxy, or run it as a native sidecar.',
  reference: 'https://istio.io/latest/docs/ops/common-problems/injection/#pod-or-containers-start-with-network-issues-if-istio-proxy-is-not-ready',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    metadata:
      annotations: { linkerd.io/inject: enabled, config.linkerd.io/proxy-await: disabled, config.alpha.linkerd.io/proxy-wait-before-exit-seconds: "10" }
`,
    passing: `
kind: Deployment
spec:
  template:
    metadata:
      annotations: { linkerd.io/inject: enabled, config.linkerd.io/proxy-await: enabled, config.alpha.linkerd.io/proxy-wait-before-exit-seconds: "10" }
`,
  },
  judge: (workload, { kubernetesMinor }, manifests) => {
    const mesh = meshOf(workload, manifests);
    // A store does not call other services while it starts.
    if (!mesh || workload.containers.some(isStore)) { return undefined; }
    if (waits(workload, mesh) || hasNativeSidecar(workload, mesh, kubernetesMinor, manifests)) { return []; }
    const path: Path = [...WORKLOAD_PATHS.podAnnotations, mesh === 'istio' ? ISTIO_CONFIG : AWAIT];
    return [{
      path,
      message: 'The containers do not wait for the proxy of the mesh: their calls fail until it is ready.',
      ...mesh === 'istio'
        ? withIstioSetting(workload, 'holdApplicationUntilProxyStarts', 'true')
        : edited([{ path, value: undefined }], { byHand: 'why the containers were told not to wait' }),
    }];
  },
});

// With Linkerd, containers wait by default.
function waits(workload: Workload, mesh: Mesh): boolean {
  return mesh === 'istio' ? istioSetting(workload, 'holdApplicationUntilProxyStarts') === 'true' : workload.podAnnotations[AWAIT] !== 'disabled';
}
