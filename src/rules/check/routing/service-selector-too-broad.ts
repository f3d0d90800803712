import { isReleaseLabel } from '../../../analysis/identity/release-labels';
import { KnownPods, knownPodsOf, overlap } from '../../../analysis/traffic/known-pods';
import { PodOwner, Service, SERVICE_PATHS, ServicePort, showPath } from '../../../manifests';
import { shorten } from '../../../text';
import { edited, Fix } from '../../fixes/edited';
import { Rule, RuleResult } from '../../rule';

export const serviceSelectorTooBroad: Rule = {
  id: 'service-selector-too-broad',
  severity: 'warning',
  title: 'Service selector that matches unrelated pods',
  impact: 'A share of the requests reaches pods that cannot answer them, or do not listen at all.',
  why: 'A Service selects all pods that have the labels of its selector, whichever Deployment or Job created them.',
  fix: 'Give each application its own label, and select that.',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  examples: {
    failing: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: web } }
        spec:
          restartPolicy: Never
          containers:
            - { name: report, image: registry.example.com/report:1.4.2 }
---
kind: Service
spec: { ports: [{ name: http, targetPort: 8080 }] }
`,
    passing: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: report } }
        spec:
          restartPolicy: Never
          containers:
            - { name: report, image: registry.example.com/report:1.4.2 }
---
kind: Service
spec: { ports: [{ name: http, targetPort: 8080 }] }
`,
  },
  judge: ({ services, selected }) => services.flatMap((service): RuleResult[] => {
    const pods = selected.get(service.object) ?? [];
    // Peers of any kind find each other by a headless Service.
    if (service.headless || pods.length === 0) { return []; }
    const stranger = strangerAmong(pods, service);
    return [{
      object: service.object,
      violations: stranger ? [{
        path: SERVICE_PATHS.selector,
        message: `The selector matches the pods of ${podsLabel(stranger.meant)}, and also those of ${podsLabel(stranger.pods)} ${stranger.because}: ${stranger.isAsked
          ? 'each gets a share of the requests.'
          : 'they get no requests only as long as they have no port of the same name.'}`,
        ...fixOf(stranger),
      }] : [],
    }];
  }),
};

function fixOf({ meant, pods }: Stranger): Fix {
  const own = Object.entries(meant.podLabels)
    .find(([key, value]) => pods.podLabels[key] !== value && !isReleaseLabel(key, value));
  return own
    ? edited([{ path: [...SERVICE_PATHS.selector, own[0]], value: own[1] }], {
      byHand: 'that all pods of the Service have this label, including those of a canary',
    })
    : { fix: `Give the pods of ${podsLabel(meant)} their own label; when all of them have it, add it to ${showPath(SERVICE_PATHS.selector)}.` };
}

/** A Service has a few; hostile files have more. */
const MOST_COMPARED = 100;

interface Stranger {
  readonly meant: KnownPods;
  readonly pods: KnownPods;
  readonly because: string;
  readonly isAsked: boolean;
}

function strangerAmong(groups: readonly PodOwner[], { ports }: Service): Stranger | undefined {
  const all = groups.slice(0, MOST_COMPARED).map(knownPodsOf).filter(pods => pods !== undefined);
  const meant = all.find(pods => !isJob(pods) && ports.some(port => declares(pods, port)));
  // Another rule reports two workloads that select each other's pods.
  const others = meant ? all.filter(pods => pods !== meant && !overlap(meant, pods)) : [];
  for (const pods of others) {
    const because = strangeness(meant!, pods, ports);
    if (because) { return { meant: meant!, pods, because, isAsked: ports.some(port => typeof port.targetPort === 'number' || declares(pods, port)) }; }
  }
  return undefined;
}

// Deployments of one application behind a Service, such as a canary and a stable version, share the image.
function strangeness(meant: KnownPods, pods: KnownPods, ports: readonly ServicePort[]): string | undefined {
  if (isJob(pods)) { return 'that do not answer requests'; }
  const missing = ports.find(({ targetPort }) => typeof targetPort === 'number' && meant.portNumbers.has(targetPort)
    && !pods.portNumbers.has(targetPort) && !pods.mentions(targetPort));
  if (missing) { return `that have no port ${missing.targetPort}`; }
  return sharesImage(meant, pods) || isVersionOf(meant, pods) ? undefined : 'with another image';
}

// `reviews-v1` and `reviews-v2` are versions of one application, also as names of images.
function isVersionOf(meant: KnownPods, pods: KnownPods): boolean {
  const [one, other] = [meant, pods].map(({ object: { name } }) => name.replace(/-(?:v?\d[\w.]*|canary|stable|primary|blue|green)$/, ''));
  return one === other;
}

function declares({ portNames, portNumbers }: KnownPods, { targetPort, protocol }: ServicePort): boolean {
  return typeof targetPort === 'number' ? portNumbers.has(targetPort) : portNames.has(`${targetPort}/${protocol}`);
}

function isJob({ object: { kind } }: KnownPods): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

function sharesImage({ images }: KnownPods, other: KnownPods): boolean {
  return images.size === 0 || other.images.size === 0 || [...images].some(image => other.images.has(image));
}

function podsLabel({ object: { kind, name } }: KnownPods): string {
  return `${kind} ${shorten(name)}`;
}
