import {
  closestPods, KnownPods, knownPodsOf, overlap, podsIn, podsOfOtherNamespace, selectsNothing,
} from '../../../src/analysis/traffic/known-pods';
import { LabelSelector, PodOwner } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function group(yaml: string): PodOwner {
  return manifestsIn(yaml).podOwners[0];
}

function known(yaml: string): KnownPods | undefined {
  return knownPodsOf(group(yaml));
}

function withTemplate(apiVersion: string, kind: string, template = 'metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] }'): string {
  const [path, end] = kind === 'CronJob' ? ['jobTemplate: { spec: {', '} }'] : ['', ''];
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec: { ${path} template: { ${template} } ${end} }\n`;
}

/** The pods of the service without findings, changed. */
function pods(change: string): KnownPods {
  return known(exampleManifests(change))!;
}

function container(fields: string, name = 'web'): string {
  return `kind: Deployment\nspec: { template: { spec: { containers: [{ name: ${name}, ${fields} }] } } }\n`;
}

describe('pods are known', () => {
  test.each([
    ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'], ['argoproj.io/v1alpha1', 'Rollout'],
    ['batch/v1', 'Job'], ['batch/v1', 'CronJob'], ['v1', 'ReplicationController'],
  ])('of %s if it is a %s', (apiVersion, kind) => {
    expect(known(withTemplate(apiVersion, kind))).toMatchObject({ podLabels: { app: 'a' }, containers: [{ name: 'a' }], object: { kind } });
  });

  test('if they are bare Pods', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { app: a } }\nspec: { containers: [{ name: a, image: a }] }\n';
    expect(known(pod)).toMatchObject({ podLabels: { app: 'a' }, containers: [{ name: 'a' }] });
  });

  test.each([['example.com/v1', 'Deployment'], ['example.com/v1', 'Database'], ['apps/v1', 'Job']])('but not of %s if it is a %s', (apiVersion, kind) => {
    expect(known(withTemplate(apiVersion, kind))).toBeUndefined();
  });

  test('but not if Istio fills in the image of its proxy', () => {
    expect(known(exampleManifests(container('image: auto')))).toBeUndefined();
    expect(known(exampleManifests(container('image: auto', 'istio-proxy')))).toBeUndefined();
  });
});

describe('the containers of known pods', () => {
  test('include sidecars', () => {
    const sidecars = pods(`
kind: Deployment
spec:
  template:
    spec:
      initContainers:
      - { name: proxy, image: a/proxy:1, restartPolicy: Always, ports: [{ name: dns, containerPort: 53, protocol: UDP }, { containerPort: 9901 }] }
      - { name: migrate, image: a/migrate:1, ports: [{ name: gone, containerPort: 1 }] }
      - { name: never, image: a/never:1, restartPolicy: Never }
`);
    expect(sidecars.containers.map(({ name }) => name)).toEqual(['web', 'proxy']);
    expect([...sidecars.portNumbers]).toEqual([8080, 53, 9901]);
    expect([...sidecars.portNames]).toEqual(['http/TCP', 'dns/UDP']);
    expect([...sidecars.images]).toEqual(['registry.example.com/web', 'a/proxy']);
  });

  test('have no image if none is set', () => {
    expect([...pods(container('image: null')).images]).toEqual([]);
    expect([...pods(container('image: ""')).images]).toEqual([]);
    expect([...pods(container('image: "localhost:5000/web@sha256:0123"')).images]).toEqual(['localhost:5000/web']);
  });
});

describe('a port is mentioned', () => {
  const DECLARED_ONLY = 'startupProbe: null, readinessProbe: null, ports: [{ name: http, containerPort: 8080 }]';

  test.each([
    ['by the command', container('command: [serve, "--listen=:9000"]')],
    ['by an argument', container('args: ["9000"]')],
    ['by an argument with other numbers', container('args: ["127.0.0.1:9000/8"]')],
    ['by a variable', container('env: [{ name: OTHER, valueFrom: {} }, { name: PORT, value: "9000" }]')],
    ['by the annotation for metrics', 'kind: Deployment\nspec: { template: { metadata: { annotations: { prometheus.io/port: "9000" } } } }\n'],
    ['by the startup probe', container('startupProbe: { httpGet: { path: /ready, port: 9000 } }')],
    ['by the readiness probe', container('readinessProbe: { httpGet: null, tcpSocket: { port: 9000 } }')],
    ['by the liveness probe', container('livenessProbe: { grpc: { port: 9000 } }')],
    ['by another container', container('image: a, args: ["9000"]', 'other')],
    ['by a probe of another container', container('image: a, livenessProbe: { tcpSocket: { port: 9000 } }', 'other')],
    ['by a sidecar', 'kind: Deployment\nspec: { template: { spec: { initContainers: [{ name: proxy, image: a, restartPolicy: Always, args: ["9000"] }] } } }\n'],
  ])('%s', (_, change) => {
    expect(pods(change).mentions(9000)).toBe(true);
    expect(pods(change).mentions(9001)).toBe(false);
  });

  test.each([
    ['its declaration alone', container(DECLARED_ONLY)],
    ['a probe that uses its name', container('livenessProbe: { httpGet: { path: /, port: http } }')],
    ['a probe without a port', container('livenessProbe: { exec: { command: ["true"] } }')],
    ['another annotation', 'kind: Deployment\nspec: { template: { metadata: { annotations: { example.com/port: "8080" } } } }\n'],
    ['a larger number', container('args: ["80800", "18080"]')],
    ['an init container that ends', 'kind: Deployment\nspec: { template: { spec: { initContainers: [{ name: a, image: a, args: ["8080"] }] } } }\n'],
  ])('but not by %s', (_, change) => {
    expect(pods(change).mentions(8080)).toBe(false);
  });

  test('only if it exists: a missing number is not 0', () => {
    expect(pods('').mentions(0)).toBe(false);
    expect(pods(container('command: [serve], args: [now], env: [{ name: A, value: b }]')).mentions(0)).toBe(false);
  });

  test('has the same result a second time', () => {
    const found = pods(container('args: ["9000"]'));
    expect([found.mentions(9000), found.mentions(9001), found.mentions(9000)]).toEqual([true, false, true]);
  });
});

describe('two controllers overlap', () => {
  const controllers = (one: string, other: string): [KnownPods, KnownPods] => {
    const of = ([selector, labels]: string[]) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a${labels.length} }\nspec: { ${selector}, template: { metadata: { labels: { ${labels} } }, spec: {} } }\n`;
    const [first, second] = manifestsIn(`${of(one.split(' | '))}---\n${of(other.split(' | '))}`).podOwners;
    return [knownPodsOf(first)!, knownPodsOf(second)!];
  };
  const BROAD = 'selector: { matchLabels: { app: a } }';

  test.each([
    ['if each selects the pods of the other', `${BROAD} | app: a`, `${BROAD} | app: a, role: b`, true],
    ['not if only one does', `${BROAD} | app: a`, 'selector: { matchLabels: { role: b } } | app: a, role: b', false],
    ['not if neither does', `${BROAD} | app: a`, 'selector: { matchLabels: { app: bb } } | app: bb', false],
    ['not if one has no selector', `${BROAD} | app: a`, 'replicas: 1 | app: a, role: b', false],
  ])('%s', (_, one, other, found) => {
    const [first, second] = controllers(one, other);
    expect(overlap(first, second)).toBe(found);
    expect(overlap(second, first)).toBe(found);
  });
});

/** Deployments by lines such as `shop/web: app=web, role=a`; `/web` is in no namespace. */
function cluster(...lines: string[]) {
  return manifestsIn(lines.map(line => {
    const [, namespace, name, labels] = /^(.*)\/(.*): ?(.*)$/.exec(line)!;
    const podLabels = Object.fromEntries(labels.split(', ').filter(pair => pair !== '').map(pair => pair.split('=')));
    return JSON.stringify({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: namespace || undefined }, spec: { template: { metadata: { labels: podLabels }, spec: {} } },
    });
  }).join('\n---\n'));
}

function many(length: number, line: (i: number) => string): string[] {
  return Array.from({ length }, (_, i) => line(i));
}

function nameOf(found: PodOwner | undefined): string | undefined {
  return found && `${found.namespace ?? ''}/${found.object.name}`;
}

test('the pods of a namespace are only its own', () => {
  const manifests = cluster('shop/a: app=a', 'infra/b: app=b', '/c: app=c', 'shop/d:');
  expect(podsIn(manifests, 'shop').map(nameOf)).toEqual(['shop/a', 'shop/d']);
  expect(podsIn(manifests, undefined).map(nameOf)).toEqual(['/c']);
  expect(podsIn(manifests, 'else')).toEqual([]);
});

describe('a selector matches no pods', () => {
  const labels = (matchLabels: Record<string, string>, matchExpressions: LabelSelector['matchExpressions'] = []) => ({ matchLabels, matchExpressions });
  const manifests = cluster('shop/a: app=a, role=x', 'shop/b: app=b', 'infra/c: app=c');

  test.each<[string, LabelSelector, string | undefined, boolean]>([
    ['if no pods have its label', labels({ app: 'd' }), 'shop', true],
    ['if no pods have all of its labels', labels({ app: 'b', role: 'x' }), 'shop', true],
    ['if pods with its labels are in other namespaces', labels({ app: 'c' }), 'shop', true],
    ['if there are no pods', labels({}), 'else', true],
    ['if no pods match an expression', labels({}, [{ key: 'app', operator: 'DoesNotExist', values: [] }]), 'shop', true],
    ['if no pods with its labels match an expression', labels({ app: 'b' }, [{ key: 'role', operator: 'Exists', values: [] }]), 'shop', true],
    ['but not if pods have its label', labels({ app: 'c' }), 'infra', false],
    ['but not if pods have all of its labels', labels({ app: 'a', role: 'x' }), 'shop', false],
    ['but not if it selects all', labels({}), 'shop', false],
    ['but not if pods match its expression', labels({}, [{ key: 'role', operator: 'Exists', values: [] }]), 'shop', false],
  ])('%s', (_, selector, namespace, found) => {
    expect(selectsNothing(manifests, namespace, selector)).toBe(found);
  });

  test('is undefined if there are a thousand pods to check', () => {
    const gone = labels({}, [{ key: 'role', operator: 'Exists', values: [] }]);
    expect(selectsNothing(cluster(...many(999, i => `shop/a${i}: app=a`)), 'shop', gone)).toBe(true);
    expect(selectsNothing(cluster(...many(1000, i => `shop/a${i}: app=a`)), 'shop', gone)).toBe(false);
  });

  test('is known for one rare label among any number of pods', () => {
    const all = cluster(...many(1000, i => `shop/a${i}: app=a`), 'shop/b: app=a, role=b');
    expect(selectsNothing(all, 'shop', labels({ app: 'b', role: 'b' }))).toBe(true);
    expect(selectsNothing(all, 'shop', labels({ app: 'a', role: 'b', tier: 'c' }))).toBe(true);
    expect(selectsNothing(all, 'shop', labels({ app: 'a', role: 'b' }))).toBe(false);
    expect(selectsNothing(all, 'shop', labels({ role: 'b', app: 'a' }, [{ key: 'tier', operator: 'Exists', values: [] }]))).toBe(true);
  });
});

describe('pods of another namespace', () => {
  const found = (lines: string[], selector: string, { namespace = 'shop', more = '' } = {}) => {
    const service = (name: string, where: string, select: string) => `\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}${where ? `, namespace: ${where}` : ''} }\nspec: { selector: { ${select} }, ports: [{ port: 80 }] }\n`;
    const deployments = cluster(...lines).objects.map(({ json }) => JSON.stringify(json)).join('\n---\n');
    const manifests = manifestsIn(`${deployments}${service('web', namespace, selector)}${more}`);
    return nameOf(podsOfOtherNamespace(manifests, manifests.services[0]));
  };
  const served = (select: string) => `---\napiVersion: v1\nkind: Service\nmetadata: { name: own, namespace: infra }\nspec: { selector: { ${select} }, ports: [{ port: 80 }] }\n`;

  test('match a Service of another namespace', () => {
    expect(found(['infra/web: app=web'], 'app: web')).toBe('infra/web');
    expect(found(['else/web: app=web', 'infra/web: app=web, tier=front'], 'app: web, tier: front')).toBe('infra/web');
    expect(found(['else/web: app=web', 'infra/web: app=web, tier=front'], 'tier: front, app: web')).toBe('infra/web');
  });

  test.each([
    ['they have other labels', ['infra/web: app=other'], 'app: web'],
    ['they lack a label', ['infra/web: app=web'], 'app: web, tier: front'],
    ['each label exists, but no pod has all of them', ['infra/a: app=web', 'else/b: tier=front'], 'app: web, tier: front'],
    ['they are in its namespace', ['shop/web: app=web'], 'app: web'],
    ['their namespace is unknown', ['/web: app=web'], 'app: web'],
    ['it selects by no label', ['infra/web: app=web'], ''],
  ])('do not match: %s', (_, lines, selector) => {
    expect(found(lines, selector)).toBeUndefined();
  });

  test('do not match if the namespace of the Service is unknown', () => {
    expect(found(['infra/web: app=web'], 'app: web', { namespace: '' })).toBeUndefined();
  });

  test('do not match if a Service of their namespace selects them', () => {
    expect(found(['infra/web: app=web'], 'app: web', { more: served('app: web') })).toBeUndefined();
    expect(found(['infra/web: app=web'], 'app: web', { more: served('app: other') })).toBe('infra/web');
  });

  test('are searched among a hundred with the rarest label', () => {
    const others = many(100, i => `infra/a${i}: app=web`);
    const fitting = 'infra/web: app=web, tier=front';
    expect(found([...others, fitting], 'app: web, tier: front')).toBe('infra/web');
    const both = many(99, i => `infra/a${i}: app=web, front=no, tier=front`);
    expect(found([...both, 'infra/web: app=web, front=yes, tier=front', ...many(200, i => `infra/b${i}: front=yes`)], 'app: web, tier: front, front: "yes"')).toBe('infra/web');
    expect(found(['infra/b: app=web, front=no, tier=front', ...both, 'infra/web: app=web, front=yes, tier=front', ...many(200, i => `infra/c${i}: front=yes`)], 'app: web, tier: front, front: "yes"'))
      .toBeUndefined();
  });
});

describe('the most likely intended pods', () => {
  const closest = (lines: string[], labels: Record<string, string>, name = 'web') => {
    const [object] = manifestsIn(`apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\n`).objects;
    return nameOf(closestPods(cluster(...lines), object, labels));
  };

  test.each([
    ['share most labels', ['shop/a: app=web', 'shop/b: app=web, tier=front', 'shop/c: tier=front'], { app: 'web', tier: 'front' }, 'shop/b'],
    ['share most labels, whatever their names', ['shop/web: app=web', 'shop/b: app=web, tier=front'], { app: 'web', tier: 'front' }, 'shop/b'],
    ['share as many as others, and the name', ['shop/a: app=web', 'shop/web: app=web'], { app: 'web', tier: 'front' }, 'shop/web'],
    ['are the first of those that share as many', ['shop/a: tier=front', 'shop/b: app=web'], { app: 'web', tier: 'front' }, 'shop/b'],
    ['share a label rather than the name', ['shop/web: app=other', 'shop/b: app=web'], { app: 'web' }, 'shop/b'],
    ['share the name if no label', ['shop/a: app=other', 'shop/web: app=another'], { app: 'web' }, 'shop/web'],
    ['are the first of the namespace if they share nothing', ['infra/a: app=web', 'shop/b: app=other', 'shop/c: app=other'], { app: 'web' }, 'shop/b'],
    ['are in the namespace', ['infra/web: app=web'], { app: 'web' }, undefined],
    ['share a label of the same key', ['shop/a: app=front', 'shop/b: tier=front'], { tier: 'front' }, 'shop/b'],
  ])('%s', (_, lines, labels, found) => {
    expect(closest(lines, labels)).toBe(found);
  });

  test('are searched among the first hundred of each label', () => {
    expect(closest([...many(99, i => `shop/a${i}: app=web`), 'shop/web: app=web'], { app: 'web' })).toBe('shop/web');
    expect(closest([...many(100, i => `shop/a${i}: app=web`), 'shop/web: app=web'], { app: 'web' })).toBe('shop/a0');
  });
});
