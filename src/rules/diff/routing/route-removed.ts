import { removedPathsRule, takenMessage } from './removed-routes';
import { refusalInWords } from './route-paths';
import { isDefaultVersion, versionNamed } from '../../../analysis/traffic/api-versions';

export const routeRemoved = removedPathsRule({
  id: 'route-removed',
  severity: 'error',
  title: 'Host or path of a route removed',
  impact: 'Clients that still call it get 404, or no connection, as soon as the release is applied.',
  why: 'Routes change at once; open pages, installed apps and other services keep calling the old address.',
  fix: 'Keep the rule until clients no longer call the host or the path, for example with a redirect.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types',
  examples: {
    before: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { ingressClassName: traefik, rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 60, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 20 } } } }] } } }
`,
    unsafe: `
kind: Ingress
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
`,
    safe: `
kind: Ingress
spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
`,
  },
  isMeant: path => versionNamed(path) === undefined && !isDefaultVersion(path),
  say: (path, words) => ({
    message: path.taker === undefined ? `No rule routes ${words} after this release: ${refusalInWords(path)} as soon as it is applied.` : takenMessage(path.taker, words),
    fix: `Keep the rule for ${words} until clients no longer call it.`,
  }),
});
