/** Changes of the clean service for several tests of budgets, as documents to be joined. */

/** The budget with one limit, `maxUnavailable: 2` or `minAvailable: 2`; with `minAvailable: null` it has none. */
export function limit(text: string): string {
  return `---\nkind: PodDisruptionBudget\nspec: { ${text.startsWith('minAvailable') ? 'maxUnavailable: null, ' : ''}${text} }\n`;
}

export function pods(replicas: number): string {
  return `---\nkind: Deployment\nspec: { replicas: ${replicas} }\n`;
}

export function autoscaled(min: number, max: number): string {
  return `---
kind: Deployment
spec: { replicas: null }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: ${min}, maxReplicas: ${max} }
`;
}

/** Another Deployment behind the same Service, counted by the same budget. */
export const CANARY = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: canary }
spec: { replicas: 1, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`;
