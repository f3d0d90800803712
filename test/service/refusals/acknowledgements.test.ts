import { expectRefusal, manifestsOf, refusalOf } from './refusal';
import { DisruptionPolicy, PreStop } from '../../../src';

test.each([
  ['single-replicas', 'single-replica'],
  ['Single-Replica', 'single-replica'],
  ['pdb-block-eviction', 'pdb-blocks-eviction'],
  ['liveness-checks-dependency', 'liveness-checks-dependencies'],
  ['pods-not-spred', 'pods-not-spread'],
])('fails when the rule %s is acknowledged, which does not exist', (rule, nearest) => {
  const message = refusalOf({ acknowledge: { [rule]: 'we know' } });
  expect(message).toContain(`[prod/my-svc] 'acknowledge['${rule}']' is "we know". Allowed: the rules of the catalogue.`);
  expect(message).toContain('There is no such rule, so the exception would have no effect.');
  expect(message).toContain(`Remedy: '${nearest}' is one.`);
});

test.each(['constructor', '__proto__', 'toString', '', 'image-latest', 'x'.repeat(61)])('fails when the rule is %p, which is like none', rule => {
  expectRefusal({ acknowledge: JSON.parse(`{ "${rule}": "we know" }`) }, {
    prop: `acknowledge['${rule}']`,
    given: '"we know"',
    allowed: 'the rules of the catalogue',
    because: 'There is no such rule, so the exception would have no effect.',
    remedy: 'an error names its rule, if it has one',
  });
});

const NO_REASONS: [what: string, value: any, shown: string][] = [
  ['empty', '', '""'],
  ['a space', ' ', '" "'],
  ['a newline', '\n', '"\\n"'],
  ['undefined', undefined, 'undefined'],
  ['null', null, 'null'],
  ['true', true, 'true'],
  ['a number', 7, '7'],
];
const REASON = { allowed: 'a reason in words', because: 'Engineers who find the exception in an outage must learn why it is there.', remedy: 'give the reason' };

test.each(NO_REASONS)('fails when the reason of an acknowledgement is %s', (_, reason, given) => {
  expectRefusal({ acknowledge: { 'pods-not-spread': reason } }, { prop: "acknowledge['pods-not-spread']", given, ...REASON });
});

test.each(NO_REASONS)('fails when the reason to go without a stop hook is %s', (_, reason, given) => {
  expectRefusal({ preStop: PreStop.none({ reason }) }, { prop: 'reason (prestop-missing)', given, ...REASON });
});

test.each(NO_REASONS)('fails when the reason to block evictions is %s', (_, reason, given) => {
  expectRefusal({ disruption: DisruptionPolicy.blockEvictions({ reason }) }, { prop: 'reason (pdb-blocks-eviction)', given, ...REASON });
});

test.each<[string, any]>([['PreStop.none', PreStop.none(undefined as any)], ['PreStop.none', PreStop.none('busy' as any)]])(
  'fails when %s gets no reason at all', (_, preStop) => {
    expect(refusalOf({ preStop })).toContain("'reason (prestop-missing)' is undefined. Allowed: a reason in words.");
  },
);

test('fails when DisruptionPolicy.blockEvictions gets no reason at all', () => {
  expect(refusalOf({ disruption: DisruptionPolicy.blockEvictions(undefined as any) })).toContain("'reason (pdb-blocks-eviction)' is undefined.");
});

test.each([
  ['null', null, 'null'],
  ['a list', ['pods-not-spread'], '["pods-not-spread"]'],
  ['a rule', 'pods-not-spread', '"pods-not-spread"'],
  ['a Map', new Map([['pods-not-spread', 'we know']]), 'a Map'],
  ['true', true, 'true'],
])('fails when acknowledge is %s', (_, acknowledge, given) => {
  expectRefusal({ acknowledge }, {
    prop: 'acknowledge',
    given,
    allowed: 'an object of rules and reasons',
    because: 'The exception could not be assigned to a rule.',
    remedy: "write acknowledge: { 'rule': 'reason' }",
  });
});

test('fails all the same when a rule is acknowledged without a reason', () => {
  const message = refusalOf({ image: 'my-svc:latest', acknowledge: { 'mutable-image-tag': '' } });
  expect(message).toContain("'acknowledge['mutable-image-tag']' is \"\"");
  expect(message).toContain("'image' is \"my-svc:latest\"");
});

test('takes a rule with a reason, and writes the reason into the manifest', () => {
  expect(manifestsOf({ acknowledge: { 'pods-not-spread': 'a cluster of one zone' } })).toContain('cdk8s-zero-downtime/acknowledge.pods-not-spread: a cluster of one zone\n');
  expect(manifestsOf({ preStop: PreStop.none({ reason: 'waits itself' }) })).toContain('cdk8s-zero-downtime/acknowledge.prestop-missing: waits itself\n');
});
