import { newerField as rule } from '../../../../../src/rules/check/cluster/field-unsupported-by-cluster/newer-field';
import { messagesOn } from '../../judging';
import { container, fixesOn, judgedBy, pathsOn, pod } from '../../placement/violations-on';

const constraint = (more: object): string => pod({
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { app: 'web' } }, ...more }],
});
const TERM = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } }, matchLabelKeys: ['pod-template-hash'] };
const OLD = { kubernetesMinor: 20 };

test('names the first version with the field, and the consequence', () => {
  const change = pod({ initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }] });
  expect(messagesOn(rule, change, { kubernetesMinor: 28 })).toEqual([
    "Kubernetes 1.28 ignores a sidecar's restartPolicy (1.29 does): the sidecar is an init container that never ends, and no pod starts.",
  ]);
  expect(fixesOn(rule, change, { kubernetesMinor: 28 })).toEqual([
    'Remove spec.template.spec.initContainers[0].restartPolicy, or upgrade the cluster to 1.29 first.',
  ]);
  expect(pathsOn(rule, change, { kubernetesMinor: 28 })).toEqual(['spec.template.spec.initContainers[0].restartPolicy']);
});

const affinity = (side: string, terms: object): string => pod({ topologySpreadConstraints: null, affinity: { [side]: terms } });
const AFFINITY = 'spec.template.spec.affinity';
const AFFINITY_MESSAGE = 'matchLabelKeys of an affinity (1.31 does): new pods also keep away from old ones, and an update may find no node.';

test.each([
  [29, pod({ topologySpreadConstraints: null, initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }] }), 'spec.template.spec.initContainers[0].restartPolicy',
    "a sidecar's restartPolicy (1.29 does): the sidecar is an init container that never ends, and no pod starts."],
  [26, constraint({ nodeTaintsPolicy: 'Honor' }), 'spec.template.spec.topologySpreadConstraints[0].nodeTaintsPolicy',
    'nodeTaintsPolicy (1.26 does): drained nodes count as empty, and pods wait for them.'],
  [27, constraint({ matchLabelKeys: ['pod-template-hash'] }), 'spec.template.spec.topologySpreadConstraints[0].matchLabelKeys',
    'matchLabelKeys of a spread constraint (1.27 does): old and new pods are counted together, and after an update the new ones are spread unevenly.'],
  [31, affinity('podAntiAffinity', { requiredDuringSchedulingIgnoredDuringExecution: [TERM] }),
    `${AFFINITY}.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys`, AFFINITY_MESSAGE],
  [31, affinity('podAntiAffinity', { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: TERM }] }),
    `${AFFINITY}.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.matchLabelKeys`, AFFINITY_MESSAGE],
  [31, affinity('podAffinity', { requiredDuringSchedulingIgnoredDuringExecution: [TERM] }),
    `${AFFINITY}.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys`, AFFINITY_MESSAGE],
  [27, pod({ topologySpreadConstraints: null }), 'spec.unhealthyPodEvictionPolicy', 'unhealthyPodEvictionPolicy (1.27 does): pods that are not ready block node drains.'],
  [25, container({ livenessProbe: { httpGet: { path: '/live', port: 'http' }, terminationGracePeriodSeconds: 10 } }),
    'spec.template.spec.containers[0].livenessProbe.terminationGracePeriodSeconds',
    "a liveness probe's terminationGracePeriodSeconds (1.25 does): a hung container keeps the whole grace period of the pod before it is restarted."],
  [25, pod({ initContainers: [{ name: 'proxy', restartPolicy: 'Always', livenessProbe: { terminationGracePeriodSeconds: 10 } }] }),
    'spec.template.spec.initContainers[0].livenessProbe.terminationGracePeriodSeconds',
    "a liveness probe's terminationGracePeriodSeconds (1.25 does): a hung container keeps the whole grace period of the pod before it is restarted."],
])('1.%s is the first version for %#', (since, change, path, message) => {
  expect(pathsOn(rule, change, { kubernetesMinor: since })).not.toContain(path);
  expect(pathsOn(rule, change, { kubernetesMinor: since - 1 })).toContain(path);
  expect(messagesOn(rule, change, { kubernetesMinor: since - 1 })).toContain(`Kubernetes 1.${since - 1} ignores ${message}`);
});

test('no version enables stop signals by default yet', () => {
  const change = container({ lifecycle: { stopSignal: 'SIGQUIT' } });
  expect(messagesOn(rule, change, { kubernetesMinor: 37 })).toEqual([
    'Kubernetes 1.37 ignores lifecycle.stopSignal unless a feature gate is enabled: '
    + 'the container is stopped with the signal of its image, which may cut requests.',
  ]);
  expect(fixesOn(rule, change)).toEqual(['Remove spec.template.spec.containers[0].lifecycle.stopSignal.']);
});

test('passes manifests without newer fields', () => {
  const plain = `${constraint({})}---\nkind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: null }\n`;
  expect(messagesOn(rule, plain, OLD)).toEqual([]);
  const init = pod({ topologySpreadConstraints: null, initContainers: [{ name: 'init', restartPolicy: 'Never' }, { name: 'other' }] });
  expect(messagesOn(rule, `${init}---\nkind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: null }\n`, OLD)).toEqual([]);
});

test('applies to objects with such fields', () => {
  expect(judgedBy(rule, '').map(({ kind }) => kind)).toEqual(['Deployment', 'PodDisruptionBudget']);
});

const LABELS = '{ matchLabels: { app: store } }';
const SIDECAR = `
spec:
  selector: ${LABELS}
  template:
    metadata: { labels: { app: store } }
    spec: { initContainers: [{ name: proxy, image: 'proxy:1', restartPolicy: Always }], containers: [{ name: store, image: 'store:1' }] }
`;

test.each(['apps/v1 StatefulSet', 'apps/v1 DaemonSet', 'argoproj.io/v1alpha1 Rollout'])('reports the same for %s as for a Deployment', which => {
  const [apiVersion, kind] = which.split(' ');
  const added = `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: store }${SIDECAR}`;
  expect(messagesOn(rule, `kind: Deployment\n${added}`, { kubernetesMinor: 28 })).toContain(
    "Kubernetes 1.28 ignores a sidecar's restartPolicy (1.29 does): the sidecar is an init container that never ends, and no pod starts.",
  );
});

const AUTOSCALER = (least: number): string => `kind: Deployment
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: worker }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: worker }
  minReplicas: ${least}
  maxReplicas: 5
  metrics: [{ type: External, external: { metric: { name: queue }, target: { type: AverageValue, averageValue: 1 } } }]
`;

test('an autoscaler that scales to zero is rejected before 1.37', () => {
  expect(messagesOn(rule, AUTOSCALER(0), { kubernetesMinor: 36 })).toEqual([
    'Kubernetes 1.36 ignores minReplicas 0 of a HorizontalPodAutoscaler (1.37 does): the API server rejects it, and the release stops.',
  ]);
  expect(pathsOn(rule, AUTOSCALER(0), { kubernetesMinor: 36 })).toEqual(['spec.minReplicas']);
  expect(messagesOn(rule, AUTOSCALER(0), { kubernetesMinor: 37 })).toEqual([]);
  expect(messagesOn(rule, AUTOSCALER(1), { kubernetesMinor: 36 })).toEqual([]);
});

