import { counterparts, podCount, retainedPods } from './service-steps';
import { ClusterProfile } from '../../../analysis/cluster-profile';
import { podsIn } from '../../../analysis/traffic/known-pods';
import { LoadBalancer, loadBalancersOf } from '../../../analysis/traffic/load-balancer';
import { workloadsByObject } from '../../../analysis/workloads';
import { matcherOf, PodOwner, Service, SERVICE_PATHS, showPath } from '../../../manifests';
import { Violation } from '../../../rules';
import { valueInWords } from '../../wording/values';
import { Change } from '../object-diff';
import { Edit, keepPrevious, set } from '../recipe';
import { Update } from '../update';

type Labels = Readonly<Record<string, string>>;

const PATH = showPath(SERVICE_PATHS.selector);

/** Where users have measured failed requests; the others register targets faster. */
const NOTICED: ReadonlySet<LoadBalancer['kind']> = new Set(['gcp', 'nlb']);

/** A Service that moves from all its pods to other running ones in one step, where a load balancer outside of the cluster targets pods. */
export function flipOf(
  { before, after }: Change<Service>,
  served: readonly PodOwner[],
  found: readonly PodOwner[],
  update: Update,
  profile: ClusterProfile,
): Violation[] {
  if (served.some(group => found.includes(group))) { return []; }
  const workloads = served.flatMap(({ object }) => workloadsByObject(update.before).get(object) ?? []);
  const balancer = workloads.flatMap(workload => loadBalancersOf(workload, profile, update.before))
    .find(({ service }) => service === before);
  return balancer ? [{
    path: SERVICE_PATHS.selector,
    severity: NOTICED.has(balancer.kind) ? 'warning' : 'info',
    message: `The Service moves from the pods with ${valueInWords(before.selector)} to those with ${valueInWords(after.selector)} in one step, and ${balancer.called} targets pods: `
      + 'it loses all targets before it considers the new ones healthy, and responds with 502 or 503 until then.',
    ...remedy({ before, after }, served, found, update),
  }] : [];
}

function remedy(
  { before, after }: Change<Service>, served: readonly PodOwner[], found: readonly PodOwner[], update: Update,
): Pick<Violation, 'fix' | 'recipe'> {
  const until = 'the load balancer considers the new pods healthy';
  const shared = Object.fromEntries(Object.entries(before.selector).filter(([key, value]) => after.selector[key] === value));
  if (!isOnlyTheirs(shared, [...served, ...found], before, update)) {
    return { fix: `Select both the old and the new pods in ${PATH}, by a label that only these have, until ${until}, and only then the new ones alone.` };
  }
  const retained = retainedPods(update, served).filter(edit => edit.object !== after.object);
  const edits = [...retained, ...stillRunning(served, update), set(after.object, SERVICE_PATHS.selector, shared)];
  return {
    fix: `Set ${PATH} to ${valueInWords(shared)}, which old and new pods have, until ${until}.`,
    recipe: [{ edits, until: `when ${until}` }, { edits: [] }],
  };
}

/** The old pods stay in that release, even if the change scales them to 0. */
function stillRunning(served: readonly PodOwner[], update: Update): Edit[] {
  return served.flatMap(({ object }) => {
    const after = counterparts(update).afterOf.get(object);
    return after && podCount({ object: after }, update.after) === 0 ? [keepPrevious(after)] : [];
  });
}

function isOnlyTheirs(labels: Labels, meant: readonly PodOwner[], { object: { namespace } }: Service, update: Update): boolean {
  const fits = matcherOf({ matchLabels: labels, matchExpressions: [] });
  const own = new Set(meant.flatMap(({ object }) => [object, counterparts(update).afterOf.get(object)]));
  return Object.keys(labels).length > 0 && [update.before, update.after]
    .flatMap(manifests => podsIn(manifests, namespace))
    .every(({ object, podLabels }) => own.has(object) || !fits(podLabels));
}
