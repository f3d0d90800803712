import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NewerFields } from '../../newer-fields';
import { MainPort } from '../derivation/ports';
import { Plan } from '../plan';
import { metadataOf } from './metadata';

/** cdk8s-plus' Service, which selects pods by the selector labels and refers to their ports by name. */
export function renderService(scope: Construct, plan: Plan, main: MainPort, type: kplus.ServiceType | undefined): kplus.Service {
  const { identity, stop } = plan;
  const metadata = metadataOf(identity, identity.serviceName);
  const service = new kplus.Service(scope, 'Service', {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...identity.serviceAnnotations } },
    type,
    clusterIP: stop.router.name === 'headless' ? 'None' : undefined,
    ports: [{ name: main.portName, port: main.servicePort, targetPort: main.port, protocol: kplus.Protocol.TCP }],
  });
  for (const [key, value] of Object.entries(identity.selectorLabels)) { service.selectLabel(key, value); }
  NewerFields._complete(service, manifest => {
    // The API server drops the empty field, so every `kubectl apply` of the same manifests would report a change.
    if (manifest.spec.externalIPs?.length === 0) { delete manifest.spec.externalIPs; }
    nameTargetPorts(manifest, main, plan);
  });
  return service;
}

// By name, each pod is reached at its own port: old and new pods may use different ports during a rollout.
function nameTargetPorts(manifest: any, main: MainPort, { ports }: Plan): void {
  const names = new Map<number, string>([[main.port, main.portName]]);
  for (const { number, name } of ports.extra) {
    if (name !== undefined) { names.set(number, name); }
  }
  for (const port of manifest.spec.ports) {
    port.targetPort = names.get(port.targetPort ?? port.port) ?? port.targetPort;
  }
}
