import { Topology } from 'cdk8s-plus-27';
import { A_NUMBER_OR_NONE, AnyProps, expectRefusal, manifestsOf, refusalOf } from './refusals/refusal';
import { TopologySpread, WhenUnsatisfiable } from '../../src';
import { podWith } from '../manifests';
import { judged } from '../rules/check/judging';

const OWN = { labelSelector: { matchLabels: { 'service-name': 'my-svc' } }, matchLabelKeys: ['pod-template-hash'] };
const ZONE = 'topology.kubernetes.io/zone';
const HOSTNAME = 'kubernetes.io/hostname';
const zones = { topology: Topology.ZONE };
const nodes = { topology: Topology.HOSTNAME };
const REQUIRED = { whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE };
const NO_ZONES = { acknowledge: { 'pods-not-spread': 'the cluster is in one rack' } };
const constraints = (props: AnyProps) => podWith(props as any).topologySpreadConstraints;

test('pods are spread over zones and nodes by default', () => {
  expect(constraints({})).toEqual(constraints({ topologySpread: TopologySpread.across(zones, nodes) }));
  const each = { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', ...OWN };
  expect(constraints({})).toEqual([ZONE, HOSTNAME].map(topologyKey => ({ topologyKey, ...each })));
});

test('a stated constraint has its topology and skew, and counts the pods of its revision alone', () => {
  expect(constraints({ topologySpread: TopologySpread.across({ ...zones, maxSkew: 3 }) }))
    .toEqual([{ topologyKey: ZONE, maxSkew: 3, whenUnsatisfiable: 'ScheduleAnyway', ...OWN }]);
});

test('DoNotSchedule ignores nodes that do not accept pods, such as those of a lost zone or in a drain', () => {
  expect(constraints({ topologySpread: TopologySpread.across({ ...zones, ...REQUIRED }) }))
    .toEqual([{ topologyKey: ZONE, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: 'Honor', ...OWN }]);
});

test('without a spread there is no constraint, and the manifest states why', () => {
  const yaml = manifestsOf({ topologySpread: TopologySpread.none({ reason: 'one node' }) });
  expect(yaml).not.toContain('topologySpreadConstraints');
  expect(yaml).toContain('cdk8s-zero-downtime/acknowledge.pods-not-spread: one node');
});

test.each<[string, AnyProps]>([
  ['a single pod', { replicas: 1 }],
])('without a spread, %s needs no exception', (_, props) => {
  expect(manifestsOf({ ...props, topologySpread: TopologySpread.none({ reason: 'one node' }) })).not.toContain('acknowledge');
});

test.each<[string, AnyProps]>([
  ['zones', { topologySpread: TopologySpread.across(zones) }],
  ['a required spread over zones', { topologySpread: TopologySpread.across({ ...zones, ...REQUIRED }) }],
  ['both kinds over nodes', { topologySpread: TopologySpread.across(zones, nodes, { ...nodes, maxSkew: 2, ...REQUIRED }) }],
  ['a zone by another name', { topologySpread: TopologySpread.across({ topology: Topology.custom('example.com/zone') }) }],
  ['nodes alone, on purpose', { topologySpread: TopologySpread.across(nodes), ...NO_ZONES }],
  ['nodes alone for a single pod', { topologySpread: TopologySpread.across(nodes), replicas: 1 }],
  ['nothing, with a reason', { topologySpread: TopologySpread.none({ reason: 'one node' }) }],
])('`check` finds nothing where the spread is over %s', (_, props) => {
  expect(judged(manifestsOf(props)).findings).toEqual([]);
});

test('fails when pods are spread over nodes, but not over zones', () => {
  expectRefusal({ topologySpread: TopologySpread.across(nodes) }, {
    prop: 'topologySpread (TopologySpread.across)',
    given: 'kubernetes.io/hostname',
    allowed: 'a spread with Topology.ZONE in it',
    because: 'All pods may be in one zone: if it fails, every request fails.',
    remedy: 'add { topology: Topology.ZONE } if the nodes have its label',
    rule: 'pods-not-spread',
  });
});

test('fails when pods are spread over nothing', () => {
  expectRefusal({ topologySpread: TopologySpread.across() }, {
    prop: 'topologySpread (TopologySpread.across)',
    given: 'no constraint',
    allowed: 'at least one constraint',
    because: 'All pods may be on one node, and its drain or failure is an outage.',
    remedy: 'leave it out for zones and nodes, or write TopologySpread.none({ reason })',
  });
});

test.each([undefined, ' '])('fails when there is no spread and the reason is %j', reason => {
  expectRefusal({ topologySpread: TopologySpread.none({ reason } as any) }, {
    prop: 'reason (pods-not-spread)', given: reason === undefined ? 'undefined' : '" "', allowed: 'a reason in words', because: 'why it is there', remedy: 'give the reason',
  });
});

test.each([null, 'zone', []])('fails when the spread is %j', topologySpread => {
  expectRefusal({ topologySpread }, {
    prop: 'topologySpread',
    given: JSON.stringify(topologySpread),
    allowed: 'TopologySpread.across(…) or another factory of TopologySpread',
    because: 'All pods may be on one node',
    remedy: 'use a factory of TopologySpread',
  });
});

test.each([0, -1, 1.5, '2', null])('fails when the skew is %j', (maxSkew: any) => {
  expectRefusal({ topologySpread: TopologySpread.across(zones, { ...nodes, maxSkew }) }, {
    prop: 'topologySpread (TopologySpread.across)[1].maxSkew',
    given: JSON.stringify(maxSkew),
    allowed: 'a whole number from 1',
    because: 'The API server rejects it, and the release stops.',
    remedy: maxSkew === '2' ? 'write 2 without quotes' : A_NUMBER_OR_NONE,
  });
});

test.each([['DoNotSchedule ', '"DoNotSchedule "'], [true, 'true']])('fails when whenUnsatisfiable is %j', (whenUnsatisfiable: any, given) => {
  expectRefusal({ topologySpread: TopologySpread.across({ ...zones, whenUnsatisfiable }) }, {
    prop: 'topologySpread (TopologySpread.across)[0].whenUnsatisfiable',
    given,
    allowed: 'ScheduleAnyway, DoNotSchedule',
    because: 'The API server rejects it',
    remedy: 'use one of them',
  });
});

test.each<[string, any, string]>([
  ['a word', 'zone', '"zone"'],
  ['left out', undefined, 'undefined'],
  ['not the key of a label', Topology.custom('a b'), '{"key":"a b"}'],
])('fails when the topology is %s', (_, topology, given) => {
  expectRefusal({ topologySpread: TopologySpread.across({ topology }) }, {
    prop: 'topologySpread (TopologySpread.across)[0].topology',
    given,
    allowed: 'Topology.ZONE, Topology.HOSTNAME, or Topology.custom(…) with the key of a node label',
    because: 'The API server rejects it',
    remedy: 'use Topology of cdk8s-plus-27',
  });
});

test('fails when a topology stands there twice', () => {
  expectRefusal({ topologySpread: TopologySpread.across(zones, { ...zones, maxSkew: 2 }) }, {
    prop: 'topologySpread (TopologySpread.across)[1].topology',
    given: 'topology.kubernetes.io/zone',
    allowed: 'one that no other constraint with ScheduleAnyway has',
    because: 'The API server rejects it',
    remedy: 'remove one of the two',
  });
});

test('fails when a constraint has a field that is derived', () => {
  expect(refusalOf({ topologySpread: TopologySpread.across({ ...zones, labelSelector: {} } as any) }))
    .toContain("'topologySpread (TopologySpread.across)[0].labelSelector' is {}. Allowed: topology, maxSkew, whenUnsatisfiable. ");
});
