import { placeOf } from '../../../analysis/pod/containers';
import { isJvm } from '../../../analysis/pod/jvm';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, placeAt, valueAt, Workload } from '../../../manifests';
import { edited } from '../../fixes/edited';
import type { FixEdit } from '../../rule';
import { capitalizedContainerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const CORE = 1000;

export const cpuLimitThrottlesStart = workloadRule({
  id: 'cpu-limit-throttles-start',
  severity: 'info',
  title: 'CPU limit that throttles the start of a JVM',
  impact: 'Starts take several times as long as without the limit, and so do updates and the replacement of lost pods; probes kill some of the starts.',
  why: 'While it starts, a JVM loads and compiles classes with all the CPU it can get. A limit below one core throttles it for most of that time.',
  fix: 'Keep the CPU request and remove the limit, or raise the limit to at least one core.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: JAVA_TOOL_OPTIONS, value: -Xss512k }], resources: { limits: { cpu: 500m } } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, env: [{ name: JAVA_TOOL_OPTIONS, value: -Xss512k }], resources: { limits: { cpu: '1' } } }] } } }
`,
  },
  judge: workload => {
    const { serving } = workload;
    if (!serving || !servesRequests(workload) || !isJvm(workload, serving)) { return undefined; }
    const limit = millicores(valueAt(placeOf(workload, serving), ['resources', 'limits', 'cpu']));
    const path = [...serving.path, 'resources', 'limits', 'cpu'];
    return limit === undefined || limit >= CORE ? [] : [{
      path,
      message: `${capitalizedContainerLabel(serving)} runs a JVM with a CPU limit of ${limit / CORE} cores: it is throttled for most of its start, which takes several times as long.`,
      ...edited([...requestOf(workload, serving), { path, value: undefined }], { or: 'set it to 1 or more', byHand: 'that the node may give it more CPU than this' }),
    }];
  },
});

// A limit without a request is also the request.
function requestOf(workload: Workload, container: Container): FixEdit[] {
  const resources = placeAt(placeOf(workload, container), ['resources']);
  const path = ['requests', 'cpu'];
  return valueAt(resources, path) === undefined ? [{ path: [...container.path, 'resources', ...path], value: valueAt(resources, ['limits', 'cpu']) }] : [];
}

/** `500` of `500m`, `0.5` or 0.5. */
function millicores(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') { return quantity * CORE; }
  const parts = typeof quantity === 'string' ? /^(\d{1,9}(?:\.\d{1,9})?)(m?)$/.exec(quantity) : null;
  return parts ? Number(parts[1]) * (parts[2] === 'm' ? 1 : CORE) : undefined;
}
