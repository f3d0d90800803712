/** For examples of rules about versions: a second Service for the pods, which stop late enough for a proxy. */
export const SECOND_SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: web-v1 }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;
