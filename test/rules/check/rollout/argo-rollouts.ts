/** A Rollout with the pods of the service that examples are merged into. */
export function rollout(strategy: string, fields: string = 'replicas: 3'): string {
  return `kind: Deployment
spec: { replicas: 0 }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  minReadySeconds: 10
  ${fields}
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: ${strategy}
`;
}

export function service(name: string): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }\n`;
}
