import { routeTimeoutLowered as rule } from '../../../../src/rules/diff/routing';
import { messagesOn, verdictsOn } from '../updating';

const route = (timeouts: string, path = '/'): string => `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: web }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [{ matches: [{ path: { value: ${path} } }], ${timeouts} backendRefs: [{ name: web, port: 80 }] }] }\n`;
const virtual = (more: string): string => `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }
spec: { hosts: [shop.example.com], http: [{ route: [{ destination: { host: web } }]${more} }] }\n`;
const longest = (text: string): string => `---\nkind: Deployment\nmetadata: { annotations: { cdk8s-zero-downtime/longest-request: ${text} } }\n`;
const REQUEST = (text: string): string => `timeouts: { request: ${text} },`;

test('fails where requests get less time than before', () => {
  expect(verdictsOn(rule, rule.examples.unsafe)).toMatchObject([{
    object: { kind: 'HTTPRoute' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'rules', 0, 'timeouts', 'request'],
      message: 'From this release on, the router aborts requests to shop.example.com/ after 50 s instead of 120 s: those that take longer get 504.',
      fix: 'Keep 120s in spec.rules[0].timeouts.request until you have seen that no request takes that long, or state with the annotation longest-request that none does.',
      recipe: [{ edits: [{ kind: 'keepPrevious' }] }],
    }],
  }]);
});

test('fails where a VirtualService adds a limit, also per try', () => {
  const [message] = messagesOn(rule, virtual(', timeout: 10s'), virtual(''));
  expect(message).toContain('shop.example.com/ after 10 s where nothing limited them');
  expect(verdictsOn(rule, virtual(', timeout: 10s'), virtual(''))[0].violations[0].fix).toMatch(/^Leave the limit at none until/);
  expect(messagesOn(rule, virtual(', timeout: 10s, retries: { attempts: 3, perTryTimeout: 500ms }'), virtual(', timeout: 10s'))[0]).toContain('shop.example.com/ after 0.5 s');
});

test('passes where the owner states that no request takes that long', () => {
  expect(messagesOn(rule, route(REQUEST('30s')) + longest('30s'), route(REQUEST('120s')) + longest('30s'))).toEqual([]);
  expect(messagesOn(rule, route(REQUEST('29s')), route(REQUEST('120s')) + longest('30s'))).toHaveLength(1);
});

test('passes where only the router knows the time before or after, and for another path', () => {
  expect(messagesOn(rule, route(REQUEST('10s')), route(''))).toEqual([]);
  expect(messagesOn(rule, route(''), route(REQUEST('10s')))).toEqual([]);
  expect(messagesOn(rule, route(REQUEST('10s'), '/new'), route(REQUEST('120s')))).toEqual([]);
});
