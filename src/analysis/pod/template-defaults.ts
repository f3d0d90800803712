import { imageParts } from './image-reference';
import { quantityAt } from './quantity';
import { isMapping, rootOf } from '../../manifests';

type Json = Readonly<Record<string, unknown>>;

/**
 * The defaults of the API server for missing fields of a template, by path. A default that it sets only on
 * pods, such as enableServiceLinks, or never, such as a sidecar's restartPolicy, makes another template.
 */
const POD = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  nodeName: '',
  hostname: '',
  subdomain: '',
  priorityClassName: '',
};
const CONTAINER = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  stdin: false,
  stdinOnce: false,
  tty: false,
  workingDir: '',
};
const PROBE = { initialDelaySeconds: 0, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const PROBE_ZEROS = { timeoutSeconds: 0, periodSeconds: 0, successThreshold: 0, failureThreshold: 0 };
const VOLUME_MODE = { defaultMode: 0o644 };
/** Mappings that mean the same whether they are empty or absent; for others, such as `affinity`, it is a difference. */
const EMPTY_IS_ABSENT = ['resources', 'limits', 'requests', 'annotations', 'labels', 'nodeSelector', 'matchLabels', 'overhead', 'metadata'];

/** A pod template without the values that the API server would fill in anyway. */
export function normalPodTemplate(template: unknown): unknown {
  return changed(compact(template), {
    spec: spec => without(changed(spec, {
      ...POD_FIELDS,
      serviceAccountName: name => (name || (isMapping(spec) && spec.serviceAccount)) || undefined,
    }), POD),
  });
}

type Fields = { readonly [key: string]: (value: unknown) => unknown };

const POD_FIELDS: Fields = {
  containers: each(container),
  initContainers: each(container),
  ephemeralContainers: each(container),
  volumes: each(volume),
  serviceAccount: () => undefined,
  securityContext: context => isMapping(context) && Object.keys(context).length === 0 ? undefined : context,
  overhead: quantities,
};

function container(value: unknown): unknown {
  const image = isMapping(value) ? value.image : undefined;
  return without(changed(value, CONTAINER_FIELDS), { ...CONTAINER, imagePullPolicy: pullPolicy(image) });
}

const PORT = { protocol: 'TCP', hostPort: 0, hostIP: '', name: '' };
const MOUNT = { readOnly: false, subPath: '', subPathExpr: '' };
const FIELD_REF = { apiVersion: 'v1' };
const VARIABLE = { value: '' };
const SOURCE_FIELDS: Fields = { fieldRef: field => without(field, FIELD_REF), resourceFieldRef: resourceField };
const VARIABLE_FIELDS: Fields = { valueFrom: from => changed(from, SOURCE_FIELDS) };
const RESOURCE_FIELDS: Fields = { limits: quantities, requests: quantities };
const HOOK_FIELDS: Fields = { preStop: handler, postStart: handler };
const CONTAINER_FIELDS: Fields = {
  ports: each(port => without(port, PORT)),
  env: each(variable => without(changed(variable, VARIABLE_FIELDS), VARIABLE)),
  resources: resources => changed(resources, RESOURCE_FIELDS),
  volumeMounts: each(mount => without(mount, MOUNT)),
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  lifecycle: hooks => changed(hooks, HOOK_FIELDS),
};

function resourceField(value: unknown): unknown {
  return without(changed(value, { divisor: normalQuantity }), { divisor: 0 });
}

function probe(value: unknown): unknown {
  return without(without(handler(value), PROBE), PROBE_ZEROS);
}

function handler(value: unknown): unknown {
  return changed(value, {
    httpGet: get => without(get, { scheme: 'HTTP', path: '/' }),
    grpc: grpc => without(grpc, { service: '' }),
  });
}

function volume(value: unknown): unknown {
  // A volume without a source is an empty directory.
  const given = isMapping(value) && Object.keys(value).every(key => key === 'name') ? { ...value, emptyDir: {} } : value;
  return changed(given, {
    configMap: source => without(source, VOLUME_MODE),
    secret: source => without(source, VOLUME_MODE),
    downwardAPI: source => without(changed(source, { items: each(downward) }), VOLUME_MODE),
    projected: source => without(changed(source, {
      sources: each(one => changed(one, {
        serviceAccountToken: token => without(token, { expirationSeconds: 3600 }),
        downwardAPI: api => changed(api, { items: each(downward) }),
      })),
    }), VOLUME_MODE),
    hostPath: source => without(source, { type: '' }),
    emptyDir: source => without(changed(source, { sizeLimit: normalQuantity }), { medium: '' }),
    persistentVolumeClaim: source => without(source, { readOnly: false }),
    nfs: source => without(source, { readOnly: false }),
    image: source => without(source, { pullPolicy: pullPolicy(isMapping(source) ? source.reference : undefined) }),
    ephemeral: source => changed(source, {
      volumeClaimTemplate: template => changed(template, {
        spec: claim => without(changed(claim, {
          resources: resources => changed(resources, { requests: quantities, limits: quantities }),
        }), { volumeMode: 'Filesystem' }),
      }),
    }),
  });
}

function downward(item: unknown): unknown {
  return changed(item, SOURCE_FIELDS);
}

// Without tag and digest it is the latest one; a digest beside that tag changes nothing.
function pullPolicy(image: unknown): string {
  if (typeof image !== 'string' || image === '') { return 'IfNotPresent'; }
  const { tag, digest } = imageParts(image);
  return (tag ?? (digest === undefined ? 'latest' : '')) === 'latest' ? 'Always' : 'IfNotPresent';
}

function quantities(value: unknown): unknown {
  if (!isMapping(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, quantity]) => [key, normalQuantity(quantity)]));
}

/** `0.5` and `500m` are the same to a cluster. */
function normalQuantity(quantity: unknown): unknown {
  const amount = quantityAt(rootOf(quantity), []);
  return amount === undefined ? quantity : Number(amount.toPrecision(12));
}

function each(normal: (item: unknown) => unknown): (list: unknown) => unknown {
  return list => Array.isArray(list) ? sameOr(list, list.map(normal)) : list;
}

/** A list of which no item changed is not kept twice. */
function sameOr(list: readonly unknown[], changes: readonly unknown[]): readonly unknown[] {
  return list.every((item, i) => item === changes[i]) ? list : changes;
}

function changed(value: unknown, fields: Fields): unknown {
  if (!isMapping(value)) { return value; }
  const result: Record<string, unknown> = { ...value };
  for (const [key, change] of Object.entries(fields)) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    const now = change(given);
    if (now !== given) { result[key] = now; }
  }
  return result;
}

function without(value: unknown, defaults: Json): unknown {
  if (!isMapping(value)) { return value; }
  const isLeftOut = (key: string): boolean => Object.hasOwn(defaults, key) && isDefault(value[key], defaults[key]);
  return onlyKeys(value, Object.keys(value).filter(key => !isLeftOut(key)));
}

/** Most mappings keep all their keys, and are then not copied. */
function onlyKeys(value: Json, keys: readonly string[]): Json {
  return keys.length === Object.keys(value).length ? value : Object.fromEntries(keys.map(key => [key, value[key]]));
}

/** An empty text is dropped when it is stored, and then gets the default. */
function isDefault(given: unknown, standard: unknown): boolean {
  return given === standard || (given === '' && typeof standard === 'string');
}

/** Without empty values, which the API server does not distinguish from absent ones. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) { return sameOr(value, value.map(compact)); }
  if (!isMapping(value)) { return value; }
  const inner = Object.entries(value).map(([key, given]) => [key, compact(given)] as const);
  const left = inner.filter(([key, given]) => given !== null && given !== undefined && !isEmpty(key, given));
  return left.length === inner.length && left.every(([key, given]) => value[key] === given) ? value : Object.fromEntries(left);
}

function isEmpty(key: string, value: unknown): boolean {
  if (Array.isArray(value)) { return value.length === 0; }
  return isMapping(value) && Object.keys(value).length === 0 && EMPTY_IS_ABSENT.includes(key);
}
