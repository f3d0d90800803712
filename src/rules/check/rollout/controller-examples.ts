/** Pods of a controller that nobody calls, so that only rules about the controller have something to say. */
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
