import { serviceNamed } from '../../../analysis/traffic/services-by-name';
import { Path, Service, ServicePort } from '../../../manifests';
import { listWords, shorten, show } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

export const routePortNotFound: Rule = {
  id: 'route-port-not-found',
  severity: 'error',
  title: 'Route with a port that the Service does not have',
  impact: 'Every request to this route fails with 503 or 404.',
  why: 'A route names a port of the Service, not of the pods. If one of them was renamed or renumbered, the route has no backend.',
  fix: 'Set the port of the route to a port of the Service. Keep an old port until no route and no client uses it.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
  examples: {
    failing: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: web, port: 8080 }] }] }
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
    const found = backends.flatMap(({ namespace, service: name, port, portPath }) => {
      const service = serviceNamed(manifests, namespace, name);
      // AWS' controller reads such names as its own actions.
      return service && port !== undefined && port !== 'use-annotation' && service.type !== 'ExternalName' && service.ports.length > 0 ? [{ service, port, at: portPath }] : [];
    });
    if (found.length === 0) { return []; }
    return [{
      object,
      violations: found
        .filter(({ service, port }) => !service.ports.some(isPort(port)))
        .map(({ service, port, at }): Violation => {
          return {
            path: at,
            message: `The route sends to port ${typeof port === 'number' ? port : show(port)} of Service ${shorten(service.object.name)}, `
              + `which has only ${portsOf(service)}: every request to it fails.`,
            ...isForProtocol(object.kind, service) ? fixOf(at, service, object.kind === 'Ingress') : { fix: `Add a port with the protocol of the route to Service ${shorten(service.object.name)}, and name that port.` },
          };
        }),
    }];
  }),
};

// A TCP port does not answer a UDP route.
function isForProtocol(kind: string, { ports }: Service): boolean {
  const wanted = kind.endsWith('UDP') || kind === 'UDPRoute' ? 'UDP' : 'TCP';
  return ports.every(({ protocol }) => protocol === wanted);
}

/** An Ingress has a field for a number and one for a name; a port without a name has only its number. */
function fixOf(at: Path, { ports }: Service, isIngress: boolean): Fix {
  const isByName = at.at(-1) === 'name';
  const named = isByName ? ports.filter(({ name }) => name !== undefined) : ports;
  const [first, ...others] = named.length > 0 ? named : ports;
  const valueOf = ({ port, name }: ServicePort) => isByName && named.length > 0 ? name : port;
  const options = others.length > 0
    ? { or: `to ${listWords(others.map(other => shorten(`${valueOf(other)}`)), 'or')}`, byHand: 'which port of the Service answers this route' } : {};
  const isRenamed = isIngress && isByName && named.length === 0;
  return edited(isRenamed
    ? [{ path: [...at.slice(0, -1), 'number'], value: first.port }, { path: at, value: undefined }]
    : [{ path: at, value: valueOf(first) }], isRenamed ? { byHand: options.byHand } : options);
}

function isPort(asked: number | string): (port: ServicePort) => boolean {
  return ({ port, name }) => typeof asked === 'number' ? port === asked : name === asked;
}

function portsOf({ ports }: Service): string {
  return shorten(ports.map(({ port, name }) => name === undefined ? `${port}` : `${port} (${name})`).join(', '), 200);
}
