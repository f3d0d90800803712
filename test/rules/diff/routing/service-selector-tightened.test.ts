import { releaseManifests } from '../../../../src/rules/diff/apply-recipe';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { serviceSelectorTightened as rule } from '../../../../src/rules/diff/routing';
import { TARGET } from '../../check/judging';
import { withoutEndpoints } from '../endpoints';
import { appliesTo, messagesOn, updateBetween, violationsOn } from '../updating';

const LABELLED = 'kind: Deployment\nspec: { template: { metadata: { labels: { app: web, tier: front } } } }\n';
const SELECTING = 'kind: Service\nspec: { selector: { app: web, tier: front } }\n';
const GREEN_SELECTED = 'kind: Service\nspec: { selector: { app: green } }\n';

function pods(replicas: number, kind: string = 'Deployment'): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: green }\nspec: { replicas: ${replicas}, selector: { matchLabels: { app: green } }, `
    + 'template: { metadata: { labels: { app: green } }, spec: { containers: [{ name: green, image: "green:1" }] } } }\n';
}

test('fails when the Service selects a label in the release that adds it to the pods', () => {
  const [violation] = violationsOn(rule, `${LABELLED}---\n${SELECTING}`);
  expect(violation.message).toBe('The Service will select { "app": "web", "tier": "front" }, which no running pod has: it has no pods to send to until new ones are ready.');
  expect(violation.fix).toBe('Change spec.selector one release later than the labels.');
  expect(violation.path).toEqual(['spec', 'selector']);
  expect(recipeInWords(violation.recipe!)).toBe('Release 1: this change, but with spec.selector of Service web set to { "app": "web" }. '
    + 'When its pods are ready, release 2: the rest of this change.');
});

test('fails when the pods that it will select are added in the same release, and keeps the running ones', () => {
  const [violation] = violationsOn(rule, `${pods(3)}---\n${GREEN_SELECTED}---\nkind: Deployment\nmetadata: { name: web }\n$patch: delete\n`);
  expect(violation.message).toBe('The Service will select { "app": "green" }, the pods of Deployment green, which this release adds: it has no pods to send to until new ones are ready.');
  expect(violation.fix).toBe('Change spec.selector one release later than the pods.');
  expect(recipeInWords(violation.recipe!)).toBe('Release 1: this change, but keep Deployment web and leave Service web as it is now. '
    + 'When its pods are ready, release 2: the rest of this change.');
});

test.each([['Deployment'], ['StatefulSet'], ['ReplicaSet']])('fails when no pod of the %s runs yet', kind => {
  expect(messagesOn(rule, `${pods(3, kind)}---\n${GREEN_SELECTED}`, pods(0, kind))).toHaveLength(1);
});

test('fails when the pods with the label are removed in the same release', () => {
  expect(messagesOn(rule, `kind: Deployment\nmetadata: { name: green }\n$patch: delete\n---\n${GREEN_SELECTED}`, pods(3))).toHaveLength(1);
});

test('warns when far fewer pods are selected than before', () => {
  const [violation] = violationsOn(rule, GREEN_SELECTED, pods(1));
  expect(violation.severity).toBe('warning');
  expect(violation.message).toBe('The Service will select { "app": "green" }, which only 1 of the running pods has, instead of 3: until more are ready, it gets all requests.');
  expect(violation.fix).toBe('Change spec.selector one release later, when as many pods are ready.');
  expect(messagesOn(rule, GREEN_SELECTED, `${pods(2)}---\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 5 }\n`)).toEqual([
    'The Service will select { "app": "green" }, which only 2 of the running pods have, instead of 5: until more are ready, they get all requests.',
  ]);
});

test.each([[2], [3]])('passes when it switches to %i running pods', replicas => {
  expect(messagesOn(rule, GREEN_SELECTED, pods(replicas))).toEqual([]);
});

test('passes when it switches to a DaemonSet, whatever its number of pods', () => {
  expect(messagesOn(rule, GREEN_SELECTED, pods(1, 'DaemonSet').replace('replicas: 1, ', ''))).toEqual([]);
});

test('passes when an operator may create the pods', () => {
  const operated = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: { name: shop }\n';
  expect(messagesOn(rule, GREEN_SELECTED, operated)).toEqual([]);
  expect(messagesOn(rule, GREEN_SELECTED)).toHaveLength(1);
});

test.each([
  ['a construct was moved', 'shop-web-c8a1f2e3', 'shop-front-web-c8b4d5e6', 0],
  ['it has another name', 'shop-web', 'shop-front', 1],
])('leaves pods that are removed because %s to the rule about names', (_, old, now, count) => {
  const named = (name: string): string => `${pods(3).replace('name: green }', `name: ${name} }`).replaceAll('app: green', `app: ${name}`)}---\n`
    + `kind: Service\nspec: { selector: { app: ${name} } }\n`;
  expect(messagesOn(rule, `${named(now)}---\nkind: Deployment\nmetadata: { name: ${old} }\n$patch: delete\n`, named(old))).toHaveLength(count);
});

test('passes when the running pods already have the label', () => {
  expect(messagesOn(rule, SELECTING, LABELLED)).toEqual([]);
  expect(appliesTo(rule, SELECTING, LABELLED)).toBe(true);
});

test('passes while the selector stays', () => {
  expect(appliesTo(rule, LABELLED)).toBe(true);
  expect(messagesOn(rule, LABELLED)).toEqual([]);
});

test('does not apply where the Service had no pods', () => {
  expect(appliesTo(rule, SELECTING, 'kind: Service\nspec: { selector: { app: other } }\n')).toBe(false);
  expect(appliesTo(rule, GREEN_SELECTED, 'kind: Deployment\nspec: { replicas: 0 }\n')).toBe(false);
});

test('does not apply where it no longer selects anything: its endpoints stay', () => {
  expect(appliesTo(rule, 'kind: Service\nspec: { selector: null }\n')).toBe(false);
});

test('fails permanently when neither old nor new pods have the label, and leaves the selector', () => {
  const [violation] = violationsOn(rule, 'kind: Service\nspec: { selector: { app: wbe } }\n');
  expect(violation.message).toBe('The Service will select { "app": "wbe" }, which neither the running pods nor those of this change have: it has no pods to send to.');
  expect(violation.fix).toBe('Leave spec.selector at { "app": "web" }, or correct it.');
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.selector of Service web set to { "app": "web" }.');
});

test('gives no recipe where the old selector does not match the new pods either', () => {
  const [violation] = violationsOn(rule, `kind: Service\nspec: { selector: { app: wbe } }\n---\n${relabelled('app: web, release: v2')}`,
    `${relabelled('app: web, release: v1')}---\nkind: Service\nspec: { selector: { app: web, release: v1 } }\n`);
  expect(violation.fix).toBe('Correct spec.selector: { "app": "web", "release": "v1" } does not match the pods of this change either.');
  expect(violation.recipe).toBeUndefined();
});

function relabelled(labels: string): string {
  return `kind: Deployment\nspec: { template: { metadata: { labels: { $patch: replace, ${labels} } } } }\n`;
}

describe('while a label gets another value', () => {
  const pod = (name: string, labels: string, replicas = 3, kind = 'Deployment') => `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`
    + `spec: { replicas: ${replicas}, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: web, image: "web:1" }] } } }\n`;
  const service = (selector: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { ${selector} }, ports: [{ port: 80 }] }\n`;
  const join = (...parts: string[]) => parts.join('---\n');

  /** The findings, after checking each release of the recipe when it begins and when its rollout is complete. */
  function remedyFor(before: string, after: string): { readonly fix: string; readonly words?: string } {
    const update = updateBetween(before, after);
    const [{ fix, recipe }] = rule.judge(update, TARGET).flatMap(({ violations }) => violations);
    expect(withoutEndpoints(update)).toEqual(['web']);
    let running = before;
    for (const release of recipe ?? []) {
      const next = releaseManifests(update, release);
      expect(withoutEndpoints(updateBetween(running, next))).toEqual([]);
      running = next;
    }
    return { fix, words: recipe && recipeInWords(recipe) };
  }

  test('selects labels that old and new pods have in common', () => {
    const [v1, v2] = ['app: web, release: v1', 'app: web, release: v2'];
    expect(remedyFor(join(pod('web', v1), service(v1)), join(pod('web', v2), service(v2)))).toEqual({
      fix: 'Set spec.selector to { "app": "web" }, which old and new pods have, until all of them have been replaced.',
      words: 'Release 1: this change, but with spec.selector of Service web set to { "app": "web" }. When its pods are ready, release 2: the rest of this change.',
    });
  });

  test.each(['DaemonSet', 'StatefulSet'])('does so for a %s', kind => {
    const [v1, v2] = ['app: web, release: v1', 'app: web, release: v2'];
    expect(remedyFor(join(pod('web', v1, 3, kind), service(v1)), join(pod('web', v2, 3, kind), service(v2))).words).toContain('set to { "app": "web" }');
  });

  test('selects other labels that they have in common, where the selectors share none', () => {
    const [before, after] = [join(pod('web', 'app: web, part: shop, release: v1'), service('release: v1')), join(pod('web', 'app: web, part: shop, release: v2'), service('release: v2'))];
    expect(remedyFor(before, after).words).toContain('set to { "app": "web", "part": "shop" }');
  });

  test('selects more labels where other pods have those that the selectors share', () => {
    const worker = pod('worker', 'app: web, part: worker');
    const [before, after] = ['v1', 'v2'].map(release => join(pod('web', `app: web, part: front, release: ${release}`), worker, service(`app: web, release: ${release}`)));
    expect(remedyFor(before, after).words).toContain('set to { "app": "web", "part": "front" }');
  });

  test.each([['before', true, false], ['after', false, true], ['before and after', true, true]])('gives no recipe that would select other pods %s', (_, isBefore, isAfter) => {
    const worker = pod('worker', 'app: web');
    const [before, after] = [['v1', isBefore] as const, ['v2', isAfter] as const].map(([release, isThere]) =>
      join(pod('web', `app: web, release: ${release}`), service(`app: web, release: ${release}`), ...isThere ? [worker] : []));
    expect(remedyFor(before, after)).toEqual({
      fix: 'Add pods with the new labels in another object, change spec.selector when they are ready, and then remove the old ones.',
      words: undefined,
    });
  });

  test('gives no recipe where they have no labels in common', () => {
    expect(remedyFor(join(pod('web', 'release: v1'), service('release: v1')), join(pod('web', 'release: v2'), service('release: v2'))).words).toBeUndefined();
  });

  test('keeps the old pods that would be scaled down while others start', () => {
    const [blue, green] = ['app: web, slot: blue', 'app: web, slot: green'];
    const before = join(pod('blue', blue), pod('green', green, 0), service(blue));
    expect(remedyFor(before, join(pod('blue', blue, 0), pod('green', green), service(green)))).toEqual({
      fix: 'Change spec.selector one release later than the labels, and the old pods with it.',
      words: 'Release 1: this change, but leave Deployment blue as it is now and with spec.selector of Service web set to { "app": "web", "slot": "blue" }. '
        + 'When its pods are ready, release 2: the rest of this change.',
    });
  });
});

describe('while the API server refuses the selector of the pods', () => {
  const withSelectors = (own: string, service: string): string =>
    `kind: Deployment\nspec: { selector: { matchLabels: { ${own} } }, template: { metadata: { labels: { ${own} } } } }\n`
    + `---\nkind: Service\nspec: { selector: { ${service} } }\n`;

  test('the Service stays as it was, and the recipe is that of the selector', () => {
    const violations = violationsOn(rule, withSelectors('app: shop', 'app: shop'));
    expect(violations.map(({ message, fix, recipe }) => ({ message, fix, recipe }))).toEqual([{
      message: 'The Service will select { "app": "shop" }, which no running pod has, and the API server refuses the change of Deployment web that adds new ones: it has no pods to send to.',
      fix: 'Leave spec.selector at { "app": "web" }: the pods of Deployment web keep these labels with its selector.',
      recipe: undefined,
    }]);
  });

  test('a typo in the Service does not hide which labels the pods keep', () => {
    const [{ message, fix, recipe }] = violationsOn(rule, withSelectors('app: shop', 'app: shpo'));
    expect(message).toBe('The Service will select { "app": "shpo" }, which neither the running pods nor those of this change have: it has no pods to send to.');
    expect(fix).toBe('Leave spec.selector at { "app": "web" }: the pods of Deployment web keep these labels with its selector.');
    expect(recipe).toBeUndefined();
  });

  test('labels outside of the selector change after it', () => {
    const before = 'kind: Deployment\nspec: { template: { metadata: { labels: { tier: a } } } }\n---\nkind: Service\nspec: { selector: { tier: a } }\n';
    const [{ fix, recipe }] = violationsOn(rule, withSelectors('app: shop, tier: b', 'tier: b'), before);
    expect(fix).toBe('First keep the selector of Deployment web, which the API server does not change, and its labels in the pod template.');
    expect(recipe).toBeUndefined();
  });

  test('the Service waits for pods that another object adds', () => {
    const [{ message, recipe }] = violationsOn(rule, `${withSelectors('app: green', 'app: green')}---\n${pods(3)}`);
    expect(message).toBe('The Service will select { "app": "green" }, the pods of Deployment green, which this release adds: it has no pods to send to until new ones are ready.');
    expect(recipe).toBeUndefined();
  });
});

describe('a Service that moves from blue to green pods in one step', () => {
  const colour = (name: string, labels: string, { kind = 'Deployment', replicas = 3 } = {}) =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: cart-${name}, namespace: shop }\nspec: { replicas: ${replicas}, selector: { matchLabels: { ${labels} } }, `
    + `template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: cart, image: "registry.example.com/cart:1.0.0", ports: [{ containerPort: 8080 }] }] } } }\n---\n`;
  const [BLUE, GREEN] = ['app: cart, slot: blue', 'app: cart, slot: green'];
  const service = (selector: string, { annotations = '', spec = '' } = {}) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop, annotations: { ${annotations} } }\nspec: { selector: { ${selector} }, ports: [{ port: 80, targetPort: 8080 }]${spec} }\n---\n`;
  const ingress = (name: string) => `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: cart, namespace: shop, annotations: { kubernetes.io/ingress.class: ${name} } }\n`
    + 'spec: { rules: [{ host: cart.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] } }] }\n---\n';
  const both = (options = {}) => colour('blue', BLUE, options) + colour('green', GREEN, options);
  const judged = (before: string, after: string) =>
    rule.judge(updateBetween(before, after), TARGET).flatMap(({ violations }) => violations);
  const flipped = (running: string, options = {}) => judged(running + service(BLUE, options), running + service(GREEN, options));

  test('fails where a load balancer targets pods', () => {
    const [{ severity, message, fix, recipe, path }, ...others] = flipped(both() + ingress('gce'));
    expect(others).toEqual([]);
    expect({ severity, path }).toEqual({ severity: 'warning', path: ['spec', 'selector'] });
    expect(message).toBe('The Service moves from the pods with { "app": "cart", "slot": "blue" } to those with { "app": "cart", "slot": "green" } in one step, and a Google Cloud load balancer '
      + 'targets pods: it loses all targets before it considers the new ones healthy, and responds with 502 or 503 until then.');
    expect(fix).toBe('Set spec.selector to { "app": "cart" }, which old and new pods have, until the load balancer considers the new pods healthy.');
    expect(recipeInWords(recipe!)).toBe('Release 1: this change, but with spec.selector of Service cart set to { "app": "cart" }. '
      + 'When the load balancer considers the new pods healthy, release 2: the rest of this change.');
  });

  test.each([
    ['an NLB', both(), { annotations: 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip', spec: ', type: LoadBalancer' }],
    ['a NEG of its own', both(), { annotations: 'cloud.google.com/neg: \'{"exposed_ports": {"80": {}}}\'' }],
    ['StatefulSets', both({ kind: 'StatefulSet' }) + ingress('gce'), {}],
  ])('warns with %s', (_, running, options) => {
    expect(flipped(running, options).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('only remarks it with an ALB, which registers new targets within seconds', () => {
    expect(flipped(both() + ingress('alb')).map(({ severity }) => severity)).toEqual(['info']);
  });

  test('fails when the change also scales the old pods to 0, and keeps them', () => {
    const [{ recipe }] = judged(both() + ingress('gce') + service(BLUE),
      colour('blue', BLUE, { replicas: 0 }) + colour('green', GREEN) + ingress('gce') + service(GREEN));
    expect(recipeInWords(recipe!)).toMatch(/^Release 1: this change, but leave Deployment cart-blue as it is now and with spec\.selector of Service cart set to \{ "app": "cart" \}\. /);
  });

  test('fails when the change also removes the old pods, and keeps them', () => {
    const [{ recipe }] = judged(both() + ingress('gce') + service(BLUE), colour('green', GREEN) + ingress('gce') + service(GREEN));
    expect(recipeInWords(recipe!)).toMatch(/^Release 1: this change, but keep Deployment cart-blue and with spec\.selector/);
  });

  test.each([
    ['they have no label in common', colour('blue', 'app: cart-1') + colour('green', 'app: cart-2'), 'app: cart-1', 'app: cart-2'],
    ['other pods have it as well', both() + colour('jobs', 'app: cart, slot: jobs'), BLUE, GREEN],
  ])('suggests no selector for both where %s', (_, running, from, to) => {
    const [{ fix, recipe }] = judged(running + ingress('gce') + service(from), running + ingress('gce') + service(to));
    expect(recipe).toBeUndefined();
    expect(fix).toMatch(/^Select both the old and the new pods in spec\.selector, by a label that only these have, until /);
  });

  test.each([
    ['kube-proxy alone routes', both(), BLUE, GREEN],
    ['a router in the cluster sends to the pods', both() + ingress('nginx'), BLUE, GREEN],
    ['some pods stay', both() + ingress('gce'), 'app: cart', GREEN],
    ['some pods come', both() + ingress('gce'), BLUE, 'app: cart'],
  ])('passes where %s', (_, running, from, to) => {
    expect(judged(running + service(from), running + service(to))).toEqual([]);
  });
});
