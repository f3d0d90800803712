import { runningContainers } from '../../../analysis/pod/containers';
import { isExporter, isReverseProxy } from '../../../analysis/pod/known-images';
import { asksBehind, asksOnlyProcess, describeCheck, questionOf } from '../../../analysis/pod/probe-checks';
import { probePath } from '../../../analysis/pod/probes';
import { Container, CONTAINER_PATHS, Path, ProbeCheck, Workload } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const livenessChecksDependencies = workloadRule({
  id: 'liveness-checks-dependencies',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'livenessProbe that checks the same as the readinessProbe',
  impact: 'A temporary problem, such as a slow database or too much load, restarts all pods at once.',
  why: 'Readiness takes a pod out of service until it can answer again; liveness kills it. A cause that makes one fail must not make the other fail. A check of both whose path does not tell what it depends on is reported as info; one that by convention checks only the process, such as `/healthz`, `/ping` or the gRPC health of a whole server, is not.',
  fix: 'Use a liveness path that checks only this process, or omit the probe.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/#liveness-probe',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          livenessProbe: { httpGet: { path: /ready, port: 8080 }, failureThreshold: 6, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          livenessProbe: { httpGet: { path: /live, port: 8080 }, failureThreshold: 6, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
  },
  judge: workload => {
    const probed = runningContainers(workload).filter(({ liveness }) => liveness);
    return probed.length === 0 ? undefined : probed.flatMap(container => violationsOf(workload, container));
  },
});

function violationsOf(workload: Workload, container: Container): Violation[] {
  const { check } = container.liveness!;
  const path = probePath(container, 'liveness');
  const where = containerLabel(container);
  if (asksBehind(check)) {
    const asked = [...path, 'httpGet', 'path'];
    return [{
      path: asked,
      message: `The liveness probe of ${where} requests ${shorten(check.path)}, which seems to check a dependency that all pods share: when that fails, all pods are restarted, again and again.`,
      ...removed(path),
    }];
  }
  return !asksTheSame(workload, container) ? [] : [{
    path,
    message: `The liveness probe of ${where} checks the same as its readiness probe, ${describeCheck(check)}: if the answer depends on anything but the process, such as a database, a failure there restarts all pods.`,
    ...removed(path),
    ...mayBeCheap(check) && !isHomePage(container) ? { severity: 'info' } : {},
  }];
}

function removed(path: Path): Fix {
  return edited([{ path, value: undefined }], { or: 'let it check only whether this process is stuck', byHand: 'that a stuck process exits by itself' });
}

// Kubernetes itself recommends one cheap check for both. A path with "ready" in its name checks more.
function mayBeCheap(check: ProbeCheck): boolean {
  return check.kind !== 'httpGet' || !/read(?:y|iness)/i.test(check.path);
}

// A whole page takes long under load, and the default timeout is 1 s. File servers answer it quickly.
function isHomePage(container: Container): boolean {
  const { check, timing } = container.liveness!;
  return isFirstPage(check) && timing.timeout <= 1 && !isReverseProxy(container);
}

function isFirstPage(check: ProbeCheck): boolean {
  return check.kind === 'httpGet' && check.path === '/';
}

// A liveness path is right here, even if it is too weak for readiness.
function asksTheSame(workload: Workload, container: Container): boolean {
  const { liveness, readiness } = container;
  if (!liveness || !readiness || asksOnlyProcess(liveness.check)) { return false; }
  // An exporter's first page only links to its metrics.
  if (isFirstPage(liveness.check) && isExporter(container)) { return false; }
  const question = questionOf(workload, container, liveness.check, CONTAINER_PATHS.liveness);
  return question !== undefined && question === questionOf(workload, container, readiness.check, CONTAINER_PATHS.readiness);
}
