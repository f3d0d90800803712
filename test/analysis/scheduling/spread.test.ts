import { domainOf, othersCounted, requiredAntiAffinity, Spread, spreadConstraints, spreadsOf } from '../../../src/analysis/scheduling/spread';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function workload(podSpec: string) {
  return manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { ${podSpec} } } }\n`)).workloads[0];
}

const SELECTOR = 'labelSelector: { matchLabels: { app: web } }';

function spread(fields: string): Spread {
  return spreadConstraints(workload(`topologySpreadConstraints: [{ ${fields} }]`))[0];
}

function terms(kind: 'required' | 'preferred', list: string, side = 'podAntiAffinity'): string {
  return `affinity: { ${side}: { ${kind}DuringSchedulingIgnoredDuringExecution: [${list}] } }`;
}

test('a constraint has its key and its path', () => {
  expect(spreadConstraints(workload(''))).toMatchObject([
    { key: 'kubernetes.io/hostname', own: true, byRevision: true, place: { path: ['spec', 'template', 'spec', 'topologySpreadConstraints', 0] } },
    { key: 'topology.kubernetes.io/zone', own: true, byRevision: true, place: { path: ['spec', 'template', 'spec', 'topologySpreadConstraints', 1] } },
  ]);
  expect(spread(SELECTOR).key).toBe('');
});

test.each([
  ['its own pods', SELECTOR, true],
  ['all pods', 'labelSelector: {}', true],
  ['its own pods, in namespaces that include its own', `${SELECTOR}, namespaces: [other, shop]`, true],
  ['no pods: it has no selector', '', false],
  ['other pods', 'labelSelector: { matchLabels: { app: other } }', false],
  ['pods without its own', 'labelSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }', false],
  ['pods of other namespaces', `${SELECTOR}, namespaces: [other]`, false],
])('a constraint counts %s', (_, fields, own) => {
  expect(spread(fields).own).toBe(own);
});

test('a term without a namespace counts pods of an unknown namespace', () => {
  const nowhere = (namespaces: string) => spreadConstraints(manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { topologySpreadConstraints: [{ ${SELECTOR}, ${namespaces} }] } } }\n`)
    .replace(/^ {2}namespace: shop$/gm, '')).workloads[0])[0].own;
  expect(nowhere('namespaces: []')).toBe(true);
  expect(nowhere('namespaces: [shop]')).toBe(false);
  expect(nowhere('namespaces: [""]')).toBe(true);
});

test.each([
  ['pod-template-hash', true], ['app, pod-template-hash', true], ['app', false], ['', false],
])('each revision is counted separately by the keys [%s]: %s', (keys, byRevision) => {
  expect(spread(`${SELECTOR}, matchLabelKeys: [${keys}]`).byRevision).toBe(byRevision);
});

describe('an anti-affinity', () => {
  const host = `topologyKey: kubernetes.io/hostname, ${SELECTOR}`;

  test('has terms if it is required', () => {
    expect(requiredAntiAffinity(workload(terms('required', `{ ${host} }`)))).toMatchObject([{ key: 'kubernetes.io/hostname', own: true, byRevision: false }]);
  });

  test.each([
    ['it is missing', ''],
    ['it is only preferred', terms('preferred', `{ weight: 1, podAffinityTerm: { ${host} } }`)],
    ['it is an affinity', terms('required', `{ ${host} }`, 'podAffinity')],
  ])('has no required terms if %s', (_, spec) => {
    expect(requiredAntiAffinity(workload(spec))).toEqual([]);
  });

  test('that is only preferred comes after required terms', () => {
    const both = `affinity: { podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: rack, ${SELECTOR} } }],
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: room }] } }`;
    expect(spreadsOf(workload(both)).map(({ key, own }) => [key, own])).toEqual([
      ['kubernetes.io/hostname', true], ['topology.kubernetes.io/zone', true], ['room', false], ['rack', true],
    ]);
    const [preferred] = spreadsOf(workload(`topologySpreadConstraints: null, ${terms('preferred', `{ weight: 1, podAffinityTerm: { ${host} } }`)}`));
    expect(preferred.place.path.slice(-3)).toEqual(['preferredDuringSchedulingIgnoredDuringExecution', 0, 'podAffinityTerm']);
  });
});

test.each([
  ['kubernetes.io/hostname', 'node'], ['topology.kubernetes.io/zone', 'zone'], ['rack', 'value of rack'],
])('pods with the same %s share a %s', (key, shared) => {
  expect(domainOf(key)).toBe(shared);
});

describe('a constraint counts the pods of', () => {
  const podsOf = (name: string, { namespace = 'shop', replicas = 3, labels = 'app: web' } = {}): string =>
    `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { replicas: ${replicas}, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: a, image: a }] } } }\n`;
  const counted = (others: string, fields = SELECTOR) => {
    const manifests = manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { topologySpreadConstraints: [{ ${fields} }] } } }\n${others}`));
    const { count, first, pods } = othersCounted(spreadConstraints(manifests.workloads[0])[0], manifests.workloads[0], manifests);
    return { count, pods, first: first.map(({ name }) => name) };
  };
  const none = { count: 0, pods: 0, first: [] };

  test('no other workload, if none has the labels', () => {
    expect(counted('')).toEqual(none);
    expect(counted(podsOf('other', { labels: 'app: other' }))).toEqual(none);
  });

  test('all others with the labels, of which two are named', () => {
    expect(counted(podsOf('a'))).toEqual({ count: 1, pods: 3, first: ['a'] });
    expect(counted(['a', 'b', 'c'].map((name, i) => podsOf(name, { replicas: i + 1 })).join(''))).toEqual({ count: 3, pods: 6, first: ['a', 'b'] });
  });

  test('no workload of another namespace, or without pods', () => {
    expect(counted(podsOf('a', { namespace: 'infra' }) + podsOf('b', { replicas: 0 }))).toEqual(none);
  });

  test('no other workload, if it counts each revision separately or has no selector', () => {
    expect(counted(podsOf('a'), `${SELECTOR}, matchLabelKeys: [pod-template-hash]`)).toEqual(none);
    expect(counted(podsOf('a'), 'maxSkew: 1')).toEqual(none);
  });

  test('others even if its own pods do not have the labels', () => {
    expect(counted(podsOf('a', { labels: 'app: other' }), 'labelSelector: { matchLabels: { app: other } }')).toEqual({ count: 1, pods: 3, first: ['a'] });
  });

  test('the same ones as every constraint with the same selector, which are looked for once', () => {
    const all = Array.from({ length: 200 }, (_, i) => `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${i}, namespace: shop }\nspec: { replicas: 2, template: { metadata: { labels: { app: web } }, spec: { topologySpreadConstraints: [{ ${SELECTOR} }], containers: [{ name: a, image: a }] } } }\n`).join('');
    const manifests = manifestsIn(all);
    let read = 0;
    const workloads = manifests.workloads.map(each => Object.defineProperty({ ...each }, 'replicas', {
      get: () => {
        read += 1;
        return each.replicas;
      },
    }));
    const counting = { ...manifests, workloads };
    const counts = workloads.map(each => othersCounted(spreadConstraints(each)[0], each, counting));
    expect(counts.every(({ count, pods }) => count === 199 && pods === 398)).toBe(true);
    // Twice for all of them, and once for each to leave itself out.
    expect(read).toBeLessThanOrEqual(3 * 200);
  });
});
