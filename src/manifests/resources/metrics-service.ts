import { Service, ServicePort } from './service';

/** The facts about pods that are used here. */
interface Pods {
  readonly name: string;
  readonly containers: readonly { readonly ports: readonly { readonly number: number; readonly name?: string }[] }[];
}

const PORT = /(?:^|[-_])(?:metrics|prometheus|prom|telemetry|monitoring|servicemonitor)$/;
const SERVICE = /-metrics(?:-service)?$/;

const WORKER = /(?:^|[-_])(?:workers?|consumers?)$/;

/**
 * Whether only a scraper of metrics uses a Service, according to its name, the names of all its ports, or, for pods that are named as
 * workers, its annotations for Prometheus.
 */
export function isForMetrics(service: Service, { name, containers }: Pods): boolean {
  const { object, ports } = service;
  if (WORKER.test(name) && isScraped(service)) { return true; }
  let named: Map<number, string | undefined> | undefined;
  // Most Services have no number there, or a telling name.
  const nameOf = (number: number): string | undefined => {
    named ??= new Map(containers.flatMap(container => container.ports.map(port => [port.number, port.name] as const)));
    return named.get(number);
  };
  const says = (text: unknown): boolean => typeof text === 'string' && PORT.test(text);
  const isMetrics = ({ name: own, targetPort }: ServicePort): boolean =>
    says(own) || says(typeof targetPort === 'number' ? nameOf(targetPort) : targetPort);
  return ports.length > 0 && (ports.every(isMetrics) || (SERVICE.test(object.name) && object.name !== name));
}

function isScraped({ object: { annotations }, type }: Service): boolean {
  const { 'prometheus.io/scrape': scrape, 'prometheus.io/port': port } = annotations;
  return type === 'ClusterIP' && (scrape === 'true' || (scrape === undefined && port !== undefined));
}
