import { wordsOf } from './containers';
import { environmentOf } from './environment';
import { imageParts } from './image-reference';
import { isCoreDns, lameduckOf } from './lameduck';
import { Container, ManifestSet, parseDuration, Workload } from '../../manifests';

/**
 * Options by which a server still accepts requests for a while after SIGTERM, by their documentation: Kubernetes' API servers,
 * Grafana Mimir, VictoriaMetrics, Traefik.
 */
const OPTIONS = /^--?(?:shutdown-delay-duration|shutdown-delay|http\.shutdownDelay|entrypoints\.[\w-]{1,60}\.transport\.lifecycle\.requestacceptgracetimeout)(?:=(.*))?$/i;
/** The same as variables: GitLab's webservice, Quarkus. */
const VARIABLES = ['SHUTDOWN_BLACKOUT_SECONDS', 'QUARKUS_SHUTDOWN_DELAY'];
/** The Knative servers that answer users fail their readiness probe but keep serving for this long. */
const KNATIVE = /(?:^|\/)knative\.dev\/(?:.{1,100}\/)?(?:webhook|activator|queue)$/;
const KNATIVE_DRAIN = 45;

/** Seconds after SIGTERM for which the server of a container itself still accepts requests; 0 if unknown. */
export function shutdownDelayOf(workload: Workload, container: Container, manifests: ManifestSet): number {
  if (isCoreDns(container)) { return lameduckOf(workload, container, manifests) ?? 0; }
  const words = wordsOf(workload, container);
  const written = words.flatMap((word, i) => {
    const option = OPTIONS.exec(word);
    return option ? [option[1] ?? words[i + 1] ?? ''] : [];
  });
  const variables = environmentOf(workload, container, manifests);
  const stated = [...written, ...VARIABLES.map(name => variables.get(name)?.value ?? '')].map(secondsIn).find(seconds => seconds !== undefined);
  return stated ?? (KNATIVE.test(imageParts(container.image).repository) ? KNATIVE_DRAIN : 0);
}

/** Whether the manifests do not show if a server still accepts requests after SIGTERM: CoreDNS without its Corefile. */
export function mayDelayShutdown(workload: Workload, container: Container, manifests: ManifestSet): boolean {
  return isCoreDns(container) && lameduckOf(workload, container, manifests) === undefined;
}

function secondsIn(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : parseDuration(text.toLowerCase());
}
