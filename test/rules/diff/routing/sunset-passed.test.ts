import { app, found, judges, versions } from './route-manifests';
import { sunsetPassed as rule } from '../../../../src/rules/diff/routing';

const RULES = ['/v1: orders-v1', '/v2: orders-v2'];
const route = (v1: string, rules = RULES) => versions(rules, { says: { v1, v2: 'current' } });
const OLD = route('deprecated=2026-03-01 sunset=2026-09-30');
const said = (before: string, after: string, today?: string) =>
  found(rule, before, after, { today }).map(({ message }) => message);

test('fails when a version is still routed in a release 31 days after its sunset', () => {
  expect(said(OLD + app('web'), OLD + app('web', 4), '2026-10-31')).toEqual([
    'The sunset of v1 was on 2026-09-30, 31 days ago, and HTTPRoute orders still leads to it.',
  ]);
});

test.each([
  ['30 days after it', OLD + app('web'), OLD + app('web', 4), '2026-10-30'],
  ['where its sunset is moved', OLD, route('deprecated=2026-03-01 sunset=2027-09-30'), '2026-12-01'],
  ['where the version stays', OLD, route('current'), '2026-12-01'],
])('passes %s', (_, before, after, today) => {
  expect(said(before, after, today)).toEqual([]);
  expect(judges(rule, before, after, { today })).toBe(true);
});

test('does not apply without a release, without a route of the version, or where today is not known', () => {
  expect(judges(rule, OLD, OLD, { today: '2026-12-01' })).toBe(false);
  expect(said(OLD, route('deprecated=2026-03-01 sunset=2026-09-30', ['/v2: orders-v2']), '2026-12-01')).toEqual([]);
  expect(judges(rule, OLD + app('web'), OLD + app('web', 4))).toBe(false);
});
