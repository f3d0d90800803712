import { expectRefusal, manifestsOf, refusalOf } from './refusal';

test.each(['labels', 'podLabels'])('fails when %s give another value to the label of the selector', prop => {
  expectRefusal({ [prop]: { 'service-name': 'other' } }, {
    prop: `${prop}['service-name']`,
    given: '"other"',
    allowed: "'my-svc', as in the selector",
    because: 'A label can have only one value: the selector would override this one, and queries for it would find no pod.',
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
    because: 'a budget with one selects every pod of the namespace',
    remedy: "leave it out for 'service-name: <name>'",
  });
});

test('fails when a value of the selector is empty', () => {
  expectRefusal({ selectorLabels: { app: 'shop', canary: '' } }, {
    prop: "selectorLabels['canary']",
    given: '""',
    allowed: 'a value that is not empty',
    because: 'the Service selects no pods',
    remedy: 'give it a value, or leave the label out',
  });
});

test.each(['version', 'app.kubernetes.io/version', 'helm.sh/chart', 'git-sha', 'commit', 'build', 'release-date', 'pod-template-hash', 'VERSION'])(
  'fails when the selector has the label %s, which changes with a release', key => {
    expectRefusal({ selectorLabels: { app: 'shop', [key]: '1.4.2' } }, {
      prop: `selectorLabels['${key}']`,
      given: '"1.4.2"',
      allowed: 'labels that never change',
      because: 'the first release with another value is rejected, but the Service is already changed, and every request fails',
      remedy: `put '${key}' into 'podLabels'`,
      rule: 'version-label-in-selector',
    });
  },
);

test('takes a version in the selector that is acknowledged', () => {
  const acknowledge = { 'version-label-in-selector': 'the version of the API, which never changes' };
  expect(manifestsOf({ selectorLabels: { app: 'shop', version: '1.0' }, acknowledge })).toContain('version: "1.0"\n');
});

test('takes a version that releases share, and one that is in the name of the service', () => {
  expect(manifestsOf({ selectorLabels: { app: 'shop', version: 'v1' } })).toContain('version: v1\n');
  expect(manifestsOf({ name: 'shop-1-4-2', selectorLabels: { app: 'shop', version: '1.4.2' } })).toContain('version: 1.4.2\n');
});

test.each(['conversion', 'subversion', 'app', 'tier'])('takes the label %s in the selector', key => {
  expect(manifestsOf({ selectorLabels: { [key]: 'shop' } })).toContain(`${key}: shop\n`);
});
