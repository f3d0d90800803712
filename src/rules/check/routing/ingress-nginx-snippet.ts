import { loadBalancerClassesOf } from '../../../analysis/traffic/load-balancer-class';
import { Path } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

const SNIPPETS = /^nginx\.ingress\.kubernetes\.io\/(?:configuration|server|stream|auth|modsecurity)-snippet$|^nginx\.org\/(?:location|server)-snippets$/;

export const ingressNginxSnippet: Rule = {
  id: 'ingress-nginx-snippet',
  severity: 'info',
  title: 'Snippet of raw nginx configuration in an annotation',
  impact: 'One mistake in it freezes all routes of this controller: requests are still sent to pods that no longer exist.',
  why: 'All routes are written to one configuration file. While nginx rejects the file, it keeps the old one, with the old pods. '
    + 'Since ingress-nginx 1.9 snippets are off by default, and its webhook rejects most mistakes.',
  fix: 'Use dedicated annotations instead of snippets, or a Gateway API route.',
  reference: 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#configuration-snippet',
  examples: {
    failing: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: { nginx.ingress.kubernetes.io/configuration-snippet: more_set_headers "X-Frame-Options DENY"; }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { name: http } } } }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`,
    passing: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: { nginx.ingress.kubernetes.io/proxy-read-timeout: "30" }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { name: http } } } }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`,
  },
  judge: (manifests, profile) => manifests.routes.flatMap((route): RuleResult[] => {
    const { object } = route;
    const snippets = Object.keys(object.annotations).filter(key => SNIPPETS.test(key));
    if (snippets.length === 0 && !loadBalancerClassesOf(route, profile, manifests).includes('nginx')) { return []; }
    return [{
      object,
      violations: snippets.map(key => {
        const path: Path = ['metadata', 'annotations', key];
        return {
          path,
          message: 'The annotation is copied unchanged into the configuration of nginx: if nginx ever rejects it, changes to the routes of this controller '
            + 'no longer take effect, and requests are still sent to pods that no longer exist.',
          ...edited([{ path, value: undefined }], {
            or: 'acknowledge this if no annotation does the same',
            byHand: 'which annotation does the same without a snippet',
          }),
        };
      }),
    }];
  }),
};
