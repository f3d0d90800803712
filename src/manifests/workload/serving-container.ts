import { Container } from './container';
import { PodTemplate } from './pod-template';
import { Service } from '../resources';

/**
 * The container that answers users: the one that a Service sends to, by the name or the number of a port. Services and their ports
 * are tried in the given order. Containers need not list their ports, so it may be the first container.
 */
export function servingContainer({ containers, sidecars }: Pick<PodTemplate, 'containers' | 'sidecars'>, services: Service[]): Container | undefined {
  const byPort = new Map<number | string, Container>();
  for (const container of [...containers, ...sidecars]) {
    for (const { name, number } of container.ports) {
      for (const port of [number, ...name === undefined ? [] : [name]]) {
        if (!byPort.has(port)) { byPort.set(port, container); }
      }
    }
  }
  for (const { ports } of services) {
    const target = ports.find(({ targetPort }) => byPort.has(targetPort));
    if (target) { return byPort.get(target.targetPort); }
  }
  return containers[0];
}
