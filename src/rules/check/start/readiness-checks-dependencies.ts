import { runningContainers } from '../../../analysis/pod/containers';
import { asksBehind } from '../../../analysis/pod/probe-checks';
import { probePath } from '../../../analysis/pod/probes';
import { servesRequests } from '../../../analysis/traffic/router';
import { showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const readinessChecksDependencies = workloadRule({
  id: 'readiness-checks-dependencies',
  severity: 'warning',
  title: 'readinessProbe that checks a shared dependency',
  impact: 'A short failure of a database makes all pods unready at once: even requests that do not need it fail.',
  why: 'A shared dependency fails for all pods at once. When no pod is ready, routers cannot send requests anywhere.',
  fix: 'Check only whether this process can answer, and let the requests that need the dependency fail on their own.',
  reference: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes.external-state',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /health/db } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { httpGet: { path: /ready } } }] } } }
`,
  },
  judge: workload => {
    const probed = runningContainers(workload).filter(({ readiness }) => readiness?.check.kind === 'httpGet');
    if (!servesRequests(workload) || probed.length === 0) { return undefined; }
    return probed.flatMap(container => {
      const check = container.readiness!.check;
      if (!asksBehind(check)) { return []; }
      const path = [...probePath(container, 'readiness'), 'httpGet', 'path'];
      return [{
        path,
        message: `The readiness probe of ${containerLabel(container)} requests ${shorten(check.path)}, which seems to check a dependency that all pods share: when that fails, no pod is ready and every request fails.`,
        fix: `Set ${showPath(path)} to one that checks only whether this process can answer.`,
      }];
    });
  },
});
