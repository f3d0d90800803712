import { clustersOf, parseManifests } from '../../../../src/manifests';
import { updateOf } from '../../../../src/rules/diff';
import * as identity from '../../../../src/rules/diff/identity';
import { TARGET } from '../../check/judging';

const KINDS = [
  ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['v1', 'Service'], ['v1', 'PersistentVolumeClaim'], ['batch/v1', 'Job'], ['v1', 'Namespace'], ['v1', 'Secret'],
  ['networking.k8s.io/v1', 'Ingress'], ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['rbac.authorization.k8s.io/v1', 'RoleBinding'], ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy/v1', 'PodDisruptionBudget'], ['argoproj.io/v1alpha1', 'Rollout'],
];
const KEYS = ['spec', 'template', 'selector', 'matchLabels', 'containers', 'metadata', 'labels', 'subjects', 'volumes', 'data', 'roleRef', 'name', 'replicas', 'ports', 'podSelector', 'workloadRef'];
const VALUES = [null, 7, 'x', true, [], {}, [null], [{}], { a: [] }, '', [7, 'x']];

test('no rule throws on unexpected values', () => {
  let seed = 1;
  const below = (most: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
  const value = (depth: number): unknown => depth > 3 || below(4) === 0 ? VALUES[below(VALUES.length)]
    : Object.fromEntries(KEYS.filter(() => below(2)).map(key => [key, below(3) ? value(depth + 1) : [value(depth + 1)]]));
  const object = (): string => {
    const [apiVersion, kind] = KINDS[below(KINDS.length)];
    const metadata = { name: ['a', 'b', 'a-c8aaaaaa', 'a-c8bbbbbb'][below(4)], ...below(2) ? { namespace: ['shop', 'store'][below(2)] } : {} };
    return JSON.stringify({ ...value(0) as object, apiVersion, kind, metadata });
  };
  const cluster = () => clustersOf(parseManifests('a.yaml', Array.from({ length: 6 }, object).join('\n---\n')).objects).clusters[0];
  for (let i = 0; i < 150; i++) {
    const update = updateOf(cluster(), cluster());
    for (const rule of Object.values(identity)) { expect(Array.isArray(rule.judge(update, TARGET))).toBe(true); }
  }
});
