import { ManifestObject } from '../../manifests';
import { listWords, shorten } from '../../text';

/** A controller that applies a repository, and would revert a rehearsal. */
export interface Tracker {
  readonly tool: 'Argo CD Application' | 'Flux Kustomization' | 'Flux HelmRelease';
  readonly name: string;
  readonly namespace?: string;
}

/** `Flux Kustomization flux-system/apps`. */
export function trackerKey({ tool, name, namespace }: Tracker): string {
  return `${tool} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const ARGO_ID = 'argocd.argoproj.io/tracking-id';
const ARGO_LABEL = 'argocd.argoproj.io/instance';
const FLUX = { 'kustomize.toolkit.fluxcd.io': 'Flux Kustomization', 'helm.toolkit.fluxcd.io': 'Flux HelmRelease' } as const;

/** The controllers that track an object, by the labels and annotations that Argo CD and Flux write. */
export function trackersOf({ labels, annotations }: Pick<ManifestObject, 'labels' | 'annotations'>): Tracker[] {
  // `app.kubernetes.io/instance` alone is written by Helm, too: with Argo CD there is a tracking id, or its own label.
  const argo = annotations[ARGO_ID]?.split(':')[0] ?? labels[ARGO_LABEL];
  const flux = (Object.keys(FLUX) as (keyof typeof FLUX)[]).filter(group => labels[`${group}/name`] !== undefined)
    .map((group): Tracker => ({ tool: FLUX[group], name: labels[`${group}/name`], namespace: labels[`${group}/namespace`] }));
  return [...argo === undefined ? [] : [{ tool: 'Argo CD Application', name: argo } as const], ...flux];
}

/** A refusal for each tracker that is not suspended. */
export function trackerRefusals(objects: readonly ManifestObject[], suspended: ReadonlySet<string>): string[] {
  const tracked = new Map<string, { tracker: Tracker; names: Set<string> }>();
  for (const object of objects) {
    for (const tracker of trackersOf(object)) {
      const key = trackerKey(tracker);
      if (suspended.has(key)) { continue; }
      const entry = tracked.get(key) ?? { tracker, names: new Set() };
      entry.names.add(`${object.kind} ${shorten(object.name)}`);
      tracked.set(key, entry);
    }
  }
  return [...tracked].map(([key, { tracker, names }]) => {
    const some = [...names].slice(0, 3);
    const objectsInWords = names.size > 3 ? `${some.join(', ')} and ${names.size - 3} more` : listWords(some);
    return `${shorten(key, 200)} applies ${objectsInWords} from its repository, and would revert the rehearsal. Suspend it first: \`${suspending(tracker)}\`.`;
  });
}

function suspending({ tool, name, namespace }: Tracker): string {
  const place = namespace === undefined ? '' : ` --namespace ${shorten(namespace)}`;
  switch (tool) {
    case 'Argo CD Application': return `argocd app set ${shorten(name)} --sync-policy none`;
    case 'Flux Kustomization': return `flux suspend kustomization ${shorten(name)}${place}`;
    case 'Flux HelmRelease': return `flux suspend helmrelease ${shorten(name)}${place}`;
  }
}
