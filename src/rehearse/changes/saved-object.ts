import { isMapping, isSameJson } from '../../manifests';

export type Json = Readonly<Record<string, unknown>>;

/** Fields that the API server and controllers write, and would write again. */
const ASSIGNED = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink', 'deletionTimestamp', 'deletionGracePeriodSeconds'];
const COUNTED = ['deployment.kubernetes.io/revision', 'deprecated.daemonset.template.generation'];

/**
 * An object as it can be restored: without its status and the fields that the API server assigns. The owners of its fields are kept, so that
 * server-side apply meets no conflict later.
 */
export function savedOf(live: Json): Json {
  const { status: _, ...rest } = live;
  const metadata = mapping(live.metadata);
  const annotations = without(mapping(metadata.annotations), COUNTED);
  return {
    ...rest,
    metadata: {
      ...without(metadata, [...ASSIGNED, 'annotations']),
      ...Object.keys(annotations).length > 0 ? { annotations } : {},
    },
  };
}

/** Whether a live object equals the saved one again. */
export function isAsSaved(saved: Json, live: Json): boolean {
  return isSameJson(unowned(saved), unowned(savedOf(live)));
}

/** Without the owners of its fields, which an update cannot set and change at once. */
export function unowned(saved: Json): Json {
  return { ...saved, metadata: without(mapping(saved.metadata), ['managedFields']) };
}

/** The saved object with the replicas that it has now: an autoscaler has chosen them. */
export function withLiveReplicas(saved: Json, live: Json): Json {
  const replicas = mapping(live.spec).replicas;
  return replicas === undefined ? saved : { ...saved, spec: { ...mapping(saved.spec), replicas } };
}

/** The object with an additional label. Only on the object itself: on its pod template, it would replace the pods. */
export function labelled(object: Json, label: string, value: string): Json {
  const metadata = mapping(object.metadata);
  return { ...object, metadata: { ...metadata, labels: { ...mapping(metadata.labels), [label]: value } } };
}

function mapping(value: unknown): Json {
  return isMapping(value) ? value : {};
}

function without(json: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}
