import { ClusterProfile } from '../../../analysis/cluster-profile';
import { KeepAlive, keepAliveOf } from '../../../analysis/pod/keep-alive';
import { ReusedConnections, reusedConnectionsOf } from '../../../analysis/traffic/reused-connections';
import { groupedBy, ManifestSet, showPath, Workload } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { capitalizedContainerLabel } from '../../wording/containers';
import { displayName } from '../../wording/objects';
import { workloadRule } from '../workload-rule';

const SERVICE = (seconds: number): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    alb.ingress.kubernetes.io/target-type: ip
    alb.ingress.kubernetes.io/healthcheck-path: /ready
    alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=30
spec: { ingressClassName: alb, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { elbv2.k8s.aws/pod-readiness-gate-inject: enabled } }
---
kind: Deployment
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 95
      containers:
        - name: web
          command: [gunicorn, --bind=0.0.0.0:8080, --worker-class=gthread, --threads=8, --keep-alive=${seconds}, 'shop:app']
          lifecycle: { preStop: { sleep: { seconds: 60 } } }
`;

export const keepAliveTooShort = workloadRule({
  id: 'keep-alive-too-short',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'Server keep-alive time below the idle timeout of the load balancer',
  impact: 'A few requests fail with 502 at any time, without a release and without a message of the application.',
  why: 'A load balancer keeps its connections to pods and sends the next request over them. If the server closes an idle connection first, a request that is already on its way is lost. An AWS Application Load Balancer keeps a connection for 60 s by default, one of Google Cloud for 600 s.',
  fix: 'Set the keep-alive time of the server above the idle timeout of the load balancer: to 65 s behind an AWS Application Load Balancer with its default, and to 620 s on Google Cloud.',
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout',
  examples: { failing: SERVICE(5), passing: SERVICE(65) },
  judge: (workload, profile, manifests) => {
    const pairs = pairsOf(workload, profile, manifests);
    if (pairs.length === 0) { return undefined; }
    // One finding for each container: the load balancer that keeps connections longest.
    return [...groupedBy(pairs, ({ reused }) => [reused.container]).values()]
      .map(of => of.reduce((one, other) => other.reused.idle > one.reused.idle ? other : one))
      .filter(({ keepAlive, reused }) => keepAlive.seconds <= reused.idle).map(violationOf);
  },
});

interface Pair {
  readonly reused: ReusedConnections;
  readonly keepAlive: KeepAlive;
}

function pairsOf(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Pair[] {
  return reusedConnectionsOf(workload, profile, manifests).flatMap(reused => {
    const keepAlive = keepAliveOf(workload, reused.container, manifests);
    return keepAlive && (keepAlive.ports ?? [reused.port]).includes(reused.port) ? [{ reused, keepAlive }] : [];
  });
}

function violationOf({ reused, keepAlive }: Pair): Violation {
  const { called, by, idle, source, isShared, container } = reused;
  const { seconds, server, setting, isDefault, path } = keepAlive;
  const kept = { stated: `for ${idle} s`, default: `for ${idle} s, its default,`, fixed: `for ${idle} s` }[source];
  return {
    path,
    // Another Ingress of the group may set a shorter timeout.
    severity: isShared ? 'info' : undefined,
    message: `${capitalizedContainerLabel(container)} closes an idle connection after ${seconds} s (${isDefault ? `the default of ${server} without ${setting}` : `${setting} of ${server}`}), `
      + `but ${called} (${displayName(by)}) keeps it ${kept} and sends further requests over it: those that arrive while the server closes it fail with 502, even without a release.`,
    ...fixOf(keepAlive, idle + (source === 'fixed' ? 20 : 5)),
  };
}

function fixOf({ setting, isDefault, path, prefix }: KeepAlive, seconds: number): Fix {
  if (isDefault) { return { fix: `Add ${setting}=${seconds} to the arguments in ${showPath(path)}.` }; }
  return prefix === undefined ? { fix: `Set ${setting} (${showPath(path)}) to ${seconds}.` } : edited([{ path, value: `${prefix}${seconds}` }]);
}
