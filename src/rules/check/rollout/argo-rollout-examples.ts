/** A Rollout with the pods of the service that examples are merged into; the Deployment is scaled to 0. */
export function rolloutOf(strategy: string, more: string = '', replicas: number = 3): string {
  return `
kind: Deployment
spec: { replicas: 0 }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  replicas: ${replicas}
  minReadySeconds: 10
  workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  strategy: ${strategy}
${more}`;
}

/** A second Service for the same pods. */
export function serviceNamed(name: string): string {
  return `---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
`;
}
