import { perNodeLimits, Replacement, span, updateDuration } from '../../src/lifecycle';

/**
 * Updates on a two-node cluster of Kubernetes 1.34.4 with Argo Rollouts 1.8.5: pods that are ready 6 s after their creation
 * and gone 5.3 s after the request to stop (preStop sleep 5), from the patch until the controller says that it is complete.
 */
const READY = 6;
const GONE = 5.3;
const members = (partition = 0): Replacement => ({ kind: 'inOrder', maxUnavailable: 1, partition });
const nodes = (maxSurge: number, maxUnavailable: number): Replacement => ({ kind: 'perNode', maxSurge, maxUnavailable });
const canary = (maxSurge: string | number, maxUnavailable: string | number, weights: number[] = [], pauses = 0): Replacement =>
  ({ kind: 'rolling', maxSurge, maxUnavailable, ...weights.length > 0 && { steps: { steps: [...weights.map(weight => ({ weight })), { pause: pauses }], waits: false } } });

test.each<[string, Replacement, number, number, number, number]>([
  ['StatefulSet of 3', members(), 3, 0, GONE, 36.2],
  ['StatefulSet of 3, minReadySeconds 5', members(), 3, 5, GONE, 61.1],
  ['StatefulSet of 3, Parallel, minReadySeconds 5', members(), 3, 5, GONE, 60.8],
  ['StatefulSet of 3, minReadySeconds 10', members(), 3, 10, GONE, 75.7],
  ['StatefulSet of 3 without preStop', members(), 3, 0, 0.6, 20.3],
  ['StatefulSet of 3 without preStop, minReadySeconds 5', members(), 3, 5, 0.6, 45.7],
  ['DaemonSet on 2 nodes, maxUnavailable 1', nodes(0, 1), 2, 0, GONE, 22.8],
  ['DaemonSet on 2 nodes, maxUnavailable 1, minReadySeconds 5', nodes(0, 1), 2, 5, GONE, 32.8],
  ['DaemonSet on 2 nodes, maxSurge 1', nodes(1, 0), 2, 0, GONE, 12.2],
  ['Deployment of 3, surge 1', canary(1, 0), 3, 0, GONE, 19.5],
  ['Argo Rollout of 5 by 20 and 60 %, surge 1', canary(1, 0, [20, 60], 20), 5, 0, GONE, 51],
  ['Argo Rollout of 5 by 20 and 60 %, defaults', canary('25%', '25%', [20, 60], 20), 5, 0, GONE, 39],
  ['Argo Rollout of 3 by 10 and 50 %, surge 1', canary(1, 0, [10, 50], 16), 3, 0, GONE, 33],
  ['Argo Rollout of 3 without steps', canary(1, 0), 3, 0, GONE, 20],
  ['Argo Rollout of 3, blue-green', { kind: 'besideOld', scaleDownDelay: 30 }, 3, 0, GONE, 7],
  ['Argo Rollout of 3, blue-green, minReadySeconds 5', { kind: 'besideOld', scaleDownDelay: 30 }, 3, 5, GONE, 12],
])('%s: predicted within 15 % or 3 s of what was measured', (_, replacement, replicas, minReady, gone, measured) => {
  const turn = { available: span(READY + minReady), gone: span(gone), minReady };
  const { worst: predicted } = updateDuration(replacement, replicas, turn);
  expect(Math.abs(predicted - measured)).toBeLessThanOrEqual(Math.max(3, 0.15 * measured));
});

test('a DaemonSet with maxSurge 1 had 2 pods ready all the time, with maxUnavailable 1 it had 1', () => {
  expect(2 - perNodeLimits(1, 0, 2).unavailable).toBe(2);
  expect(2 - perNodeLimits(0, 1, 2).unavailable).toBe(1);
});
