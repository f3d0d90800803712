import { found, judges, versions } from './route-manifests';
import { sunsetMovedEarlier as rule } from '../../../../src/rules/diff/routing';

const RULES = ['/v1: orders-v1', '/v2: orders-v2'];
const route = (v1: string, rules = RULES) => versions(rules, { says: { v1, v2: 'current' } });
const TOLD = route('deprecated=2026-12-01 sunset=2027-06-30');
const SOONER = 'deprecated=2026-12-01 sunset=2027-03-31';

test('fails when a sunset moves to an earlier day, and leaves the annotation', () => {
  expect(found(rule, TOLD, route(SOONER), { today: '2026-12-15' })).toEqual([expect.objectContaining({
    message: 'Clients of v1 were told that it stays until 2027-06-30, and this release moves its sunset to 2027-03-31: clients that rely on the first date fail before it.',
    fix: 'Leave the sunset in metadata.annotations[\'cdk8s-zero-downtime/version.v1\'] at 2027-06-30, or move it to a later day.',
    recipe: 'Release this change, but with metadata.annotations[\'cdk8s-zero-downtime/version.v1\'] of HTTPRoute orders set to "deprecated=2026-12-01 sunset=2027-06-30".',
  })]);
});

test('leaves the route where its rules change as well, since they may contain the header', () => {
  const [{ recipe }] = found(rule, TOLD, route(SOONER, [...RULES, '/v3: orders-v3']), { today: '2026-12-15' });
  expect(recipe).toBe('Release this change, but leave HTTPRoute orders as it is now.');
});

test('fails where today is not known', () => {
  expect(found(rule, TOLD, route(SOONER))).toHaveLength(1);
});

test.each([
  ['it moves to a later day', 'deprecated=2026-12-01 sunset=2027-07-01'],
  ['only the day of the deprecation moves', 'deprecated=2026-11-01 sunset=2027-06-30'],
  ['the version stays after all', 'current'],
])('passes when %s', (_, v1) => {
  expect(judges(rule, TOLD, route(v1), { today: '2026-12-15' })).toBe(true);
  expect(found(rule, TOLD, route(v1), { today: '2026-12-15' })).toEqual([]);
});

test('does not apply after the announced day', () => {
  expect(judges(rule, TOLD, route(SOONER), { today: '2027-06-30' })).toBe(false);
});

test('does not apply to a version that was not announced', () => {
  expect(judges(rule, route('current'), route(SOONER))).toBe(false);
});
