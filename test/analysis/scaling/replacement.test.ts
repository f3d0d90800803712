import { limitPathsOf, replacementOf } from '../../../src/analysis/scaling/replacement';
import { manifestsIn } from '../../rules/check/judging';

const of = (apiVersion: string, kind: string, spec: string) => manifestsIn(`apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: a }
spec: { ${spec}${spec === '' ? '' : ', '}selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: 'a:1' }] } } }
`).workloads[0];
const rollout = (strategy: string) => of('argoproj.io/v1alpha1', 'Rollout', `strategy: ${strategy}`);

test.each([
  ['a Deployment', of('apps/v1', 'Deployment', ''), { kind: 'rolling', maxSurge: '25%', maxUnavailable: '25%' }],
  ['Recreate', of('apps/v1', 'Deployment', 'strategy: { type: Recreate }'), { kind: 'allAtOnce' }],
  ['a StatefulSet', of('apps/v1', 'StatefulSet', 'replicas: 3'), { kind: 'inOrder', maxUnavailable: 1, partition: 0 }],
  ['a StatefulSet with a partition', of('apps/v1', 'StatefulSet', 'replicas: 3, updateStrategy: { rollingUpdate: { partition: 2, maxUnavailable: 50% } }'), { kind: 'inOrder', maxUnavailable: '50%', partition: 2 }],
  ['a partition above all members', of('apps/v1', 'StatefulSet', 'replicas: 3, updateStrategy: { rollingUpdate: { partition: 3 } }'), { kind: 'byHand' }],
  ['OnDelete of a StatefulSet', of('apps/v1', 'StatefulSet', 'updateStrategy: { type: OnDelete }'), { kind: 'byHand' }],
  ['a DaemonSet', of('apps/v1', 'DaemonSet', ''), { kind: 'perNode', maxSurge: 0, maxUnavailable: 1 }],
  ['OnDelete of a DaemonSet', of('apps/v1', 'DaemonSet', 'updateStrategy: { type: OnDelete }'), { kind: 'byHand' }],
  ['a ReplicaSet', of('apps/v1', 'ReplicaSet', ''), { kind: 'byHand' }],
  ['a canary', rollout('{ canary: { maxSurge: 1 } }'), { kind: 'rolling', maxSurge: 1, maxUnavailable: '25%', steps: undefined }],
  ['steps', rollout('{ canary: { steps: [{ setWeight: 20 }, { pause: { duration: 1m } }, { pause: { duration: 5 } }, { pause: { duration: "7" } }] } }'),
    { kind: 'rolling', maxSurge: '25%', maxUnavailable: '25%', steps: { steps: [{ weight: 20 }, { pause: 60 }, { pause: 5 }, { pause: 7 }], waits: false } }],
  ['steps that wait', rollout('{ canary: { trafficRouting: { nginx: {} }, steps: [{ setWeight: 5 }, { pause: {} }, { analysis: {} }] } }'),
    { kind: 'besideOld', scaleDownDelay: 30, steps: { steps: [{ weight: 5 }], waits: true } }],
  ['dynamicStableScale', rollout('{ canary: { dynamicStableScale: true, trafficRouting: { nginx: {} } } }'), { kind: 'besideOld', scaleDownDelay: 0, stableFollows: true, steps: undefined }],
  ['setCanaryScale', rollout('{ canary: { trafficRouting: { nginx: {} }, steps: [{ setCanaryScale: { replicas: 2 } }, { setWeight: 5 }, { setCanaryScale: { weight: 50 } }, { setCanaryScale: { matchTrafficWeight: true } }, { setCanaryScale: {} }] } }'),
    { kind: 'besideOld', scaleDownDelay: 30, steps: { steps: [{ scale: { replicas: 2 } }, { weight: 5 }, { scale: { weight: 50 } }, { scale: 'asWeight' }, { scale: 'asWeight' }], waits: false } }],
  ['settings of a traffic router without one', rollout('{ canary: { trafficRouting: { managedRoutes: [], maxTrafficWeight: 100 } } }'), { kind: 'rolling', maxSurge: '25%', maxUnavailable: '25%', steps: undefined }],
  ['blue-green', rollout('{ blueGreen: { activeService: a, scaleDownDelaySeconds: 90 } }'), { kind: 'besideOld', scaleDownDelay: 90 }],
])('how %s replaces pods', (_, workload, replacement) => {
  expect(replacementOf(workload)).toEqual(replacement);
});

test.each([
  ['Deployment', of('apps/v1', 'Deployment', ''), 'spec.strategy.rollingUpdate.maxUnavailable'],
  ['StatefulSet', of('apps/v1', 'StatefulSet', ''), 'spec.updateStrategy.rollingUpdate.maxUnavailable'],
  ['DaemonSet', of('apps/v1', 'DaemonSet', ''), 'spec.updateStrategy.rollingUpdate.maxUnavailable'],
  ['Rollout', rollout('{ canary: {} }'), 'spec.strategy.canary.maxUnavailable'],
  ['ReplicaSet', of('apps/v1', 'ReplicaSet', ''), undefined],
])('a %s sets how many pods an update may remove at %s', (_, workload, path) => {
  expect(limitPathsOf(workload)?.maxUnavailable.join('.')).toBe(path);
});
