/** Changes of the clean service for several tests of rollouts, as documents to be joined. */

/** The Deployment with other fields of its strategy, and a number of replicas. */
export function rolling(fields: string, replicas: number | string = 3): string {
  return `---\nkind: Deployment\nspec: { replicas: ${replicas}, strategy: { rollingUpdate: { ${fields} } } }\n`;
}

export const RECREATE = '---\nkind: Deployment\nspec: { strategy: { $patch: replace, type: Recreate } }\n';

export const WITHOUT_SERVICE = '---\nkind: Service\n$patch: delete\n';

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

/** Other pods behind the same Service. */
export function beside(spec: string, kind = 'Deployment'): string {
  return `---
apiVersion: ${kind === 'Job' ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata: { name: stable }
spec: { ${spec}template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`;
}
