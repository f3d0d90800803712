import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NewerFields } from '../../newer-fields';
import { Plan } from '../plan';
import { metadataOf } from './metadata';

/** cdk8s-plus' Service, which finds pods by the selector labels and their ports by name; undefined where nobody routes. */
export function renderService(scope: Construct, plan: Plan, type: kplus.ServiceType | undefined): kplus.Service | undefined {
  const { identity, ports, stop } = plan;
  if (stop.router.name === 'none') { return undefined; }
  const metadata = metadataOf(identity, identity.serviceName);
  const service = new kplus.Service(scope, 'Service', {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...identity.serviceAnnotations } },
    type,
    clusterIP: stop.router.name === 'headless' ? 'None' : undefined,
    ports: [{ name: ports.portName, port: ports.servicePort, targetPort: ports.port, protocol: kplus.Protocol.TCP }],
  });
  for (const [key, value] of Object.entries(identity.selectorLabels)) { service.selectLabel(key, value); }
  NewerFields._complete(service, manifest => {
    // The API server forgets it, so that every `kubectl apply` of the same manifests would report a change.
    if (manifest.spec.externalIPs?.length === 0) { delete manifest.spec.externalIPs; }
    nameTargetPorts(manifest, plan);
  });
  return service;
}

// By name, each pod is reached at its own port: old and new pods may differ in it during a rollout.
function nameTargetPorts(manifest: any, { ports }: Plan): void {
  const names = new Map<number, string>([[ports.port, ports.portName]]);
  for (const { number, name } of ports.extra) {
    if (name !== undefined) { names.set(number, name); }
  }
  for (const port of manifest.spec.ports) {
    port.targetPort = names.get(port.targetPort ?? port.port) ?? port.targetPort;
  }
}
