import { ReplicaRange } from './replica-range';
import { Router } from './router';
import { HOSTNAME, isOfZones, ZONE } from '../../analysis/scheduling/spread';
import { TopologyConstraint, TopologySpread, WhenUnsatisfiable } from '../../intent';
import { REJECTED } from '../checks/consequences';
import { isQualifiedName } from '../checks/names';
import { checkOneOf } from '../checks/nested';
import { wholeNumber } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { objectsIn } from '../checks/type-guards';
import { rejectUnknownOptions } from '../checks/typos';

/** How pods are spread. */
export interface Spread {
  readonly constraints: SpreadConstraint[];
  /** Acknowledged rules whose reasons are part of a prop. */
  readonly acknowledged: { [rule: string]: string };
}

/** A constraint, without the selector of the pods that it counts. */
export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: WhenUnsatisfiable;
}

const ALL_ON_ONE_NODE = 'All pods may be on one node, and its drain or failure is an outage.';

// Preferred, not required: with a required spread, the pod that a rollout adds may find no node.
const OVER_ZONES_AND_NODES: Spread = {
  constraints: [ZONE, HOSTNAME].map(topologyKey => ({
    topologyKey, maxSkew: 1, whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY,
  })),
  acknowledged: {},
};

export function deriveSpread(errors: PropErrors, given: TopologySpread | undefined, range: ReplicaRange, router: Router): Spread {
  if (given === undefined) { return OVER_ZONES_AND_NODES; }
  const mayLoseAll = range.max > 1 && router.name !== 'none';
  const choice = given?._choice;
  switch (choice?.kind) {
    case 'across': return { constraints: checkedConstraints(errors, choice.constraints, mayLoseAll), acknowledged: {} };
    // No rule asks for a spread if there is a single pod, or if losing all pods fails no request.
    case 'none': return { constraints: [], acknowledged: mayLoseAll ? { 'pods-not-spread': choice.reason } : {} };
    default:
      errors.add({
        prop: 'topologySpread',
        given,
        allowed: 'TopologySpread.across(…) or another factory of TopologySpread',
        because: ALL_ON_ONE_NODE,
        remedy: 'use a factory of TopologySpread',
      });
      return OVER_ZONES_AND_NODES;
  }
}

const ACROSS = 'topologySpread (TopologySpread.across)';

function checkedConstraints(errors: PropErrors, given: TopologyConstraint[], mayLoseAll: boolean): SpreadConstraint[] {
  const taken = new Set<string>();
  const constraints = objectsIn(errors, ACROSS, given, REJECTED)
    .flatMap(({ at, value }) => checkedConstraint(errors, at, value, taken));
  if (errors.has(ACROSS)) { return constraints; }
  if (constraints.length === 0) {
    errors.add({
      prop: ACROSS,
      given,
      shown: 'no constraint',
      allowed: 'at least one constraint',
      because: ALL_ON_ONE_NODE,
      remedy: 'leave it out for zones and nodes, or write TopologySpread.none({ reason })',
    });
  } else if (mayLoseAll && !constraints.some(({ topologyKey }) => isOfZones(topologyKey))) {
    errors.add({
      prop: ACROSS,
      given,
      shown: constraints.map(({ topologyKey }) => topologyKey).join(', '),
      allowed: 'a spread with Topology.ZONE in it',
      because: 'All pods may be in one zone: if it fails, every request fails.',
      remedy: 'add { topology: Topology.ZONE } if the nodes have its label',
      rule: 'pods-not-spread',
    });
  }
  return constraints;
}

function checkedConstraint(errors: PropErrors, at: string, given: TopologyConstraint, taken: Set<string>): SpreadConstraint[] {
  rejectUnknownOptions(errors, given, ['topology', 'maxSkew', 'whenUnsatisfiable'], `${at}.`);
  const { topology, whenUnsatisfiable = WhenUnsatisfiable.SCHEDULE_ANYWAY } = given;
  const maxSkew = wholeNumber(errors, `${at}.maxSkew`, given.maxSkew, 1, { min: 1, because: REJECTED });
  checkOneOf(errors, `${at}.whenUnsatisfiable`, whenUnsatisfiable, Object.values(WhenUnsatisfiable));
  const topologyKey: unknown = topology?.key;
  if (!isQualifiedName(topologyKey)) {
    errors.add({
      prop: `${at}.topology`,
      given: topology,
      allowed: 'Topology.ZONE, Topology.HOSTNAME, or Topology.custom(…) with the key of a node label',
      because: REJECTED,
      remedy: 'use Topology of cdk8s-plus-27',
    });
    return [];
  }
  const pair = `${topologyKey} ${whenUnsatisfiable}`;
  if (taken.has(pair)) {
    errors.add({
      prop: `${at}.topology`,
      given: topology,
      shown: topologyKey,
      allowed: `one that no other constraint with ${whenUnsatisfiable} has`,
      because: REJECTED,
      remedy: 'remove one of the two',
    });
  }
  taken.add(pair);
  return [{ topologyKey, maxSkew, whenUnsatisfiable }];
}
