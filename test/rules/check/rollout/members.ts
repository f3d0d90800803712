/** A Service for the pods of `controllerOfPods`. */
export function serviceOfMembers(fields = ''): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { name: store }\nspec: { ${fields}selector: { app: store }, ports: [{ port: 80, targetPort: http }] }\n`;
}
