import { expectRefusal, manifestsOf } from './refusal';

const IMAGE = 'registry.example.com/proxy:1.0.0';
const REJECTED = 'The API server rejects the pod, or kubectl merges two containers into one: the update never reaches users.';

describe.each(['sidecars', 'initContainers'])('%s', prop => {
  test.each([['an object', {}, '{}'], ['a name', 'proxy', '"proxy"'], ['null', null, 'null']])(`fails when ${prop} is %s`, (_, value, given) => {
    expectRefusal({ [prop]: value }, {
      prop, given, allowed: `a list of objects. ${REJECTED}`, because: REJECTED, remedy: 'write it in brackets: [ … ]',
    });
  });

  test.each([['undefined', undefined], ['null', null]])(`fails when %s is among the ${prop}`, (given, nothing) => {
    expectRefusal({ [prop]: [nothing] }, {
      prop: `${prop}[0]`, given, allowed: 'an object', because: REJECTED, remedy: 'remove it, or give an object',
    });
  });

  test.each([
    ['missing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['upper case', 'Proxy', '"Proxy"'],
    ['with an underscore', 'log_shipper', '"log_shipper"'],
    ['64 characters long', 'p'.repeat(64), `"${'p'.repeat(64)}"`],
  ])(`fails when the name of one of the ${prop} is %s`, (_, name, given) => {
    expectRefusal({ [prop]: [{ name: 'first', image: IMAGE }, { name, image: IMAGE }] }, {
      prop: `${prop}[1].name`,
      given,
      allowed: 'at most 63 lowercase letters, digits and dashes',
      because: REJECTED,
      remedy: 'name the container',
    });
  });

  test.each([
    ['the application', [{ name: 'my-svc', image: IMAGE }], `${prop}[0].name`, '"my-svc"'],
    ['another one', [{ name: 'proxy', image: IMAGE }, { name: 'proxy', image: IMAGE }], `${prop}[1].name`, '"proxy"'],
  ])(`fails when one of the ${prop} has the name of %s`, (_, containers, name, given) => {
    expectRefusal({ [prop]: containers }, {
      prop: name, given, allowed: 'a name that no other container of the pod has', because: REJECTED, remedy: 'rename it',
    });
  });

  test.each([['missing', undefined, 'undefined'], ['with a space', 'my proxy:1', '"my proxy:1"']])(
    `fails when the image of one of the ${prop} is %s`, (_, image, given) => {
      expectRefusal({ [prop]: [{ name: 'proxy', image }] }, {
        prop: `${prop}[0].image`, given, allowed: 'an image reference', because: 'No node can pull it', remedy: 'give the image with its tag or digest',
      });
    },
  );

  test(`fails when the image of one of the ${prop} has no tag`, () => {
    expectRefusal({ [prop]: [{ name: 'proxy', image: 'proxy' }] }, {
      prop: `${prop}[0].image`,
      given: '"proxy"',
      allowed: 'an image with a digest, or with a tag other than latest',
      because: 'untested',
      remedy: 'name the version',
      rule: 'mutable-image-tag',
    });
  });
});

test('fails when an init container has the name of a sidecar', () => {
  expectRefusal({ sidecars: [{ name: 'proxy', image: IMAGE }], initContainers: [{ name: 'proxy', image: IMAGE }] }, {
    prop: 'initContainers[0].name',
    given: '"proxy"',
    allowed: 'a name that no other container of the pod has',
    because: REJECTED,
    remedy: 'rename it',
  });
});

test('accepts helpers with names and versions of their own', () => {
  const yaml = manifestsOf({ sidecars: [{ name: 'proxy', image: IMAGE }], initContainers: [{ name: 'migrate', image: IMAGE }] });
  expect(yaml).toMatch(/name: proxy\n[^]*name: migrate\n/);
});
