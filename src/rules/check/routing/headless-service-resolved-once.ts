import { ResolvedOnce, resolvedOnce } from '../../../analysis/traffic/resolved-once';
import { workloadsBehind } from '../../../analysis/workloads';
import { groupedBy, ManifestSet, SERVICE_PATHS, showPath, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult, Violation } from '../../rule';
import { displayName } from '../../wording/objects';

const FRONT = (clusterIP: string): string => `
kind: Service
spec: { clusterIP: ${clusterIP} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: front, namespace: shop, labels: { app: front } }
spec:
  replicas: 3
  revisionHistoryLimit: 5
  minReadySeconds: 10
  progressDeadlineSeconds: 400
  selector: { matchLabels: { app: front } }
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  template:
    metadata: { labels: { app: front } }
    spec:
      enableServiceLinks: false
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 45
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: nginx
          image: docker.io/nginxinc/nginx-unprivileged:1.27.4
          resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
          volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }]
      volumes: [{ name: conf, configMap: { name: front-7h2k9d4f5m } }]
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: front } }, matchLabelKeys: [pod-template-hash] }
        - { maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: front } }, matchLabelKeys: [pod-template-hash] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: front, namespace: shop }
spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow, selector: { matchLabels: { app: front } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: front-7h2k9d4f5m, namespace: shop }
immutable: true
data: { default.conf: 'server { listen 8080; location / { proxy_pass http://web.shop.svc.cluster.local:8080; } }' }
`;

export const headlessServiceResolvedOnce: Rule = {
  id: 'headless-service-resolved-once',
  severity: 'warning',
  title: 'Headless Service behind an nginx that resolves its name once',
  impact: 'After an update of its pods, nginx sends to addresses that do not exist: every request is answered with 502 or 504 until nginx restarts.',
  why: 'The name of a headless Service resolves to the addresses of its pods, which change with each update. nginx resolves the hosts of its configuration when it starts, and keeps their addresses.',
  fix: 'Send to a Service with a cluster IP, which does not change, or set a resolver and use a variable as the host.',
  reference: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass',
  examples: { failing: FRONT('None'), passing: FRONT('null') },
  judge: manifests => manifests.workloads.flatMap(workload => resultsOf(workload, manifests)),
};

function resultsOf(workload: Workload, manifests: ManifestSet): RuleResult[] {
  return [...groupedBy(resolvedOnce(workload, manifests), ({ config }) => [config])].map(([object, found]) => ({
    object,
    workload,
    violations: found.flatMap(each => violationOf(each, workload, manifests) ?? []),
  }));
}

function violationOf(
  { host, service, path }: ResolvedOnce, { object: proxy }: Workload, manifests: ManifestSet,
): Violation | undefined {
  const behind = workloadsBehind(service, manifests).find(({ object }) => object !== proxy);
  if (!service.headless || !behind) { return undefined; }
  return {
    path,
    message: `The nginx of ${displayName(proxy)} resolves ${shorten(host)} only when it starts, and ${displayName(service.object)} is headless: after an update of ${displayName(behind.object)} it sends to pods that do not exist, and every request fails until it restarts.`,
    fix: `Send to a Service for the same pods that has a cluster IP (without ${showPath(SERVICE_PATHS.clusterIp)} None), or set a resolver with "valid=5s" and use a variable as the host in proxy_pass.`,
  };
}
