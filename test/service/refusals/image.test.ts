import { AnyProps, expectRefusal, manifestsOf } from './refusal';
import { judged } from '../../rules/check/judging';

test.each([
  ['undefined', undefined, 'undefined'],
  ['null', null, 'null'],
  ['empty', '', '""'],
  ['a space', ' ', '" "'],
  ['with a space in it', 'my svc:1.4.2', '"my svc:1.4.2"'],
  ['with a space after it', 'my-svc:1.4.2 ', '"my-svc:1.4.2 "'],
  ['with a newline after it', 'my-svc:1.4.2\n', '"my-svc:1.4.2\\n"'],
  ['upper case', 'registry.example.com/My-Svc:1.4.2', '"registry.example.com/My-Svc:1.4.2"'],
  ['with a letter of another alphabet', 'größe:1.4.2', '"größe:1.4.2"'],
  ['an address', 'https://registry.example.com/my-svc:1.4.2', '"https://registry.example.com/my-svc:1.4.2"'],
  ['with an empty tag', 'my-svc:', '"my-svc:"'],
  ['with a space in its variable', 'my-svc:${my tag}', '"my-svc:${my tag}"'],
  ['with an empty path before its variable', '/:${TAG}', '"/:${TAG}"'],
  ['with a digest that was cut off', 'my-svc@sha256:abc', '"my-svc@sha256:abc"'],
  ['with a plus sign in its tag', 'my-svc:1.4.2+7', '"my-svc:1.4.2+7"'],
  ['a number', 42, '42'],
  ['an object', {}, '{}'],
])('fails when the image is %s', (_, image, given) => {
  expectRefusal({ image }, {
    prop: 'image',
    given,
    allowed: "an image reference such as 'registry.example.com/my-svc:1.4.2', its path in lower case and without spaces",
    because: 'the update never reaches users',
    remedy: 'give the image with its tag or digest',
  });
});

test('fails when the tag is longer than a registry takes', () => {
  expectRefusal({ image: `my-svc:${'1'.repeat(129)}` }, {
    prop: 'image',
    given: `"my-svc:${'1'.repeat(92)}…`,
    allowed: 'an image reference',
    because: 'No node can pull it',
    remedy: 'give the image with its tag or digest',
  });
});

test.each([
  ['no tag', 'registry.example.com/my-svc'],
  ['no tag behind a registry with a port', 'registry.example.com:5000/my-svc'],
  ['the tag latest', 'registry.example.com/my-svc:latest'],
])('fails when the image has %s', (_, image) => {
  expectRefusal({ image }, {
    prop: 'image',
    given: `"${image}"`,
    allowed: 'an image with a digest, or with a tag other than latest',
    because: 'may run different, untested code, and no rollback brings the old code back',
    remedy: "name the version, such as 'registry.example.com/my-svc:1.4.2'",
    rule: 'mutable-image-tag',
  });
});

test.each(['undefined', 'null', 'NaN'])('fails when the tag is %s, which is left of a variable that was not set', tag => {
  expectRefusal({ image: `registry.example.com/my-svc:${tag}` }, {
    prop: 'image',
    given: `"registry.example.com/my-svc:${tag}"`,
    allowed: 'an image with a digest, or with a tag other than latest',
    because: 'may run different, untested code, and no rollback brings the old code back',
    remedy: 'set the variable that the tag comes from',
    rule: 'mutable-image-tag',
  });
});

describe.each([
  'my-svc:${TAG}', '${REGISTRY}/my-svc:1.4.2', 'registry.example.com/my-svc:${TAG:=1.4.2}', '${IMAGE}', 'my-svc@${DIGEST}', 'my-svc:v${MAJOR}.${MINOR}',
])('an image with a variable, %s', image => {
  test('fails, since nothing may fill it in', () => {
    expectRefusal({ image }, {
      prop: 'image',
      given: `"${image}"`,
      allowed: 'an image without a variable',
      because: 'If nothing replaces the variable before the manifest is applied, no node can pull the image: the update never reaches users.',
      remedy: 'put the value in, between backticks if this program knows it',
      rule: 'image-has-variable',
    });
  });

  test('is taken with a reason, and `check` finds nothing', () => {
    const yaml = manifestsOf({ image, acknowledge: { 'image-has-variable': 'Flux fills it in' } });
    expect(yaml).toContain(image);
    expect(judged(yaml).findings).toEqual([]);
  });
});

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  'my-svc:1',
  'registry.example.com:5000/team/my_svc:v1.4.2-rc.1',
  'localhost/my-svc:1',
  'Registry.example.com/my-svc:1',
  '[::1]:5000/my-svc:1',
  `my-svc@${DIGEST}`,
  `my-svc:latest@${DIGEST}`,
])('takes the image %s', image => {
  expect(manifestsOf({ image })).toMatch(new RegExp(`image: "?${image.replace(/[[\].]/g, '\\$&')}"?\n`));
});

test('takes the tag latest that is acknowledged', () => {
  const acknowledge = { 'mutable-image-tag': 'a sandbox that always runs the newest build' };
  expect(manifestsOf({ image: 'my-svc:latest', acknowledge })).toContain('image: my-svc:latest\n');
});

const NEVER_STARTS = 'The kubelet does not start it in a pod that must not run as root: the update never reaches users.';

test('fails when nginx runs as root, and says which image works', () => {
  expectRefusal({ image: 'nginx:1.27.3', port: 80 }, {
    prop: 'image',
    given: '"nginx:1.27.3"',
    allowed: 'an image that names a user other than root',
    because: NEVER_STARTS,
    remedy: "use 'nginxinc/nginx-unprivileged' with port 8080 and a volume mounted at /tmp, since the root filesystem is read-only",
    rule: 'run-as-non-root-conflict',
  });
});

test('fails when a helper runs as root', () => {
  expectRefusal({ sidecars: [{ name: 'proxy', image: 'httpd:2.4.62' }] }, {
    prop: 'sidecars[0].image',
    given: '"httpd:2.4.62"',
    allowed: 'an image that names a user other than root',
    because: NEVER_STARTS,
    remedy: 'use an image that names a user, or set securityContext.user to one that it can run as',
    rule: 'run-as-non-root-conflict',
  });
});

test.each<[string, AnyProps]>([
  ['with a user of the container', { securityContext: { user: 101 } }],
  ['with a user of the pod', { podSecurityContext: { user: 101 } }],
  ['that may run as root', { securityContext: { ensureNonRoot: false } }],
])('takes nginx %s', (_, props) => {
  expect(manifestsOf({ image: 'nginx:1.27.3', ...props })).toContain('image: nginx:1.27.3\n');
});
