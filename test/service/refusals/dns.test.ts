import { DnsPolicy } from 'cdk8s-plus-27';
import { expectRefusal, manifestsOf } from './refusal';

test.each<[string, object, string, string, string]>([
  ['more nameservers than a pod can have', { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] }, 'nameservers', '["10.0.0.1","10.0.0.2","10.0.0.3","10.0.0.4"]', 'a list of at most 3 strings'],
  ['more domains to search than cdk8s-plus takes', { searches: [...'abcdefg'] }, 'searches', '["a","b","c","d","e","f","g"]', 'a list of at most 6 strings'],
  ['one word for a list', { nameservers: '10.0.0.1' }, 'nameservers', '"10.0.0.1"', 'a list of at most 3 strings'],
  ['no nameserver beside the policy NONE', { policy: DnsPolicy.NONE }, 'nameservers', 'undefined', 'at least one address, as dnsPolicy None requires'],
  ['an invalid policy', { policy: 'none' }, 'policy', '"none"', 'ClusterFirst, ClusterFirstWithHostNet, Default, None'],
])('fails when dns has %s', (_, dns, prop, given, allowed) => {
  expectRefusal({ dns }, { prop: `dns.${prop}`, given, allowed, because: '', remedy: '' });
});

test('accepts three nameservers', () => {
  expect(manifestsOf({ dns: { nameservers: ['10.0.0.1', '10.0.0.2', '::1'] } })).toContain('- ::1');
});
