import { A_NUMBER_OR_NONE, AnyProps, expectRefusal, manifestsOf } from './refusal';

const IMAGE = 'registry.example.com/proxy:1.0.0';
const REJECTED = 'The API server rejects it, and the release stops.';
const NOT_STARTED = 'The kubelet does not start a container as root that must not run as root: the rollout stops at its first pod.';

const PLACES: [string, string, (securityContext: object) => AnyProps][] = [
  ['the application', 'securityContext', securityContext => ({ securityContext })],
  ['a sidecar', 'sidecars[0].securityContext', securityContext => ({ sidecars: [{ name: 'proxy', image: IMAGE, securityContext }] })],
  ['an init container', 'initContainers[0].securityContext', securityContext => ({ initContainers: [{ name: 'migrate', image: IMAGE, securityContext }] })],
];

describe.each(PLACES)('the security context of %s', (_, at, props) => {
  test.each([['said', { user: 0, ensureNonRoot: true }], ['the default', { user: 0 }]])('fails when it is root while ensureNonRoot is %s', (__, context) => {
    expectRefusal(props(context), {
      prop: `${at}.user`, given: '0', allowed: "a user other than 0, while 'ensureNonRoot' is true", because: NOT_STARTED, remedy: `give another user, or set '${at}.ensureNonRoot' to false`,
    });
  });

  test.each([['said', { privileged: true, allowPrivilegeEscalation: false }], ['the default', { privileged: true }]])(
    'fails when it is privileged while allowPrivilegeEscalation false is %s', (__, context) => {
      expectRefusal(props(context), {
        prop: `${at}.privileged`,
        given: 'true',
        allowed: "false, while 'allowPrivilegeEscalation' is false",
        because: REJECTED,
        remedy: `leave it out, or set '${at}.allowPrivilegeEscalation' to true`,
      });
    },
  );

  test.each([['user', -1], ['group', 2 ** 31], ['user', 1.5], ['group', 'staff']])('fails when its %s is %p', (prop, value) => {
    expectRefusal(props({ [prop]: value }), {
      prop: `${at}.${prop}`, given: JSON.stringify(value), allowed: 'a whole number from 0', because: REJECTED, remedy: A_NUMBER_OR_NONE,
    });
  });

  test('may be root, or privileged, where both are allowed', () => {
    const yaml = manifestsOf(props({ user: 0, ensureNonRoot: false, privileged: true, allowPrivilegeEscalation: true }));
    expect(yaml).toContain('runAsUser: 0');
    expect(yaml).toContain('privileged: true');
  });
});

describe('the security context of the pod', () => {
  test('fails when it is root while a container must not be', () => {
    expectRefusal({ podSecurityContext: { user: 0, ensureNonRoot: false } }, {
      prop: 'podSecurityContext.user',
      given: '0',
      allowed: "a user other than 0, while 'securityContext.ensureNonRoot' is true",
      because: NOT_STARTED,
      remedy: "give another user, or set 'securityContext.ensureNonRoot' to false",
    });
  });

  test('may be root where each container has a user of its own, or may be root', () => {
    expect(manifestsOf({
      podSecurityContext: { user: 0 }, securityContext: { user: 7 }, sidecars: [{ name: 'proxy', image: IMAGE, securityContext: { ensureNonRoot: false } }],
    })).toContain('runAsUser: 0');
  });

  test.each([['user', -1], ['group', -1], ['fsGroup', 2 ** 31]])('fails when its %s is %p', (prop, value) => {
    expectRefusal({ podSecurityContext: { [prop]: value } }, {
      prop: `podSecurityContext.${prop}`, given: String(value), allowed: 'a whole number from 0', because: REJECTED, remedy: A_NUMBER_OR_NONE,
    });
  });

  test('fails when ensureNonRoot is a word', () => {
    expectRefusal({ podSecurityContext: { ensureNonRoot: 'false' } }, {
      prop: 'podSecurityContext.ensureNonRoot', given: '"false"', allowed: 'true or false', because: 'Any string counts as true', remedy: 'write true or false',
    });
  });
});
