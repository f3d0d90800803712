/** Pods of a controller without a Service, so that only rules about the controller report findings. */
export function controllerOfPods(kind: string, fields: string): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: store }
spec:
  ${fields}
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec: { containers: [{ name: store, image: 'registry.example.com/store:1.4.2', ports: [{ name: http, containerPort: 80 }] }] }
`;
}
