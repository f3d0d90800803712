import { perCluster } from '../../../analysis/memoize';
import { mayHaveForeignPods } from '../../../analysis/traffic/foreign-pods';
import { keyOf, ManifestSet, Path, RouteBackend, showPath } from '../../../manifests';
import { nearestWord, shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

export const danglingRoute: Rule = {
  id: 'dangling-route',
  severity: 'warning',
  title: 'Route to a Service that does not exist',
  impact: 'If nobody else makes the Service, every request to the route fails with 503.',
  why: 'A Service that is renamed or moved is another Service. Routes go on naming the old one.',
  fix: 'Let the route name a Service of its namespace.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
  examples: {
    failing: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80 }, { name: wbe, port: 80 }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`,
    passing: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`,
  },
  judge: manifests => manifests.routes.flatMap(({ object, backends }): RuleResult[] => {
    const judged = backends.filter(backend => isJudged(backend, manifests));
    if (judged.length === 0) { return []; }
    return [{
      object,
      violations: judged.filter(backend => isMissing(backend, manifests)).map(({ namespace, service, path }) => ({
        path: [...path, 'name'],
        message: `The route sends to Service ${shorten(service)}, but the manifests have none of this name${
          namespace === undefined ? '' : ` in namespace ${shorten(namespace)}`}: unless somebody else makes it, every request to it fails.`,
        ...fixOf([...path, 'name'], service, namesIn(manifests, namespace)),
      })),
    }];
  }),
};

// A slip is like the name that was meant.
function fixOf(path: Path, service: string, names: readonly string[]): Fix {
  const nearest = nearestWord(service, names);
  return nearest === undefined
    ? { fix: `Set ${showPath(path)} to the name of a Service, or add this one.` }
    : edited([{ path, value: nearest }], { or: 'add this Service', byHand: 'that this Service is meant' });
}

function namesIn(manifests: ManifestSet, namespace: string | undefined): string[] {
  return manifests.services.filter(({ object }) => object.namespace === namespace).map(({ object }) => object.name);
}

function isMissing({ namespace, service }: RouteBackend, manifests: ManifestSet): boolean {
  return !services(manifests).names.has(keyOf(namespace, service));
}

// Of a namespace without Services here nobody knows what it has. AWS' controller takes some names for actions of its own.
function isJudged({ namespace, port }: RouteBackend, manifests: ManifestSet): boolean {
  return port !== 'use-annotation' && services(manifests).namespaces.has(namespace) && !mayHaveForeignPods(manifests, namespace);
}

const services = perCluster(manifests => ({
  names: new Set(manifests.services.map(({ object }) => keyOf(object.namespace, object.name))),
  namespaces: new Set(manifests.services.map(({ object }) => object.namespace)),
}));
