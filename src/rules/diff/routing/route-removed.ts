import { removedPathsRule, takenMessage } from './removed-routes';
import { refusalInWords } from './route-paths';
import { isDefaultVersion, versionNamed } from '../../../analysis/traffic/api-versions';

export const routeRemoved = removedPathsRule({
  id: 'route-removed',
  severity: 'error',
  title: 'Host or path of a route removed',
  impact: 'Everybody who still calls it gets 404, or no connection, from the moment of the release.',
  why: 'Routes change at once; pages that are open, apps that are installed and other services go on calling what they know.',
  fix: 'Keep the rule until nobody calls the host or the path any more, for example with a redirect.',
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
    message: path.taker === undefined ? `Nothing routes ${words} any more: ${refusalInWords(path)} from the moment of the release.` : takenMessage(path.taker, words),
    fix: `Keep the rule for ${words} until nobody calls it any more.`,
  }),
});
