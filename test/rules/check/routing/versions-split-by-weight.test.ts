import { versionsSplitByWeight as rule } from '../../../../src/rules/check/routing';
import { ingress, versions } from '../../diff/routing/route-manifests';
import { manifestsIn, TARGET } from '../judging';

const judged = (yaml: string) => rule.judge(manifestsIn(yaml), TARGET);
const said = (yaml: string) => judged(yaml).flatMap(({ violations }) => violations);

test('fails when the rule of a version is divided with another version', () => {
  expect(said(versions(['/v1: orders-v1 90 + orders-v2 10', '/v2: orders-v2']))).toEqual([expect.objectContaining({
    path: ['spec', 'rules', 0, 'backendRefs', 1, 'name'],
    message: 'A rule of HTTPRoute orders divides requests by weight between Service orders-v1 (v1) and Service orders-v2 (v2): each client gets both contracts in turn.',
    fix: 'Leave only one of the two in spec.rules[0].backendRefs. A canary of a version is a second Service with pods of the same version.',
  })]);
});

test.each([
  ['requests that name no version are divided', ['/v1: orders-v1', '/v2: orders-v2', ': orders-v1 50 + orders-v2 50']],
  ['no weight is written', ['/v1: orders-v1', '/v2: orders-v2', ': orders-v1 + orders-v2']],
  ['most requests have moved to the other version', ['/v1: orders-v1 10 + orders-v2 90', '/v2: orders-v2']],
  ['the other version has a canary of its own', ['/v1: orders-v1 90 + orders-v2 10', '/v2: orders-v2 95 + orders-v2-next 5']],
])('fails when %s', (_, rules) => {
  expect(said(versions(rules))).toHaveLength(1);
});

test.each([
  ['two Services of versions are divided', ['/v1: old 90 + new 10', '/v2: new']],
  ['a canary of a Service that serves both ends', ['/v1: orders 10 + orders-next 90', '/v2: orders']],
])('warns where only names could tell whether %s', (_, rules) => {
  expect(said(versions(rules)).map(({ severity }) => severity)).toEqual(['warning']);
});

test.each([
  ['a canary of one version', ['/v1: orders-v1 90 + orders-v1-next 10', '/v2: orders-v2']],
  ['a canary of a Service that serves both versions', ['/v1: orders 90 + orders-next 10', '/v2: orders']],
  ['a canary of both versions', ['/v1: orders 90 + orders-next 10', '/v2: orders 90 + orders-next 10']],
  ['the move of a version to a Service of its own', ['/v1: orders', '/v2: orders 50 + orders-v2 50']],
  ['generations of pods that are called as versions are', ['/v1: reviews-v1 90 + reviews-v2 10']],
  ['a Service that gets nothing', ['/v1: orders-v1 100 + orders-v2 0', '/v2: orders-v2']],
  ['versions that are not divided', ['/v1: orders-v1', '/v2: orders-v2', ': orders-v1']],
])('passes %s', (_, rules) => {
  expect(judged(versions(rules))).toHaveLength(1);
  expect(said(versions(rules))).toEqual([]);
});

test('does not apply to a route without versions', () => {
  expect(judged(versions([': blue 50 + green 50']))).toEqual([]);
  expect(judged(ingress(['shop.example.com/']))).toEqual([]);
});
