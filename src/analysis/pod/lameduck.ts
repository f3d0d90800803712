import { wordsOf } from './containers';
import { imageParts } from './image-reference';
import { mountedFiles } from './mounted-files';
import { Container, ManifestSet, parseDuration, Workload } from '../../manifests';

const IMAGE = /(?:^|\/)coredns$/;
const HEALTH = /(?:^|[\s{])health(?:\s+[^\s{}]+)?\s*\{([^{}]*)\}/g;
const LAMEDUCK = /(?:^|\s)lameduck\s+(\S+)/;

/** Whether a container is CoreDNS, which keeps answering after SIGTERM for as long as its Corefile states. */
export function isCoreDns({ image }: Container): boolean {
  return IMAGE.test(imageParts(image).repository);
}

/** Seconds for which CoreDNS answers after SIGTERM; undefined if its Corefile is not in the manifests. */
export function lameduckOf(workload: Workload, container: Container, manifests: ManifestSet): number | undefined {
  const [, path = 'Corefile'] = /(?:^|\s)--?conf[\s=]+(\S+)/.exec(wordsOf(workload, container).join(' ')) ?? [];
  const corefile = mountedFiles(workload, container, manifests).get(path.split('/').pop()!);
  if (corefile === undefined) { return undefined; }
  const times = [...corefile.replace(/#.*/g, '').matchAll(HEALTH)].map(([, block]) => parseDuration(LAMEDUCK.exec(block)?.[1] ?? '') ?? 0);
  return times.reduce((one, other) => Math.max(one, other), 0);
}
