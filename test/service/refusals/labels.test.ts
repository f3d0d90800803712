import { expectRefusal, manifestsOf } from './refusal';

const KEY = 'a key of at most 63 letters, digits, dashes, dots and underscores, with an optional DNS prefix and a slash before it';
const VALUE = 'a value of at most 63 letters, digits, dashes, dots and underscores, or an empty one';
const HALF_WAY = 'The API server rejects it, and the release stops halfway.';
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
  ['of JavaScript itself', '__proto__'],
];

describe.each([...LABELS, ...ANNOTATIONS])('%s', prop => {
  test.each(NO_KEYS)(`fails when a key of ${prop} is %s`, (_, key) => {
    // JSON, since { ['__proto__']: … } would set the prototype instead of a key.
    expectRefusal({ [prop]: JSON.parse(`{ "${key}": "shop" }`) }, {
      prop: `${prop}['${key}']`, given: '"shop"', allowed: KEY, because: HALF_WAY, remedy: 'rename the key',
    });
  });

  test(`fails when a key of ${prop} has a prefix of 254 characters, and shows the beginning of it`, () => {
    expectRefusal({ [prop]: { [`${'a'.repeat(254)}/team`]: 'shop' } }, {
      prop: `${prop}['${'a'.repeat(100)}…']`, given: '"shop"', allowed: KEY, because: HALF_WAY, remedy: 'rename the key',
    });
  });

  test(`fails when a key of ${prop} is constructor, which cdk8s cannot write`, () => {
    expectRefusal({ [prop]: { constructor: 'acme' } }, {
      prop: `${prop}['constructor']`, given: '"acme"', allowed: 'any other key', because: 'cdk8s cannot write it, and synthesizes nothing.', remedy: 'rename the key',
    });
  });

  test.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['a list', ['team'], '["team"]'],
    ['a string', 'team=shop', '"team=shop"'],
    ['a number', 5, '5'],
    ['a Map', new Map([['team', 'shop']]), 'a Map'],
    ['a Date', new Date(0), 'a Date'],
  ])(
    `fails when ${prop} is %s`, (_, value, given) => {
      expectRefusal({ [prop]: value }, { prop, given, allowed: 'an object of strings', because: HALF_WAY, remedy: `write ${prop}: { key: 'value' }` });
    },
  );

  test.each([['a number', 7, '7'], ['true', true, 'true']])(`fails when a value of ${prop} is %s without quotes`, (_, value, given) => {
    expectRefusal({ [prop]: { team: value } }, {
      prop: `${prop}['team']`, given, allowed: LABELS.includes(prop) ? VALUE : 'a string. ', because: HALF_WAY, remedy: `write '${given}' in quotes`,
    });
  });

  test.each([['undefined', undefined, 'undefined'], ['null', null, 'null'], ['an object', {}, '{}']])(
    `fails when a value of ${prop} is %s`, (_, value, given) => {
      expectRefusal({ [prop]: { team: value } }, {
        prop: `${prop}['team']`, given, allowed: LABELS.includes(prop) ? VALUE : 'a string. ', because: HALF_WAY, remedy: 'change the value',
      });
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

test('fails when an annotation is one that the construct writes itself', () => {
  expectRefusal({ annotations: { 'cdk8s-zero-downtime/longest-request': '1s' } }, {
    prop: "annotations['cdk8s-zero-downtime/longest-request']",
    given: '"1s"',
    allowed: "keys outside 'cdk8s-zero-downtime/'",
    because: 'a different figure from the one that the pods run with',
    remedy: "state it by its prop, such as 'startupTime' or 'acknowledge'",
  });
});

test.each([...LABELS, ...ANNOTATIONS])('takes the longest keys and values in %s', prop => {
  const [key, value] = [`${'p'.repeat(253)}/${'k'.repeat(63)}`, 'v'.repeat(63)];
  // YAML writes a key of that length with a question mark, on a line of its own.
  expect(manifestsOf({ [prop]: { [key]: value } })).toMatch(new RegExp(`${key}\\n?\\s*: ${value}\\n`));
});

test.each([...LABELS, ...ANNOTATIONS])('takes keys in %s that every JavaScript object has anyway', prop => {
  expect(manifestsOf({ [prop]: { toString: 'acme', valueOf: 'acme' } })).toMatch(/toString: acme\n\s+valueOf: acme\n/);
});

test('takes empty values, long annotations and keys with a prefix', () => {
  const yaml = manifestsOf({ labels: { 'example.com/team': '' }, annotations: { note: 'Größe: 5 €, a/b' } });
  expect(yaml).toContain('example.com/team: ""\n');
  expect(yaml).toContain('note: "Größe: 5 €, a/b"\n');
});

test.each(['annotations', 'podAnnotations', 'serviceAnnotations'])('fails when %s are longer than an API server takes', prop => {
  expectRefusal({ [prop]: { notes: 'ä'.repeat(131072) } }, {
    prop,
    given: '262149 bytes',
    allowed: 'at most 262144 bytes in all',
    because: 'The API server rejects it, and the release stops.',
    remedy: 'put long texts into a ConfigMap',
  });
});
