/** Three members of a StatefulSet or DaemonSet without users. */
export function members(kind: string, fields: string): string {
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

export function serviceOfMembers(fields = ''): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: store }\nspec: { ${fields}selector: { app: store }, ports: [{ port: 80, targetPort: http }] }\n`;
}
