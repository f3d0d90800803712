import { once } from '../../../analysis/memoize';
import { isStore } from '../../../analysis/pod/store-images';
import { mayBeMeshed } from '../../../analysis/traffic/mesh';
import { isProxyStated } from '../../../analysis/traffic/router';
import { placeAt, rootOf, Service, ServicePort, showPath, stringAt } from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult, Violation } from '../../rule';

const ONE_CONNECTION = /^(?:grpc|grpc-web|h2c|http2|kubernetes\.io\/h2c)$/i;
const CONNECTION_IN_NAME = /^(?:grpc|http2|h2c)(?:-|$)/;

export const http2ConnectionPinning: Rule = {
  id: 'http2-connection-pinning',
  severity: 'info',
  title: 'HTTP/2 connections that stay with one pod',
  impact: 'In an update the load is spread unevenly, and all calls of a client fail together when the one pod that it is connected to stops.',
  why: '`gRPC` and HTTP/2 send all requests over one connection, and a Service with a cluster IP chooses a pod for each connection, not for each request.',
  fix: 'Use a headless Service and clients that balance requests over all pods, or a proxy that supports the protocol.',
  reference: 'https://kubernetes.io/blog/2018/11/07/grpc-load-balancing-on-kubernetes-without-tears/',
  examples: {
    failing: `
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http, appProtocol: grpc }] }
`,
    passing: `
kind: Service
spec: { ports: [{ name: http, port: 80, targetPort: http, appProtocol: http }] }
`,
  },
  judge: manifests => manifests.workloads.flatMap(workload => {
    // A store has its own protocol, whatever its ports are called.
    if (workload.serving && isStore(workload.serving)) { return []; }
    // There is no other pod to send to.
    if (workload.replicas.max < 2) { return []; }
    // A route, a stated proxy, or that of a mesh, chooses a pod for each request.
    if (workload.routes.length > 0 || isProxyStated(workload) || mayBeMeshed(workload, manifests)) { return []; }
    return workload.services.filter(({ headless }) => !headless).map((service): RuleResult => ({
      object: service.object,
      workload,
      violations: pinnedPorts(service),
    }));
  }),
};

const pinnedPorts = once((service: Service): Violation[] => service.ports.flatMap(port => violationsOf(service, port)));

function violationsOf({ object }: Service, { name, port, path }: ServicePort): Violation[] {
  const protocol = stringAt(placeAt(rootOf(object.json), path), ['appProtocol']);
  const isShared = protocol === undefined ? CONNECTION_IN_NAME.test(name ?? '') : ONE_CONNECTION.test(protocol);
  return !isShared ? [] : [{
    path,
    message: `Port ${port} carries ${shorten(protocol ?? name!)}, one connection for all requests of a client: the Service binds each client to one pod until that stops.`,
    fix: `Give clients that balance requests themselves a Service with spec.clusterIP None for ${showPath(path)}, or send through a proxy that balances.`,
  }];
}
