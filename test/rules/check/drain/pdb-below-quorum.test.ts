import { pdbBelowQuorum as rule } from '../../../../src/rules/check/drain';
import { appliesTo, verdictsOn } from '../judging';

const members = (limit: string, replicas: number, image = 'etcd:v3.5.9') =>
  rule.examples.failing.replace('maxUnavailable: 50%', limit).replace('replicas: 3', `replicas: ${replicas}`).replace('etcd:v3.5.9', image);
const found = (limit: string, replicas: number, image?: string) =>
  verdictsOn(rule, members(limit, replicas, image)).flatMap(({ violations }) => violations);

test.each([['maxUnavailable: 50%', 3, 2, '1 member'], ['maxUnavailable: 2', 4, 2, '1 member'], ['minAvailable: 1', 3, 2, '1 member'], ['maxUnavailable: 3', 5, 3, '2 members']])(
  'fails when %s of %s members allows the eviction of %s', (limit, replicas, allowed, spared) => {
    const [{ message, edits }] = found(limit, replicas);
    expect(message).toContain(`${allowed} of ${replicas} members of etcd may be evicted at once, but its quorum can spare only ${spared}:`);
    expect(edits).toContainEqual({ path: ['spec', 'maxUnavailable'], value: 1 });
  },
);

test.each([['maxUnavailable: 1', 3], ['maxUnavailable: 2', 5], ['minAvailable: 2', 3], ['maxUnavailable: 1', 2], ['maxUnavailable: 0', 3]])('passes %s of %s members', (limit, replicas) => {
  expect(found(limit, replicas)).toEqual([]);
});

test('does not apply to stores without a quorum, nor to a Deployment', () => {
  expect(appliesTo(rule, members('maxUnavailable: 50%', 3, 'web:1'))).toBe(false);
  expect(appliesTo(rule, members('maxUnavailable: 50%', 3).replace('kind: StatefulSet', 'kind: Deployment'))).toBe(false);
});
