import { expectRefusal, manifestsOf, refusalOf } from './refusal';

const KEY = 'a key of at most 63 letters, digits, dashes, dots and underscores, with an optional DNS prefix and a slash before it';
const VALUE = 'a value of at most 63 letters, digits, dashes, dots and underscores, or an empty one';
const HALF_WAY = 'The API server rejects it, and the release stops half-way.';
const LABELS = ['labels', 'podLabels', 'selectorLabels'];
const ANNOTATIONS = ['annotations', 'podAnnotations'];

const NO_KEYS: [what: string, key: string][] = [
  ['empty', ''],
  ['64 characters long', 'k'.repeat(64)],
  ['with a space', 'my key'],
  ['with a letter of another alphabet', 'größe'],
  ['with a dash at its end', 'team-'],
  ['with two slashes', 'example.com/a/b'],
  ['with an empty prefix', '/team'],
  ['with nothing behind its prefix', 'example.com/'],
  ['with an upper-case prefix', 'Example.com/team'],
  ['with a prefix of 254 characters', `${'a'.repeat(254)}/team`],
  ['of JavaScript itself', '__proto__'],
];

describe.each([...LABELS, ...ANNOTATIONS])('%s', prop => {
  test.each(NO_KEYS)(`fails when a key of ${prop} is %s`, (_, key) => {
    // JSON, since { ['__proto__']: … } would set the prototype instead of a key.
    expectRefusal({ [prop]: JSON.parse(`{ "${key}": "shop" }`) }, {
      prop: `${prop}['${key}']`, given: '"shop"', allowed: KEY, because: HALF_WAY, remedy: 'rename the key',
    });
  });

  test.each([['null', null, 'null'], ['a list', ['team'], '["team"]'], ['a string', 'team=shop', '"team=shop"']])(
    `fails when ${prop} is %s`, (_, value, given) => {
      expectRefusal({ [prop]: value }, { prop, given, allowed: 'an object of strings', because: HALF_WAY, remedy: `write ${prop}: { key: 'value' }` });
    },
  );

  test.each([['a number', 7, '7'], ['true', true, 'true']])(`fails when a value of ${prop} is %s without quotes`, (_, value, given) => {
    expectRefusal({ [prop]: { team: value } }, {
      prop: `${prop}['team']`, given, allowed: 'a', because: HALF_WAY, remedy: `write '${given}' in quotes`,
    });
  });

  test.each([['undefined', undefined, 'undefined'], ['null', null, 'null'], ['an object', {}, '{}']])(
    `fails when a value of ${prop} is %s`, (_, value, given) => {
      expectRefusal({ [prop]: { team: value } }, { prop: `${prop}['team']`, given, allowed: 'a', because: HALF_WAY, remedy: 'change the value' });
    },
  );
});

describe.each(LABELS)('%s', prop => {
  test.each([
    ['64 characters long', 'v'.repeat(64), `"${'v'.repeat(64)}"`],
    ['with a space', 'my shop', '"my shop"'],
    ['with a slash', 'my/shop', '"my/shop"'],
    ['with a letter of another alphabet', 'Größe', '"Größe"'],
    ['with a dash at its start', '-shop', '"-shop"'],
    ['with a newline', 'shop\n', '"shop\\n"'],
  ])(`fails when a value of ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: { team: value } }, { prop: `${prop}['team']`, given, allowed: VALUE, because: HALF_WAY, remedy: 'change the value' });
  });
});

describe('labels and the selector', () => {
  test('fails when labels give another value to the label of the selector', () => {
    expect(refusalOf({ labels: { 'service-name': 'other' } })).toContain("'labels['service-name']' is \"other\". Allowed: 'my-svc', as in the selector.");
  });

  test('fails when podLabels give another value to the label of the selector', () => {
    expectRefusal({ podLabels: { 'service-name': 'other' } }, {
      prop: "podLabels['service-name']",
      given: '"other"',
      allowed: "'my-svc', as in the selector",
      because: 'every request fails',
      remedy: "leave it out, or change 'selectorLabels' before the first release",
    });
  });

  test('fails when podLabels give another value to a label of a selector of its own', () => {
    expect(refusalOf({ selectorLabels: { app: 'shop' }, podLabels: { app: 'cart' } }))
      .toContain("'podLabels['app']' is \"cart\". Allowed: 'shop', as in the selector.");
  });

  test('takes the same value again', () => {
    expect(manifestsOf({ labels: { 'service-name': 'my-svc' }, podLabels: { 'service-name': 'my-svc' } })).toContain('service-name: my-svc\n');
  });

  test('fails when the selector is empty', () => {
    expectRefusal({ selectorLabels: {} }, {
      prop: 'selectorLabels',
      given: '{}',
      allowed: 'at least one label',
      because: 'makes the budget count every pod of the namespace',
      remedy: "leave it out for 'service-name: <name>'",
    });
  });

  test.each(['version', 'app.kubernetes.io/version', 'helm.sh/chart', 'git-sha', 'commit', 'build', 'revision', 'release-date', 'pod-template-hash', 'VERSION'])(
    'fails when the selector has the label %s, which changes with a release', key => {
      expectRefusal({ selectorLabels: { app: 'shop', [key]: '1.4.2' } }, {
        prop: `selectorLabels['${key}']`,
        given: '"1.4.2"',
        allowed: 'labels that never change',
        because: 'the first release with another value is refused, after the Service already moved, and every request fails',
        remedy: `put '${key}' into 'podLabels'`,
        rule: 'version-label-in-selector',
      });
    },
  );

  test('takes a version in the selector that is acknowledged', () => {
    const acknowledge = { 'version-label-in-selector': 'the version of the API, which never changes' };
    expect(manifestsOf({ selectorLabels: { app: 'shop', version: 'v1' }, acknowledge })).toContain('version: v1\n');
  });

  test.each(['conversion', 'subversion', 'app', 'tier'])('takes the label %s in the selector', key => {
    expect(manifestsOf({ selectorLabels: { [key]: 'shop' } })).toContain(`${key}: shop\n`);
  });
});

test('fails when an annotation is one that the construct writes itself', () => {
  expectRefusal({ annotations: { 'cdk8s-zero-downtime/longest-request': '1s' } }, {
    prop: "annotations['cdk8s-zero-downtime/longest-request']",
    given: '"1s"',
    allowed: "keys outside 'cdk8s-zero-downtime/'",
    because: 'another figure than the one the pods run with',
    remedy: "state it by its prop, such as 'longestRequest' or 'acknowledge'",
  });
});

test.each([...LABELS, ...ANNOTATIONS])('takes the longest keys and values in %s', prop => {
  const [key, value] = [`${'p'.repeat(253)}/${'k'.repeat(63)}`, 'v'.repeat(63)];
  // YAML writes a key of that length with a question mark, on a line of its own.
  expect(manifestsOf({ [prop]: { [key]: value } })).toMatch(new RegExp(`${key}\\n?\\s*: ${value}\\n`));
});

test('takes empty values, long annotations and keys with a prefix', () => {
  const yaml = manifestsOf({ labels: { 'example.com/team': '' }, annotations: { note: 'Größe: 5 €, a/b' } });
  expect(yaml).toContain('example.com/team: ""\n');
  expect(yaml).toContain('note: "Größe: 5 €, a/b"\n');
});
