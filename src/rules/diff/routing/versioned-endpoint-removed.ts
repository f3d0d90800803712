import { removedPathsRule, versionOf } from './removed-routes';

export const versionedEndpointRemoved = removedPathsRule({
  id: 'versioned-endpoint-removed',
  severity: 'error',
  title: 'Route of an API version removed',
  impact: 'All clients of that version fail for good, until each of them has been changed and released.',
  why: 'Who puts a version into an address promises to keep it. Its clients are not released with the service, so they need the time until a date that they were told.',
  fix: 'Keep the rule until the sunset that clients were told, and accept this finding then, with the date as the reason.',
  reference: 'https://www.rfc-editor.org/rfc/rfc8594.html',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /v1, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
kind: Ingress
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /v2, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
`,
    safe: `
kind: Ingress
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /v1, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
          - { path: /v2, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
`,
  },
  isMeant: path => versionOf(path) !== undefined,
  message: (words, path) => `Nothing routes ${words} any more: clients of ${versionOf(path)} get 404 from the moment of the release, until each of them is changed.`,
  keep: (words, path) => `Keep the rule for ${words} until the sunset of ${versionOf(path)}, and accept this finding with that date then: `
    + 'write it to metadata.annotations[\'cdk8s-zero-downtime/acknowledge.versioned-endpoint-removed\'] of the route or of its Deployment.',
});
