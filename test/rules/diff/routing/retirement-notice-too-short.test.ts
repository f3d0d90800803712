import { found, ingress, judges, versions } from './route-manifests';
import { retirementNoticeTooShort as rule } from '../../../../src/rules/diff/routing';

const RULES = ['/v1: orders-v1', '/v2: orders-v2'];
const retired = (sunset: string) => `deprecated=2026-12-01 sunset=${sunset}`;
const route = (v1: string) => versions(RULES, { says: { v1, v2: 'current' } });
const PROFILE = { today: '2026-11-28', minimumNotice: 180 };
const said = (before: string, after: string, profile = {}) => found(rule, before, after, { ...PROFILE, ...profile }).map(({ message, fix }) => `${message} ${fix}`);

test('fails when the announced sunset is earlier than the agreed notice', () => {
  expect(said(route('current'), route(retired('2027-01-31')))).toEqual([
    'The retirement of v1 is announced in this release, and its sunset on 2027-01-31 is 64 days later: minimumNotice promises clients 180 days. '
    + 'Set the sunset in metadata.annotations[\'cdk8s-zero-downtime/version.v1\'] to 2027-05-27 or later, and set the Sunset header to the same day.',
  ]);
});

test('fails when the sunset is not after today', () => {
  expect(said(route('current'), route(retired('2026-11-28')))).toEqual([expect.stringContaining('sunset 2026-11-28 is not after it: minimumNotice promises')]);
});

test('fails when the route had no announcements before', () => {
  expect(said(versions(RULES), route(retired('2027-01-31')))).toHaveLength(1);
  expect(said(ingress(['api.example.com/v1'], { service: 'orders-v1' }), route(retired('2027-01-31')))).toHaveLength(1);
});

test('passes when the notice is as long as agreed', () => {
  expect(said(route('current'), route(retired('2027-05-27')))).toEqual([]);
  expect(judges(rule, route('current'), route(retired('2027-05-27')), PROFILE)).toBe(true);
});

test.each([
  ['the announcement was there before', route(retired('2027-01-31')), route(`${retired('2027-01-31')} successor=v2`)],
  ['its sunset moves to a later day', route(retired('2027-01-31')), route(retired('2027-02-28'))],
  ['its sunset moves to an earlier day, which another rule says', route(retired('2027-01-31')), route(retired('2027-01-15'))],
  ['the version is new, and has no clients', versions(['/v2: orders-v2'], { says: { v2: 'current' } }), route(retired('2027-01-31'))],
  ['the whole route is new', ingress(['other.example.com/']), route(retired('2027-01-31'))],
])('does not apply where %s', (_, before, after) => {
  expect(judges(rule, before, after, PROFILE)).toBe(false);
});

test('passes without an agreed notice, or where today is not known', () => {
  expect(said(route('current'), route(retired('2027-01-31')), { minimumNotice: undefined })).toEqual([]);
  expect(said(route('current'), route(retired('2027-01-31')), { today: undefined })).toEqual([]);
});

test('among routes of several hosts, it is reported on the route of the version', () => {
  const host = (name: string, v1: string) => versions([': orders'], { name, says: { v1, v2: 'current' }, by: 'host' }).replace('api.example.com', `${name}.api.example.com`);
  const all = (v1: string) => host('v1', v1) + host('v2', v1);
  expect(found(rule, all('current'), all(retired('2027-01-31')), PROFILE).map(({ on }) => on)).toEqual(['v1']);
});
