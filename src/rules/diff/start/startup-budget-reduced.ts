import { ClusterProfile, Violation } from '../..';
import { isInjected } from '../../../analysis/pod/image-reference';
import { probePath } from '../../../analysis/pod/probes';
import { mayKillStart, startupTimeOf } from '../../../analysis/pod/startup';
import { guaranteedStartup } from '../../../lifecycle';
import { Container, Probe, PROBE_PATHS, rootOf, showPath, valueAt, Workload } from '../../../manifests';
import { capitalizedContainerLabel } from '../../wording/containers';
import { valueInWords } from '../../wording/values';
import { workloadChangeRule } from '../change-rules';
import { keptContainers } from '../kept-containers';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';
import { isUntouched } from '../untouched';


export const startupBudgetReduced = workloadChangeRule({
  id: 'startup-budget-reduced',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'Less time for a start before startupProbe or livenessProbe kills it',
  impact: 'A slow start, on a cold node or under load, is killed again and again: the update gets stuck, and an evicted pod is not replaced.',
  why: 'The kubelet kills the container after failureThreshold failures of the startup probe, or of the liveness probe without one: as early as initialDelaySeconds + (failureThreshold - 1) * periodSeconds.',
  fix: 'Keep the time, or state with the annotation startup-time how long a start takes at most.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, startupProbe: { failureThreshold: 6 } }] } } }
`,
    safe: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/startup-time: 10s } }
spec: { template: { spec: { containers: [{ name: web, startupProbe: { failureThreshold: 6 } }] } } }
`,
  },
  judge: (kept, _update, profile) => {
    if (isUntouched(kept)) { return []; }
    const containers = keptContainers(kept)
      .filter(({ before, after }) => killerOf(before) && killerOf(after) && !isInjected(after));
    return containers.length === 0 ? undefined : containers.flatMap(container => findViolations(container, kept, profile));
  },
});

interface Killer {
  readonly name: 'startup' | 'liveness';
  readonly probe: Probe;
}

/** The probe that kills a slow start. */
function killerOf({ startup, liveness }: Container): Killer | undefined {
  if (startup) { return { name: 'startup', probe: startup }; }
  return liveness && { name: 'liveness', probe: liveness };
}

/** A small loss, such as a second of a minute, is usually a side effect of changing other numbers of the probe. */
const NEARLY = 0.9;

function findViolations(container: Change<Container>, kept: Change<Workload>, profile: ClusterProfile): Violation[] {
  const [was, is] = [killerOf(container.before)!, killerOf(container.after)!];
  const [had, has] = [guaranteedStartup(was.probe.timing), guaranteedStartup(is.probe.timing)];
  const known = startupTimeOf(kept.after, profile);
  const isEnough = known === undefined ? has >= NEARLY * had : has >= had || !mayKillStart(is.probe.timing, known);
  if (isEnough) { return []; }
  const isGone = was.name === 'startup' && is.name === 'liveness';
  const edit = isGone ? restored(container, kept) : raised(container.after, is, had, kept.after);
  const path = isGone ? probePath(container.after, 'liveness') : edit.path;
  return [{
    path,
    message: `${isGone ? `The startup probe of ${probedContainer(container)} is removed, and its liveness probe counts from the start` : `The ${is.name} probe of ${probedContainer(container)} allows less time`}: `
      + `a start that takes more than ${has} s may be killed (previously ${had} s).${known === undefined ? '' : ` It takes up to ${known} s.`}`,
    fix: isGone ? `Keep ${showPath(edit.path)}, or annotate startup-time if ${has} s are enough.`
      : `Set ${showPath(edit.path)} to ${valueInWords(edit.value)}, or annotate startup-time if ${has} s are enough.`,
    // The stated time of a start shows that the time was sufficient, and no longer is.
    severity: known !== undefined && known <= had ? 'error' : undefined,
    recipe: [{ edits: [edit] }],
  }];
}

type SetEdit = Extract<Edit, { kind: 'set' }>;

function restored({ before, after }: Change<Container>, kept: Change<Workload>): SetEdit {
  const value = valueAt(rootOf(kept.before.object.json), probePath(before, 'startup'));
  return set(kept.after.object, probePath(after, 'startup'), value) as SetEdit;
}

function raised(container: Container, { name, probe: { timing } }: Killer, wanted: number, { object }: Workload): SetEdit {
  const path = probePath(container, name);
  // A higher failureThreshold would make a liveness probe slower permanently.
  return (name === 'liveness'
    ? set(object, [...path, ...PROBE_PATHS.initialDelay], wanted - (timing.failureThreshold - 1) * timing.period)
    : set(
      object,
      [...path, ...PROBE_PATHS.failureThreshold],
      Math.ceil((wanted - timing.initialDelay) / timing.period) + 1,
    )) as SetEdit;
}

function probedContainer({ after }: Change<Container>): string {
  return capitalizedContainerLabel(after).replace(/^[CA]/, letter => letter.toLowerCase());
}
