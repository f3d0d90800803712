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
      containers: each(container),
      initContainers: each(container),
      ephemeralContainers: each(container),
      volumes: each(volume),
      serviceAccount: () => undefined,
      serviceAccountName: name => (name || (isMapping(spec) && spec.serviceAccount)) || undefined,
      securityContext: context => isMapping(context) && Object.keys(context).length === 0 ? undefined : context,
      overhead: quantities,
    }), POD),
  });
}

function container(value: unknown): unknown {
  const image = isMapping(value) ? value.image : undefined;
  return without(changed(value, {
    ports: each(port => without(port, { protocol: 'TCP', hostPort: 0, hostIP: '', name: '' })),
    env: each(variable => without(changed(variable, {
      valueFrom: from => changed(from, {
        fieldRef: field => without(field, { apiVersion: 'v1' }),
        resourceFieldRef: resourceField,
      }),
    }), { value: '' })),
    resources: resources => changed(resources, { limits: quantities, requests: quantities }),
    volumeMounts: each(mount => without(mount, { readOnly: false, subPath: '', subPathExpr: '' })),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: hooks => changed(hooks, { preStop: handler, postStart: handler }),
  }), { ...CONTAINER, imagePullPolicy: pullPolicy(image) });
}

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
  return changed(item, { fieldRef: field => without(field, { apiVersion: 'v1' }), resourceFieldRef: resourceField });
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
  return list => Array.isArray(list) ? list.map(normal) : list;
}

function changed(value: unknown, fields: { readonly [key: string]: (value: unknown) => unknown }): unknown {
  if (!isMapping(value)) { return value; }
  const entries = Object.entries(fields).map(([key, change]) => {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    return [key, change(given)];
  });
  return { ...value, ...Object.fromEntries(entries) };
}

function without(value: unknown, defaults: Json): unknown {
  if (!isMapping(value)) { return value; }
  return Object.fromEntries(Object.entries(value)
    .filter(([key, given]) => !Object.hasOwn(defaults, key) || !isDefault(given, defaults[key])));
}

/** An empty text is dropped when it is stored, and then gets the default. */
function isDefault(given: unknown, standard: unknown): boolean {
  return given === standard || (given === '' && typeof standard === 'string');
}

/** Without empty values, which the API server does not distinguish from absent ones. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(compact); }
  if (!isMapping(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, compact(inner)] as const)
    .filter(([key, inner]) => inner !== null && inner !== undefined && !isEmpty(key, inner)));
}

function isEmpty(key: string, value: unknown): boolean {
  if (Array.isArray(value)) { return value.length === 0; }
  return isMapping(value) && Object.keys(value).length === 0 && EMPTY_IS_ABSENT.includes(key);
}
