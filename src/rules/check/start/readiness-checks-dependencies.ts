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
  title: 'readinessProbe that checks what all pods share',
  impact: 'A short failure of a database makes all pods unready at once: even requests that do not need it fail.',
  why: 'What several pods share fails for all of them. When none is ready, routers have nobody to send to.',
  fix: 'Ask whether this process can answer, and let requests that need what is missing fail by themselves.',
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
        message: `The readiness probe of ${containerLabel(container)} asks ${shorten(check.path)}, which seems to look at what all pods share: when that fails, no pod is ready, and every request fails.`,
        fix: `Set ${showPath(path)} to one that asks only whether this process can answer.`,
      }];
    });
  },
});
