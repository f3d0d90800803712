import { Service, ServicePort } from './service';

/** What is needed to know of pods. */
interface Pods {
  readonly name: string;
  readonly containers: readonly { readonly ports: readonly { readonly number: number; readonly name?: string }[] }[];
}

const PORT = /(?:^|[-_])(?:metrics|prometheus|prom|telemetry|monitoring|servicemonitor)$/;
const SERVICE = /-metrics(?:-service)?$/;

/** Whether nobody but a scraper of metrics uses a Service, as its name or the names of all its ports say. */
export function isForMetrics({ object, ports }: Service, { name, containers }: Pods): boolean {
  const named = new Map(containers.flatMap(container => container.ports.map(port => [port.number, port.name] as const)));
  const isMetrics = (port: ServicePort): boolean => [port.name, port.targetPort, typeof port.targetPort === 'number' ? named.get(port.targetPort) : undefined]
    .some(text => typeof text === 'string' && PORT.test(text));
  return ports.length > 0 && (ports.every(isMetrics) || (SERVICE.test(object.name) && object.name !== name));
}
