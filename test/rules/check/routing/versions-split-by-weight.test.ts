import { versionsSplitByWeight as rule } from '../../../../src/rules/check/routing';
import { ingress, versions } from '../../diff/routing/route-manifests';
import { manifestsIn, TARGET } from '../judging';

const judged = (yaml: string) => rule.judge(manifestsIn(yaml), TARGET);
const said = (yaml: string) => judged(yaml).flatMap(({ violations }) => violations);

test('fails when the rule of a version also sends to another version', () => {
  expect(said(versions(['/v1: orders-v1 90 + orders-v2 10', '/v2: orders-v2']))).toEqual([expect.objectContaining({
    path: ['spec', 'rules', 0, 'backendRefs', 1, 'name'],
    message: 'A rule of HTTPRoute orders splits requests by weight between Service orders-v1 (v1) and Service orders-v2 (v2): each client gets both contracts in turn.',
    fix: 'Leave only one of the two in spec.rules[0].backendRefs. A canary of a version is a second Service with pods of the same version.',
  })]);
});

test.each([
  ['requests without a version are split', ['/v1: orders-v1', '/v2: orders-v2', ': orders-v1 50 + orders-v2 50']],
  ['no weight is set', ['/v1: orders-v1', '/v2: orders-v2', ': orders-v1 + orders-v2']],
  ['most requests have moved to the other version', ['/v1: orders-v1 10 + orders-v2 90', '/v2: orders-v2']],
  ['the other version has its own canary', ['/v1: orders-v1 90 + orders-v2 10', '/v2: orders-v2 95 + orders-v2-next 5']],
])('fails when %s', (_, rules) => {
  expect(said(versions(rules))).toHaveLength(1);
});

test.each([
  ['requests are split between two versions', ['/v1: old 90 + new 10', '/v2: new']],
  ['a canary of a Service for both versions ends', ['/v1: orders 10 + orders-next 90', '/v2: orders']],
])('warns if only names indicate that %s', (_, rules) => {
  expect(said(versions(rules)).map(({ severity }) => severity)).toEqual(['warning']);
});

test.each([
  ['a canary of one version', ['/v1: orders-v1 90 + orders-v1-next 10', '/v2: orders-v2']],
  ['a canary of a Service that serves both versions', ['/v1: orders 90 + orders-next 10', '/v2: orders']],
  ['a canary of both versions', ['/v1: orders 90 + orders-next 10', '/v2: orders 90 + orders-next 10']],
  ['the move of a version to its own Service', ['/v1: orders', '/v2: orders 50 + orders-v2 50']],
  ['generations of pods that are named like versions', ['/v1: reviews-v1 90 + reviews-v2 10']],
  ['a Service that gets no requests', ['/v1: orders-v1 100 + orders-v2 0', '/v2: orders-v2']],
  ['versions without a split', ['/v1: orders-v1', '/v2: orders-v2', ': orders-v1']],
])('passes %s', (_, rules) => {
  expect(judged(versions(rules))).toHaveLength(1);
  expect(said(versions(rules))).toEqual([]);
});

test('does not apply to a route without versions', () => {
  expect(judged(versions([': blue 50 + green 50']))).toEqual([]);
  expect(judged(ingress(['shop.example.com/']))).toEqual([]);
});
