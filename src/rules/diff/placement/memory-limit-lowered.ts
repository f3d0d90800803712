import { isInjected } from '../../../analysis/pod/image-reference';
import { quantityAt } from '../../../analysis/pod/quantity';
import { Container, FieldCursor, rootOf, showPath, valueAt, Workload } from '../../../manifests';
import { Violation } from '../../../rules';
import { shorten } from '../../../text';
import { capitalizedContainerLabel, containerLabel } from '../../wording/containers';
import { workloadChangeRule } from '../change-rules';
import { keptContainers } from '../kept-containers';
import { Change } from '../object-diff';
import { isUntouched } from '../untouched';


const LIMIT = ['resources', 'limits', 'memory'];

export const memoryLimitLowered = workloadChangeRule({
  id: 'memory-limit-lowered',
  severity: 'warning',
  title: 'Lower memory limit',
  impact: 'New pods pass their probes, get requests, and are killed under load with all requests in flight, one after the other.',
  why: 'The kernel kills a container that exceeds its memory limit. Its usage under load shows only after it is ready, when old pods are already removed.',
  fix: 'Measure the peak memory usage of the running pods, and keep the limit above it.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { memory: 128Mi }, limits: { memory: 128Mi } } }] } } }
`,
    safe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, resources: { requests: { memory: 512Mi }, limits: { memory: 512Mi } } }] } } }
`,
  },
  judge: kept => {
    if (isUntouched(kept)) { return []; }
    const containers = keptContainers(kept).filter(({ after }) => !isInjected(after));
    return containers.length === 0 ? undefined : containers.flatMap(container => findViolations(container, kept));
  },
});

function findViolations({ before, after }: Change<Container>, kept: Change<Workload>): Violation[] {
  const [old, now] = [rootOf(kept.before.object.json), rootOf(kept.after.object.json)];
  const path = [...after.path, ...LIMIT];
  const [was, is] = [quantityAt(old, [...before.path, ...LIMIT]), quantityAt(now, path)];
  if (is === undefined || (was ?? Infinity) <= is) { return []; }
  const written = (
    place: FieldCursor,
    container: Container,
  ): string => shorten(String(valueAt(place, [...container.path, ...LIMIT])));
  const changes = was === undefined ? `gets a memory limit of ${written(now, after)}, and had none before`
    : `gets a memory limit of ${written(now, after)} instead of ${written(old, before)}`;
  return [{
    path,
    message: `${capitalizedContainerLabel(after)} ${changes}: new pods that need more under load are killed with all their requests, after old pods have been removed.`,
    fix: `Set ${showPath(path)} above what ${containerLabel(after)} uses at its peak now, as shown by kubectl top pod --containers.`,
  }];
}
