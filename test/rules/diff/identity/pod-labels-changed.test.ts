import { podLabelsChanged as rule } from '../../../../src/rules/diff/identity';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { TARGET } from '../../check/judging';
import { appliesTo, messagesOn, updateBetween, verdictsOn, violationsOn } from '../updating';

const all = (...parts: string[]) => parts.filter(part => part !== '').join('---\n');
const labels = (text: string) => `kind: Deployment\nmetadata: { name: web }\nspec: { template: { metadata: { labels: { ${text} } } } }\n`;
const pods = (name: string, text: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { selector: { matchLabels: { app: ${name} } }, template: `
  + `{ metadata: { labels: { app: ${name}, ${text} } }, spec: { containers: [{ name: ${name}, image: '${name}:1' }] } } }\n`;
const policy = (name: string, spec: string, kind = 'NetworkPolicy', apiVersion = 'networking.k8s.io/v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;

const FRONT = all(labels('tier: front'), pods('other', 'tier: front'));
const LOSES = labels('tier: null');
const from = (peers: string) => policy('db', `podSelector: {}, ingress: [{ from: [${peers}] }]`);

test('warns when a policy does not admit the new pods', () => {
  const [verdict] = verdictsOn(rule, rule.examples.unsafe);
  const [violation] = verdict.violations;
  expect(verdict.workload?.name).toBe('web');
  expect(violation.path).toEqual(['spec', 'template', 'metadata', 'labels', 'db']);
  expect(violation.severity).toBeUndefined();
  expect(violation.message).toBe('NetworkPolicy db allows traffic from the running pods of Deployment web, but not the new ones: their label db changes from allowed to nothing.');
  expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Keep spec.template.metadata.labels.db, or let NetworkPolicy db select the new pods as well. '
    + 'Release this change, but with spec.template.metadata.labels.db of Deployment web set to allowed.');
});

test.each([
  ['from', 'podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { tier: front } } }] }]', 'allows traffic from'],
  ['to', 'podSelector: {}, egress: [{ to: [{ podSelector: { matchLabels: { tier: front } } }] }]', 'allows traffic to'],
  ['from', 'podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { tier: front } }, namespaceSelector: {} }] }]', 'allows traffic from'],
  ['by an expression', 'podSelector: {}, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: tier, operator: Exists }] } }] }]', 'allows traffic from'],
])('warns when a policy no longer allows traffic %s them', (_, spec, words) => {
  const [violation] = violationsOn(rule, LOSES, all(FRONT, policy('db', spec)));
  expect(violation.message).toBe(`NetworkPolicy db ${words} the running pods of Deployment web, but not the new ones: their label tier changes from front to nothing.`);
  expect(violation.severity).toBeUndefined();
});

test('leaves out a new label', () => {
  const before = all(pods('other', ''), from('{ podSelector: { matchExpressions: [{ key: tier, operator: DoesNotExist }] } }'));
  expect(recipeInWords(violationsOn(rule, labels('tier: front'), before)[0].recipe!)).toBe('Release this change, but leave out spec.template.metadata.labels.tier of Deployment web.');
});

test('a policy that applies to the pods matters where another policy restricts them', () => {
  const own = policy('front', 'podSelector: { matchLabels: { tier: front } }, ingress: [{}]');
  const [alone] = violationsOn(rule, labels('tier: back'), all(FRONT, own));
  expect(alone.message).toBe('NetworkPolicy front applies to the running pods of Deployment web, but not the new ones: their label tier changes from front to back.');
  expect(alone.severity).toBe('info');
  expect(violationsOn(rule, labels('tier: back'), all(FRONT, own, policy('deny', 'podSelector: {}'))).map(({ severity }) => severity)).toEqual([undefined]);
  expect(violationsOn(rule, labels('tier: back'), all(FRONT, own, policy('deny', 'podSelector: { matchLabels: { app: other } }')))[0].severity).toBe('info');
});

test('informs when new pods are not scraped', () => {
  const monitor = (spec: string) => policy('web', spec, 'PodMonitor', 'monitoring.coreos.com/v1');
  const [violation] = violationsOn(rule, LOSES, all(FRONT, monitor('selector: { matchLabels: { tier: front } }')));
  expect(violation.severity).toBe('info');
  expect(violation.message).toBe('PodMonitor web scrapes the running pods of Deployment web, but not the new ones: their label tier changes from front to nothing.');
  expect(messagesOn(rule, LOSES, all(FRONT, monitor('namespaceSelector: { any: true }, selector: { matchLabels: { tier: front } }')))).toEqual([]);
});

test.each([
  ['another peer lets them through', from('{ podSelector: { matchLabels: { tier: front } } }, { podSelector: { matchLabels: { app: web } } }')],
  ['all pods of a namespace are let through', from('{ podSelector: { matchLabels: { tier: front } } }, { namespaceSelector: {} }')],
  ['all clients are admitted', policy('db', 'podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { tier: front } } }] }, {}]')],
  ['it is about another namespace', from('{ podSelector: { matchLabels: { tier: front } }, namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: blog } } }')],
  ['it is a policy of another kind', policy('db', 'podSelector: { matchLabels: { tier: front } }', 'NetworkPolicy', 'crd.projectcalico.org/v1')],
  ['it is in another namespace', from('{ podSelector: { matchLabels: { tier: front } } }').replace('name: db', 'name: db, namespace: blog')],
])('passes when %s', (_, selecting) => {
  expect(messagesOn(rule, LOSES, all(FRONT, selecting))).toEqual([]);
  expect(appliesTo(rule, LOSES, all(FRONT, selecting))).toBe(true);
});

describe('where the selector no longer matches any pod', () => {
  const found = (spec: string, ...others: string[]) => violationsOn(rule, LOSES, all(labels('tier: front'), policy('db', spec), ...others)).map(({ severity }) => severity);
  const DB = 'podSelector: { matchLabels: { app: db } }';

  test.each([['ingress: [{ from: '], ['egress: [{ to: ']])('is an error where traffic is blocked (%s)', side => {
    const peers = (label: string) => `${DB}, ${side}[{ podSelector: { matchLabels: { ${label} } } }] }]`;
    expect(found(peers('tier: front'))).toEqual(['error']);
    expect(found(peers('tier: front'), policy('other', peers('app: web')))).toEqual([undefined]);
    expect(found(peers('tier: front'), policy('other', 'podSelector: { matchLabels: { app: web } }'))).toEqual(['error']);
    expect(found(peers('tier: front'), pods('other', 'tier: front'))).toEqual([undefined]);
  });

  test('warns about a policy that no longer applies to the pods', () => {
    expect(found('podSelector: { matchLabels: { tier: front } }, ingress: [{}]')).toEqual([undefined]);
  });

  test('warns about a monitor that no longer scrapes them', () => {
    const monitor = policy('web', 'selector: { matchLabels: { tier: front } }', 'PodMonitor', 'monitoring.coreos.com/v1');
    expect(violationsOn(rule, LOSES, all(labels('tier: front'), monitor)).map(({ severity }) => severity)).toEqual([undefined]);
  });
});

test('passes when the policy is removed as well', () => {
  expect(messagesOn(rule, all(LOSES, 'kind: NetworkPolicy\nmetadata: { name: db }\n$patch: delete\n'), all(FRONT, from('{ podSelector: { matchLabels: { tier: front } } }')))).toEqual([]);
});

describe('a policy that changes with the value of a label', () => {
  const versioned = (version: string, spec: string) => all(labels(`version: "${version}"`), policy('db', spec.replaceAll('VERSION', `"${version}"`)));
  const remedy = (spec: string, more = '') => {
    const [{ fix, recipe }] = violationsOn(rule, versioned('2.5.0', spec), all(versioned('2.4.0', spec), more));
    return `${fix} ${recipe ? recipeInWords(recipe) : 'No recipe.'}`;
  };

  test('selects the labels that old and new pods have in common in the meantime', () => {
    expect(remedy('podSelector: { matchLabels: { app: web, version: VERSION } }')).toBe(
      'Set spec.podSelector to { "matchLabels": { "app": "web" } }, which old and new pods have, until all pods are replaced. '
      + 'Release 1: this change, but with spec.podSelector of NetworkPolicy db set to { "matchLabels": { "app": "web" } }. '
      + 'When its pods are ready, release 2: the rest of this change.');
  });

  test('is kept as two policies where other pods have these labels as well', () => {
    expect(remedy('podSelector: { matchLabels: { tier: front, version: VERSION } }', all(labels('tier: front'), pods('other', 'tier: front'))))
      .toBe('Keep the current spec.podSelector in a second NetworkPolicy until all pods are replaced. No recipe.');
  });

  test('allows both labels in the meantime', () => {
    expect(remedy('podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { version: VERSION } } }] }]')).toBe(
      'Allow both the old and the new labels in spec.ingress until all pods are replaced. Release 1: this change, but with spec.ingress of NetworkPolicy db set to '
      + '[{ "from": [{ "podSelector": { "matchLabels": { "version": "2.5.0" } } }] }, { "from": [{ "podSelector": { "matchLabels": { "version": "2.4.0" } } }] }]. '
      + 'When its pods are ready, release 2: the rest of this change.');
  });
});

describe('a policy that changes with the labels', () => {
  const before = from('{ podSelector: { matchLabels: { app: web } } }');
  const TIGHTER = from('{ podSelector: { matchLabels: { app: web, tier: front } } }');

  test('is a warning for the old pods', () => {
    const found = verdictsOn(rule, all(labels('tier: front'), TIGHTER), before).filter(({ violations }) => violations.length > 0);
    expect(found.map(({ object, workload }) => [object.kind, workload?.name])).toEqual([['NetworkPolicy', 'web']]);
    const [violation] = found[0].violations;
    expect(violation.path).toEqual(['spec', 'ingress', 0, 'from', 0, 'podSelector']);
    expect(violation.severity).toBeUndefined();
    expect(violation.message).toBe('NetworkPolicy db allows traffic from the pods of Deployment web by the labels of the new ones: '
      + 'as soon as the release is applied, it no longer selects the old ones, which are still running.');
    expect(`${violation.fix} ${recipeInWords(violation.recipe!)}`).toBe('Change spec.ingress[0].from[0].podSelector one release later than the labels. '
      + 'Release 1: this change, but leave NetworkPolicy db as it is now. When its pods are ready, release 2: the rest of this change.');
  });

  test('informs when it only applies to other pods than before', () => {
    const own = (text: string) => policy('web', `podSelector: { matchLabels: { app: web, ${text} } }, ingress: [{}]`);
    expect(violationsOn(rule, all(labels('tier: front'), own('tier: front')), own('')).map(({ severity }) => severity)).toEqual(['info']);
    const denied = policy('deny', 'podSelector: {}');
    expect(violationsOn(rule, all(labels('tier: front'), own('tier: front')), all(own(''), denied)).map(({ severity }) => severity)).toEqual([undefined]);
  });

  test('passes when it is new, or did not select the old pods', () => {
    expect(messagesOn(rule, all(labels('tier: front'), TIGHTER), '')).toEqual([]);
    expect(messagesOn(rule, all(labels('tier: front'), TIGHTER), from('{ podSelector: { matchLabels: { app: other } } }'))).toEqual([]);
  });
});

test('does not apply while the labels stay', () => {
  expect(appliesTo(rule, 'kind: Deployment\nmetadata: { name: web, labels: { tier: back } }\n', FRONT)).toBe(false);
});

describe('a Service that selects a label which the new pods do not have', () => {
  const service = (name: string, selector: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { ${selector} }, ports: [{ port: 80, targetPort: 8080 }] }\n`;
  const deployment = (name: string, text: string, more = 'replicas: 3') => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\n`
    + `spec: { ${more}, selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name}, ${text} } }, spec: { containers: [{ name: ${name}, image: '${name}:1' }] } } }\n`;
  const found = (before: string[], after: string[]) => rule.judge(updateBetween(all(...before), all(...after)), TARGET)
    .flatMap(({ violations }) => violations);
  const said = (before: string[], after: string[]) => found(before, after)
    .map(({ severity, message, fix, recipe }) => `${severity}: ${message} ${fix} ${recipe ? recipeInWords(recipe) : 'no recipe'}`);
  const V1 = service('shop', 'release: v1');

  test('fails, since the rollout leaves the Service without pods', () => {
    expect(said([deployment('cart', 'release: v1'), V1], [deployment('cart', 'release: v2'), V1])).toEqual([
      'error: Service shop sends to the running pods of Deployment cart, but not to the new ones: their label release changes from v1 to v2. '
      + 'The rollout removes the running pods from the Service one after the other, until every request to it fails. '
      + 'Keep spec.template.metadata.labels.release. To change it, first set spec.selector of Service shop to labels that old and new pods have in common. '
      + 'Release this change, but with spec.template.metadata.labels.release of Deployment cart set to v1.',
    ]);
  });

  test('fails when other pods remain for the Service', () => {
    const [violation] = found(
      [deployment('cart', 'release: v1'), deployment('order', 'release: v1'), V1],
      [deployment('cart', 'release: v2'), deployment('order', 'release: v1'), V1],
    );
    expect(violation.severity).toBe('error');
    expect(violation.message).toContain('The rollout removes the running pods from the Service one after the other, and the pods of Deployment order get all requests.');
  });

  test('selects labels that old and new pods have where another Service needs the new label', () => {
    const before = [deployment('cart', 'release: v1'), V1, service('other', 'app: cart')];
    expect(said(before, [deployment('cart', 'release: v2'), V1, service('other', 'release: v2')])).toEqual([expect.stringContaining(
      ' Set spec.selector of Service shop to { "app": "cart" }, which old and new pods have. Release this change, but with spec.selector of Service shop set to { "app": "cart" }.',
    )]);
  });

  test('has no recipe where other pods also have the common labels of old and new pods', () => {
    const worker = deployment('worker', 'app: cart, release: x').replace('app: worker, ', '').replace('app: worker', 'app: cart');
    const before = [deployment('cart', 'release: v1'), worker, V1, service('other', 'app: cart')];
    expect(said(before, [deployment('cart', 'release: v2'), worker, V1, service('other', 'release: v2')])).toEqual([
      expect.stringMatching(/ Set spec\.selector of Service shop to labels that old and new pods have in common\. no recipe$/),
    ]);
  });

  test('fails when the Service loses another label of its selector', () => {
    const before = [deployment('cart', 'release: v1'), service('shop', 'app: cart, release: v1')];
    expect(said(before, [deployment('cart', 'release: v2'), V1])).toHaveLength(1);
  });

  test('fails next to a DaemonSet, whose pods are not counted', () => {
    const daemons = deployment('agent', 'release: v1', 'minReadySeconds: 1').replace('kind: Deployment', 'kind: DaemonSet');
    expect(found([deployment('cart', 'release: v1'), daemons, V1], [deployment('cart', 'release: v2'), daemons, V1])).toHaveLength(1);
  });

  test.each([
    ['as many other pods come behind it', [deployment('cart', 'release: v1'), deployment('order', 'release: v2'), V1], [deployment('cart', 'release: v2'), deployment('order', 'release: v1'), V1]],
    ['the Service is removed', [deployment('cart', 'release: v1'), V1], [deployment('cart', 'release: v2')]],
    ['the Service is new', [deployment('cart', 'release: v1')], [deployment('cart', 'release: v2'), V1]],
    ['the Service is left to others', [deployment('cart', 'release: v1'), V1], [deployment('cart', 'release: v2'), service('shop', '')]],
    ['the Service did not select them', [deployment('cart', 'release: v0'), V1], [deployment('cart', 'release: v2'), V1]],
    ['the Service changes with them, which another rule judges', [deployment('cart', 'release: v1'), V1], [deployment('cart', 'release: v2'), service('shop', 'release: v2')]],
    ['no pods run', [deployment('cart', 'release: v1', 'replicas: 0'), V1], [deployment('cart', 'release: v2', 'replicas: 0'), V1]],
    ['no pods come', [deployment('cart', 'release: v1'), V1], [deployment('cart', 'release: v2', 'replicas: 0'), V1]],
    ['the API server refuses the labels', [deployment('cart', 'release: v1'), service('shop', 'app: cart')], [deployment('cart', 'release: v2').replace('labels: { app: cart', 'labels: { app: order'), service('shop', 'app: cart')]],
    ['it is a CronJob', [cronJob('v1'), V1], [cronJob('v2'), V1]],
  ])('passes when %s', (_, before, after) => {
    expect(said(before, after)).toEqual([]);
  });
});

function cronJob(release: string): string {
  return `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: cart }\nspec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: { metadata: { labels: { release: ${release} } }, `
    + "spec: { restartPolicy: Never, containers: [{ name: cart, image: 'cart:1' }] } } } } }\n";
}

describe('a policy that names pods of another namespace', () => {
  const edge = (text: string, kind = 'Deployment') => `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: edge, namespace: edge }\nspec: { selector: { matchLabels: { run: edge } }, template: `
    + `{ metadata: { labels: { run: edge, ${text} } }, spec: { containers: [{ name: edge, image: "registry.example.com/edge:1.0.0" }] } } }\n`;
  const space = (text = '') => `apiVersion: v1\nkind: Namespace\nmetadata: { name: edge, labels: { ${text} } }\n`;
  const admitting = (spaces: string, more = '', direction = 'ingress: [{ from') => 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: parcels, namespace: parcels }\n'
    + `spec: { podSelector: {}, ${direction}: [{ namespaceSelector: ${spaces}, podSelector: { matchLabels: { role: door } } }${more}] }] }\n`;
  const NAMED = '{ matchLabels: { kubernetes.io/metadata.name: edge } }';
  const judged = (before: string, after: string) =>
    rule.judge(updateBetween(before, after), TARGET).flatMap(({ violations }) => violations);
  const renamed = (rest: string, kind = 'Deployment') => judged(all(edge('role: door', kind), rest), all(edge('part-of: edge', kind), rest));

  test('fails when the pods lose the label', () => {
    const [{ message, severity, recipe }] = renamed(admitting(NAMED));
    expect(severity).toBe('error');
    expect(message).toBe('NetworkPolicy parcels allows traffic from the running pods of Deployment edge, but not the new ones: their label role changes from door to nothing.');
    expect(recipeInWords(recipe!)).toBe('Release this change, but with spec.template.metadata.labels.role of Deployment edge set to door.');
  });

  test.each([
    ['of a DaemonSet', admitting(NAMED), 'DaemonSet'],
    ['by a label of the Namespace', all(space('team: edge'), admitting('{ matchLabels: { team: edge } }')), 'Deployment'],
    ['in all namespaces', admitting('{}'), 'Deployment'],
    ['that other pods call', admitting(NAMED, '', 'egress: [{ to'), 'StatefulSet'],
  ])('fails for pods %s', (_, rest, kind) => {
    expect(renamed(rest, kind)).toHaveLength(1);
  });

  test('fails when the policy changes together with the labels, and allows both until the old pods are gone', () => {
    const changed = admitting(NAMED).replace('door', 'gate');
    const [{ recipe, severity }] = judged(all(edge('role: door'), admitting(NAMED)), all(edge('role: gate'), changed));
    expect(severity).toBeUndefined();
    expect(recipeInWords(recipe!)).toMatch(/^Release 1: this change, but with spec\.ingress of NetworkPolicy parcels set to .*gate.*door/);
  });

  test.each([
    ['it is about another namespace', admitting('{ matchLabels: { kubernetes.io/metadata.name: other } }')],
    ['the labels of the Namespace are not known', admitting('{ matchLabels: { team: edge } }')],
    ['the Namespace has other labels', all(space('team: door'), admitting('{ matchLabels: { team: edge } }'))],
    ['it allows the whole namespace as well', admitting(NAMED, `, { namespaceSelector: ${NAMED} }`)],
    ['it may allow the whole namespace', admitting(NAMED, ', { namespaceSelector: { matchLabels: { team: edge } } }')],
    ['it may allow the new pods', admitting(NAMED, ', { namespaceSelector: { matchLabels: { team: edge } }, podSelector: { matchLabels: { part-of: edge } } }')],
    ['it allows the new pods', admitting(NAMED, `, { namespaceSelector: ${NAMED}, podSelector: { matchLabels: { part-of: edge } } }`)],
  ])('passes where %s', (_, rest) => {
    expect(renamed(rest)).toEqual([]);
  });
});
