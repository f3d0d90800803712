import { updateOf } from '../../../src/rules/diff';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../check/judging';

const NEIGHBOURS = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: NAME }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 6 }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: NAME }
spec: { rules: [{ host: shop.example.com }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: NAME }
`;

const before = manifestsIn(exampleManifests(NEIGHBOURS.replaceAll('NAME', 'one')));
const after = manifestsIn(exampleManifests(NEIGHBOURS.replaceAll('NAME', 'other')));

test('has both sides, with each kind of view matched', () => {
  const update = updateOf(before, after);
  expect(update.before).toBe(before);
  expect(update.after).toBe(after);
  expect(update.workloads)
    .toEqual({ kept: [{ before: before.workloads[0], after: after.workloads[0] }], added: [], removed: [] });
  expect(update.services).toEqual({ kept: [{ before: before.services[0], after: after.services[0] }], added: [], removed: [] });
  expect(update.budgets).toEqual({ kept: [{ before: before.budgets[0], after: after.budgets[0] }], added: [], removed: [] });
  expect(update.autoscalers).toEqual({ kept: [], added: after.autoscalers, removed: before.autoscalers });
  expect(update.routes).toEqual({ kept: [], added: after.routes, removed: before.routes });
  expect(update.objects.kept).toHaveLength(3);
  expect(update.objects.added.map(({ kind }) => kind)).toEqual(['HorizontalPodAutoscaler', 'Ingress', 'ConfigMap']);
  expect(update.objects.removed.map(({ kind }) => kind)).toEqual(['HorizontalPodAutoscaler', 'Ingress', 'ConfigMap']);
});
